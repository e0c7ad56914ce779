"""What each page of the panel shows: selectors read, presenters put into words, here the two meet."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.urls import reverse

from cases import identifiability
from cases import policy as case_policy
from cases.forms.analysis import AnalysisForm
from cases.forms.analysis_rows import FACTORS, LEARNING, RECOMMENDATIONS, row_sets
from cases.models import Case
from cases.presenters.analysis import primary_words
from cases.presenters.links import tabs
from cases.selectors import analysis as saved_analysis
from cases.workflow import Status
from common.components import Cell, Column, Table
from common.dates import today
from common.formats import clock, short_day
from common.forms.formsets import reshape
from common.policy import allowed
from panels import policy, quorum, selectors
from panels.forms.cases import AddCasesForm, MinutesForm, SummaryForm
from panels.forms.meetings import ReplyForm
from panels.models import AgendaItem, Invitation, Meeting
from panels.presenters import meeting as shown
from panels.presenters import paper as papers
from panels.presenters.history import history_entries, summary_rows, waiting_label
from panels.selectors import scope

CANDIDATES_A_PAGE = 25


def number(text: str | None, otherwise: int) -> int:
    """A whole number that a button sent, or ``otherwise``."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def meeting_rows(meetings) -> Table:
    """The list of meetings as a table."""
    rows = [
        [
            Cell(f"{short_day(meeting.starts_at)}", url=reverse("panels:meeting", args=[meeting.pk])),
            f"{clock(meeting.starts_at)} to {clock(meeting.ends_at)}",
            Cell(meeting.title, note=meeting.theme),
            meeting.cases,
            meeting.invited,
            Cell("", tags=[shown.STATE_TAGS[meeting.state]]),
        ]
        for meeting in meetings
    ]
    columns = [Column("Date"), Column("Time"), Column("Meeting"), Column("Cases", numeric=True)]
    columns += [Column("Invited", numeric=True), Column("State")]
    return Table("Meetings", columns, rows, stack=True, caption_hidden=True)


def meeting(found: Meeting, user) -> dict:
    """One meeting for one reader."""
    manages = allowed(policy.run, found.panel_id, user)
    leads = allowed(policy.lead, found.panel_id, user)
    items, people = selectors.agenda(found), selectors.people(found)
    started = found.state in (Meeting.State.OPEN, Meeting.State.FINALISED)
    rule = selectors.rule_of(found.panel)
    own = next((invitation for invitation in people if invitation.user_id == user.pk), None)
    counted = quorum.judge(selectors.seats(people, started=started), rule)
    due = found.held_on <= today()
    offers = shown.offers(found, manages=manages, leads=leads, has_agenda=bool(items), due=due)
    rows = _agenda_rows(found, items, user, leads)
    return {
        "meeting": found,
        "state": shown.STATE_TAGS[found.state],
        "offers": offers,
        "details": shown.details(found, quorum=counted, may_change=offers.change),
        "rows": rows,
        "readable": [row for row in rows if row.url],
        "time": shown.time_planned(rows, found),
        "people": shown.people_rows(people, started=started),
        "started": started,
        "own": own,
        "reply_form": _reply_form(found, own),
        "conflicts": selectors.conflicts(found, user) if leads else [],
        "not_quorate": _not_quorate(found, items, people, user) if leads and started else [],
        "changed": manages and selectors.changed_since_sent(found),
        "pending": [row.position for row in rows if not row.closed and row.item.outcome == AgendaItem.Outcome.PENDING],
    }


def _agenda_rows(found: Meeting, items: list[AgendaItem], user, leads: bool) -> list[shown.AgendaRow]:
    return shown.agenda_rows(
        items,
        user=user,
        readable=selectors.readable(items, user),
        closed=selectors.closed_to(items),
        meeting=found,
        leads=leads,
    )


def _reply_form(found: Meeting, own: Invitation | None) -> ReplyForm | None:
    waits = own is not None and own.reply == Invitation.Reply.NONE and found.state == Meeting.State.SCHEDULED
    return ReplyForm(initial={"version": own.version}) if waits and own else None


def _not_quorate(found: Meeting, items: list[AgendaItem], people: list[Invitation], user) -> list[tuple[int, str]]:
    """Items for which the people present do not suffice, once those in conflict have left."""
    closed = selectors.closed_to(items)
    seats, rule = selectors.seats(people, started=True), selectors.rule_of(found.panel)
    judged = [(item, quorum.judge(seats, rule, closed[item.case_id])) for item in items]
    return [(item.position, q.sentence) for item, q in judged if not q.met and user.pk not in closed[item.case_id]]


def agenda(found: Meeting, user, *, data=None, page=None) -> dict:
    """The agenda being built."""
    items = selectors.agenda(found)
    rows = _agenda_rows(found, items, user, leads=False)
    waiting = Paginator(selectors.candidates(found, user), CANDIDATES_A_PAGE).get_page(page)
    ready = [(case, waiting_label(case)) for case in waiting if case.ready]
    return {
        "meeting": found,
        "rows": [(row, _minutes_form(row)) for row in rows],
        "count": len(rows),
        "time": shown.time_planned(rows, found),
        "waiting": waiting,
        "unready": [(case, waiting_label(case)) for case in waiting if not case.ready],
        "form": AddCasesForm(data, cases=ready) if ready else None,
        "changed": selectors.changed_since_sent(found),
        "sent": found.agenda_sent_at,
        "may_send": shown.offers(found, manages=True, leads=True, has_agenda=bool(items), due=False).send,
    }


