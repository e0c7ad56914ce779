"""The agenda being built, and the cases that wait."""

from dataclasses import dataclass
from uuid import UUID

from cases.presenters.proposals import needs_words
from cases.selectors.evidence import evidence
from common.paging import page_at
from panels import selectors, themes
from panels.forms.cases import AddCasesForm, MinutesForm
from panels.models import Meeting
from panels.pages.meetings import agenda_rows
from panels.presenters import meeting as shown
from panels.presenters.history import waiting_label
from panels.selectors import calendar, telling

CANDIDATES_A_PAGE = 25


@dataclass(frozen=True)
class Moved:
    """The item that was just moved: the button to stay on, and where it is now, in words."""

    key: UUID
    way: str
    words: str


def agenda(found: Meeting, user, *, data=None, page=None, moved=("", "")) -> dict:
    """The agenda being built; ``moved`` is the item that was just moved, and which way."""
    items = selectors.agenda(found)
    rows = agenda_rows(found, items, user, leads=False)
    waiting = page_at(selectors.candidates(found, user), CANDIDATES_A_PAGE, page)
    held = calendar.holds_of(found)
    away = {key for key, hold in held.items() if not themes.same(hold.theme, found.theme)}
    ready = [(case, waiting_label(case)) for case in waiting if case.ready and case.pk not in away]
    return {
        "meeting": found,
        "rows": [(row, _minutes_form(row)) for row in rows],
        "count": len(rows),
        "moved": _moved(rows, *moved),
        "time": shown.time_planned(rows, found),
        "waiting": waiting,
        "unready": [(case, waiting_label(case)) for case in waiting if not case.ready and case.pk not in away],
        "held": [(held[case.pk], case) for case in waiting if case.pk in away],
        "lacking": _lacking(waiting),
        "form": AddCasesForm(data, cases=ready) if ready else None,
        "changed": selectors.changed_since_sent(found),
        "sent": found.agenda_sent_at,
        "told": _told(found),
        "may_send": shown.offers(found, manages=True, leads=True, has_agenda=bool(items), due=False).send,
    }


def _moved(rows: list[shown.AgendaRow], key: str, way: str) -> Moved | None:
    """At an end of the list one of the two buttons is not there: the other one is stayed on."""
    row = next((row for row in rows if str(row.item.pk) == key), None)
    if row is None or len(rows) == 1:
        return None
    at_an_end = {1: "down", len(rows): "up"}
    return Moved(
        row.item.pk,
        at_an_end.get(row.position, way),
        f"{row.reference or 'The item'} is now item {row.position} of {len(rows)}.",
    )


def _told(found: Meeting) -> str:
    """Who is written to when the agenda is sent again, in words; nothing before the first time."""
    if found.agenda_sent_at is None:
        return ""
    names = [one.user.full_name for one, _ in telling.concerned(found, selectors.people(found))]
    return ", ".join(names) or "nobody"


def _lacking(waiting) -> list[tuple]:
    """Cases whose review would rest on less than such a death usually needs, with what is not there."""
    needs = evidence(list(waiting))
    return [(case, words) for case in waiting if (words := needs_words(needs[case.pk]))]


def _minutes_form(row: shown.AgendaRow) -> MinutesForm | None:
    if row.closed:
        return None
    form = MinutesForm(initial={"minutes": row.minutes, "version": row.item.version}, auto_id=f"{row.item.pk.hex}_%s")
    form.fields["minutes"].label = f"Minutes for item {row.position}"
    return form
