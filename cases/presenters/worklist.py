"""The work list as a table, and what its filters say."""

from datetime import date

from django.http import QueryDict

from cases import clocks
from cases.presenters.case import status_tag
from cases.presenters.links import to
from cases.workflow import OPEN, Status
from common.components import Cell, Column, FilterGroup, Link, Table, Tag
from common.dates import today
from common.formats import short_day

WAITS = OPEN | {Status.REVIEWED, Status.SUBMITTED}
"""Statuses in which a step can still wait for a process."""
COLUMNS = (
    Column("Case", sort="reference"),
    Column("Area", sort="area"),
    Column("Status", sort="status"),
    Column("Next action due", sort="due"),
    Column("Case worker", sort="worker"),
)


def table(cases, names: dict, sort: str, caption: str = "Cases") -> Table:
    """One row a case. ``sort=None`` draws headings that do not sort."""
    columns = COLUMNS if sort is not None else [Column(column.label) for column in COLUMNS]
    now = today()
    rows = [_row(case, names.get(case.pk, "Name not recorded"), now) for case in cases]
    return Table(caption, columns, rows, stack=True, caption_hidden=True, sort=sort or "")


def _row(case, name: str, today: date) -> list[Cell]:
    return [
        Cell(case.reference, url=to("case", case), note=name),
        Cell(case.local_authority or "Not known"),
        Cell("", tags=[status_tag(case.status)], note=_waits(case)),
        _due(case, today),
        Cell(case.case_worker or "Nobody"),
    ]


def _waits(case) -> str:
    """The processes that an open case waits for; a list that was searched for does not bring them."""
    found = getattr(case, "blocking", []) if case.status in WAITS else []
    return f"Waits for: {', '.join(str(process) for process in found)}" if found else ""


def _due(case, today: date) -> Cell:
    action = clocks.next_action(clocks.of_case(case, case.request_due_on))
    if action is None:
        return Cell("Nothing due" if case.status not in OPEN else "Held for a themed panel")
    late = [Tag("Overdue", "red")] if action.due_on < today else []
    return Cell(short_day(action.due_on), tags=late, note=action.label)


def chosen(form, query: QueryDict) -> list[FilterGroup]:
    """What the reader chose, each with the address that takes it away."""
    groups = []
    for name in form.fields:
        items = [_without(form, query, name, value) for value in query.getlist(name) if value and value != "open"]
        items = [item for item in items if item]
        if items:
            groups.append(FilterGroup(str(form.fields[name].label), items))
    return groups


def _without(form, query: QueryDict, name: str, value: str) -> Link | None:
    labels = dict(getattr(form.fields[name], "choices", [])) or {"on": "Yes"}
    if value not in labels:
        return None
    rest = query.copy()
    rest.setlist(name, [other for other in query.getlist(name) if other != value])
    rest.pop("page", None)
    return Link(str(labels[value]), f"?{rest.urlencode()}")
