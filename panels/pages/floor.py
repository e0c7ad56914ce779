"""The screen on which a meeting is run: the case beside what is recorded about it, the clock, the room."""

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from cases.forms.analysis_rows import FACTORS, LEARNING, RECOMMENDATIONS, row_sets
from cases.presenters.analysis import primary_words
from cases.selectors import analysis as saved_analysis
from common.forms.formsets import reshape
from common.policy import allowed
from panels import policy, selectors, spoken
from panels.forms.floor import LiveDecisionForm, SpokenForm, sealed
from panels.models import AgendaItem, Meeting
from panels.pages import papers
from panels.pages.room import standing
from panels.presenters import floor as shown
from panels.presenters.paper import words_checked
from panels.selectors import floor
from panels.selectors import room as selected


def screen(item: AgendaItem, user, *, form: SpokenForm | None = None, decision: LiveDecisionForm | None = None) -> dict:
    """Everything on the screen of one case."""
    found = item.meeting
    paper = papers.paper(item, user)
    items = selectors.readable_items(found, user)
    people = selectors.people(found)
    going_on = found.state == Meeting.State.OPEN
    sitting = floor.sitting_of(found)
    writes = going_on and words_checked(selectors.analysis_of(item.case), selectors.summary_of(item.case))
    return {
        **paper,
        "form": None,
        "spoken": form or (spoken_form(item)[0] if writes else None),
        "decision": decision or decision_form(item, user, paper["quorum"]),
        "clock": shown.timer(item, items, sitting, timezone.now()),
        "room": shown.room(people, found, timezone.now()) if going_on else [],
        "in_room": sum(selectors.there(person) for person in people),
        "released": selected.released(item),
        "evidence": floor.evidence(item.case) if paper["tab"] else [],
        "said": floor.discussion_of(item),
    }


def decision_form(item: AgendaItem, user, quorum, data=None) -> LiveDecisionForm:
    """What the panel decides; the chair is asked why where there is no quorum."""
    asks = not quorum.met and allowed(policy.preside, item.meeting.panel_id, user)
    initial = papers.decision_initial(item)
    if asks:
        initial["without_quorum"] = floor.discussion_of(item).without_quorum
    return LiveDecisionForm(data, initial=initial, asks_why=asks)


def spoken_form(item: AgendaItem, data: QueryDict | None = None) -> tuple[SpokenForm, bool]:
    """What is recorded about a case, as a form, and whether a row was just added or taken away."""
    reshaped = reshape(data, FACTORS, LEARNING, RECOMMENDATIONS) if data is not None else None
    given = shown.with_keys(reshaped or data) if data is not None else None
    record, _ = floor.record_of(item, floor.discussion_of(item))
    codes = saved_analysis.factor_codes(item.case.panel_id)
    rows = spoken.full(record)
    form = SpokenForm(
        given,
        formsets=row_sets(given, _with_domains(rows, codes), codes),
        factors_known=not item.case.imported,
        primary=primary_words(rows),
        initial=SpokenForm.initial_of_record(record),
    )
    return form, reshaped is not None


def _with_domains(record: dict, codes: dict) -> dict:
    """A factor from the list is shown with its own domain."""
    rows = [{**row, "domain": codes[row["code"]].domain if row["code"] in codes else row["domain"]}
            for row in record["factors"]]  # fmt: skip
    return {**record, "factors": rows}


def after_keeping(form: SpokenForm, kept, mine: dict, waiting: set[str], user) -> dict:
    """What the page is told once its answers were kept: the same for a script and for a page drawn again."""
    base = form.base_record
    yours = spoken.grown(base, mine, kept.clashes, waiting)
    theirs = {**yours, **{key: kept.record[key] for key in kept.clashes}}
    whole = spoken.full({key: kept.record[key] for key in kept.record if key not in spoken.DISCUSSION})
    return {
        "saved_at": shown.now_in_words(),
        "base": sealed(yours),
        "base_over": sealed(theirs),
        "waiting": form.complaints(),
        "clashes": shown.clashes(kept, mine),
        "others": kept.others,
        "primary": primary_words(whole),
    }


def drawn_again(item: AgendaItem, data: QueryDict, answer: dict) -> SpokenForm:
    """The form with everything that was typed; saving it again writes over what it shows as somebody else's."""
    changed = data.copy()
    changed["base"] = answer["base_over"]
    return spoken_form(item, changed)[0]


def state(found: Meeting, user, item: AgendaItem | None = None) -> dict:
    """What an open screen asks for every few seconds. Of a case that is closed to the reader it knows nothing."""
    items = selectors.readable_items(found, user)
    mark = floor.mark(found, items, item)
    of_papers = standing(found, [item] if item else items, user)
    answer = {"stamp": mark.stamp, "state": found.state, "papers": of_papers}
    if item is not None and allowed(policy.lead, found.panel_id, user):
        quorum = selectors.quorum_of(found, item.case)
        inside = sum(selectors.there(person) for person in selectors.people(found))
        answer |= {"quorum": quorum.sentence, "quorate": quorum.met, "in_room": inside}
        answer["saved"] = shown.saved_words(mark)
    return answer


def presentation(found: Meeting, user) -> dict:
    """The projector: the case that was taken up, anonymised, and nothing else."""
    items = selectors.readable_items(found, user)
    sitting = floor.sitting_of(found)
    item = next((one for one in items if sitting and one.pk == sitting.item_id), None)
    made = papers.live(item) if item else None
    return {
        "meeting": found,
        "paper": made,
        "item": item,
        "closed": bool(sitting and sitting.item_id and item is None),
        "mark": floor.mark(found, items, item),
        "back": reverse("panels:decide", args=[found.pk, item.pk])
        if item
        else reverse("panels:meeting", args=[found.pk]),
    }
