"""Planning pages: the proposed agenda, and the cases that are held back."""

from django.urls import reverse

from common.components import Cell, Column, Table
from common.formats import short_day
from panels import planning, selectors
from panels.forms.calendar import ProposalForm, TakeForm
from panels.models import Meeting
from panels.presenters.meeting import length
from panels.selectors import calendar

MINUTES = 20


def proposal(found: Meeting, user, *, query, data=None) -> dict:
    """What the agenda could be, and why; ``query`` may ask for other minutes."""
    asked = ProposalForm(query if "minutes" in query else None, auto_id="asked_%s")
    minutes = asked.cleaned_data["minutes"] if asked.is_bound and asked.is_valid() else MINUTES
    planned = sum(item.minutes for item in selectors.agenda(found))
    cases = calendar.waiting(found, user)
    room = max(length(found) - planned, 0)
    made = planning.propose(cases, theme=found.theme, room=room, minutes=minutes, on=found.held_on)
    chosen = [one for one in made if one.chosen]
    form = TakeForm(data, proposals=made, minutes=minutes)
    form.cancel_url = reverse("panels:agenda", args=[found.pk])
    return {
        "meeting": found,
        "asked": asked,
        "form": form if form.fields["cases"].choices else None,
        "sentence": _sentence(len(chosen), minutes, room),
        "out": [one for one in made if not one.chosen and (one.case.held or not one.case.ready)],
    }


def _sentence(count: int, minutes: int, room: int) -> str:
    cases = "1 case fits" if count == 1 else f"{count} cases fit"
    return f"{room} minutes of the meeting are free. At {minutes} minutes each, {cases}: {count * minutes} minutes."


def holds_table(holds) -> Table:
    """The cases held back, the first to end first."""
    rows = [
        [
            Cell(one.case.reference, url=reverse("panels:case_panel", args=[one.case_id])),
            one.theme,
            one.reason,
            short_day(one.held_on),
            short_day(one.until),
            Cell("Let go", url=reverse("panels:release", args=[one.pk])),
        ]
        for one in holds
    ]
    columns = [Column(words) for words in ("Case", "Held for", "Why", "Since", "Until at the latest", "Change")]
    return Table("Cases held back", columns, rows, stack=True, caption_hidden=True)