def _minutes_form(row: shown.AgendaRow) -> MinutesForm | None:
    if row.closed:
        return None
    form = MinutesForm(initial={"minutes": row.minutes, "version": row.item.version}, auto_id=f"{row.item.pk.hex}_%s")
    form.fields["minutes"].label = f"Minutes for item {row.position}"
    return form


def paper(item: AgendaItem, user) -> dict:
    """The anonymised paper of a case, with the way to its neighbours on the agenda."""
    found = item.meeting
    summary, analysis = selectors.summary_of(item.case), selectors.analysis_of(item.case)
    order = selectors.readable_items(found, user)
    place = next((index for index, other in enumerate(order) if other.pk == item.pk), 0)
    leads = allowed(policy.lead, found.panel_id, user)
    offers = shown.offers(
        found, manages=allowed(policy.run, found.panel_id, user), leads=leads, has_agenda=True, due=True
    )
    return {
        "item": item,
        "meeting": found,
        "paper": papers.paper(item, summary, analysis),
        "previous": order[place - 1] if place > 0 else None,
        "next": order[place + 1] if place + 1 < len(order) else None,
        "offers": offers,
        "can_decide": leads and found.state == Meeting.State.OPEN,
        "can_edit_analysis": leads and found.state == Meeting.State.OPEN and papers.words_checked(analysis, summary),
        "away": [c for c in selectors.conflicts(found, user) if c.case_id == item.case_id] if leads else [],
        "quorum": selectors.quorum_of(found, item.case) if leads else None,
        "tab": selectors.sees_identity(item.case, user),
    }


def analysis_form(item: AgendaItem, data=None) -> tuple[AnalysisForm, bool]:
    """The analysis form of a case whose words were checked, and whether a row was just added or taken away."""
    case, version = item.case, scope.checked_version(item)
    saved = saved_analysis.as_data(saved_analysis.of_case(case), case)
    reshaped = reshape(data, FACTORS, LEARNING, RECOMMENDATIONS) if data is not None else None
    given = reshaped or data
    form = AnalysisForm(
        given,
        formsets=row_sets(given, saved, saved_analysis.factor_codes(case.panel_id)),
        factors_known=not case.imported,
        primary=primary_words(saved),
        initial=AnalysisForm.initial_of(saved, version),
    )
    form.submit_label = "Save the analysis"
    return form, reshaped is not None


def pack(found: Meeting, items: list[AgendaItem]) -> dict:
    """Every paper of a meeting that the reader may read."""
    keys = [item.case_id for item in items]
    summaries, analyses = selectors.summaries_of(keys), selectors.analyses_of(keys)
    made = [papers.paper(item, summaries.get(item.case_id), analyses.get(item.case_id)) for item in items]
    return {"meeting": found, "papers": made, "when": shown.times(found)}


def decision_initial(item: AgendaItem) -> dict:
    """What is recorded so far; nothing is chosen beforehand."""
    outcome = "" if item.outcome == AgendaItem.Outcome.PENDING else item.outcome
    return {"version": item.version, "outcome": outcome, "awaited": item.reason, "deferred": item.reason}


def next_open_item(item: AgendaItem, user) -> str:
    """The next item without a decision, else the meeting."""
    waiting = [
        other
        for other in selectors.readable_items(item.meeting, user)
        if other.outcome == AgendaItem.Outcome.PENDING and other.pk != item.pk
    ]
    later = [other for other in waiting if other.position > item.position] or waiting
    if later:
        return reverse("panels:decide", args=[item.meeting_id, later[0].pk])
    return reverse("panels:meeting", args=[item.meeting_id])


def tab(case: Case, user) -> dict:
    """The panel tab of a case."""
    summary, analysis = selectors.summary_of(case), selectors.analysis_of(case)
    return {
        "case": case,
        "case_tabs": [replace(link, current=link.label == "Panel") for link in tabs(case, "")],
        "summary": summary,
        "summary_rows": summary_rows(summary, analysis),
        "history": history_entries(selectors.history(case)),
        "manages": allowed(case_policy.manage, case, user),
        "awaiting": case.status == Status.AWAITING_ITEM and allowed(case_policy.decide, case, user),
    }


def summary_editor(case: Case, user, data=None) -> dict:
    """The editor with what was found in the saved text."""
    saved, analysis = selectors.summary_of(case), selectors.analysis_of(case)
    words = selectors.analysis_words(case)
    in_text = identifiability.mentions(case, f"{saved.text}\n{saved.learning_so_far}", by=user) if saved else []
    in_words = identifiability.mentions(case, words, by=user) if words else []
    initial = {"analysis_version": analysis.version if analysis else None}
    if saved:
        initial |= {
            "version": saved.version,
            "text": saved.text,
            "questions": saved.learning_so_far,
            "checked": saved.checked,
            "words_checked": papers.words_checked(analysis, saved),
        }
    form = SummaryForm(data, initial=initial, found=bool(in_text or in_words), has_analysis=analysis is not None)
    form.cancel_url = reverse("panels:case_panel", args=[case.pk])
    return {
        "case": case,
        "form": form,
        "found": in_text,
        "found_in_words": in_words,
        "analysis": papers.analysis_view(analysis, saved),
        "words": words,
    }
