"""The request board as tables."""

from django.urls import reverse

from cases.presenters.links import to
from cases.presenters.requests import form_name
from common.components import Cell, Column, Link, Table, Tag
from common.dates import today
from common.formats import short_day

VIEWS = (("requests", "All that is awaited"), ("agency", "By agency"), ("case", "By case"))


def tabs(current: str) -> list[Link]:
    """The ways to look at what is outstanding, and how agencies answer."""
    board = reverse("cases:board")
    links = [Link(label, f"{board}?by={key}", current=key == current) for key, label in VIEWS]
    return [*links, Link("How agencies answer", reverse("cases:performance"), current=current == "performance")]


def _columns(*labels: str) -> list[Column]:
    return [Column(label, numeric=label in {"Awaited", "Overdue"}) for label in labels]


def _late(count: int) -> Cell:
    return Cell(count, tags=[Tag("Overdue", "red")] if count else [])


def agencies(rows) -> Table:
    """Agencies with what is awaited from each."""
    board = reverse("cases:board")
    lines = [
        [
            Cell(row["organisation__name"], url=f"{board}?by=requests&agency={row['organisation_id']}"),
            row["waiting"],
            _late(row["late"]),
            short_day(row["oldest"]),
        ]
        for row in rows
    ]
    columns = _columns("Organisation", "Awaited", "Overdue", "Longest due")
    return Table("Awaited, by agency", columns, lines, stack=True, caption_hidden=True)


def cases(rows) -> Table:
    """Cases with what each waits for."""
    lines = [
        [
            Cell(row["case__reference"], url=reverse("cases:case_requests", args=[row["case_id"]])),
            row["waiting"],
            _late(row["late"]),
            short_day(row["oldest"]),
        ]
        for row in rows
    ]
    columns = _columns("Case", "Awaited", "Overdue", "Longest due")
    return Table("Awaited, by case", columns, lines, stack=True, caption_hidden=True)


def requests(rows) -> Table:
    """The requests one by one."""
    lines = [
        [
            Cell(row.organisation, url=to("request", row.case, info_request=row.pk), note=row.respondent_name),
            Cell(row.case.reference, url=to("case", row.case)),
            form_name(row),
            Cell(short_day(row.due_on), tags=_tags(row), note=_days(row)),
            short_day(row.last_chased_on) or "–",
        ]
        for row in rows
    ]
    columns = _columns("Organisation", "Case", "Form", "Due", "Last reminded")
    return Table("Awaited", columns, lines, stack=True, caption_hidden=True)


def _tags(row) -> list[Tag]:
    if row.paused:
        return [Tag("Paused", "yellow")]
    return [Tag("Overdue", "red")] if row.due_on < today() else []


def _days(row) -> str:
    """How late; a paused request is not chased, so it is not counted as late either."""
    if row.paused:
        return ""
    late = (today() - row.due_on).days
    return f"{late} day{'' if late == 1 else 's'} late" if late > 0 else ""


def performance(lines, total) -> Table:
    """How agencies answer: every share with what it is of."""
    rows = [_performance(line) for line in lines]
    if lines:
        rows.append(_performance(total))
    columns = [
        Column("Organisation"), Column("Asked", numeric=True), Column("Returned", numeric=True),
        Column("Did not know the child", numeric=True), Column("Median days to return", numeric=True),
        Column("In time", numeric=True),
    ]  # fmt: skip
    note = "In time: returned by the date agreed, of those returned or overdue. Cancelled requests are left out."
    return Table("How agencies answer", columns, rows, note=note, total=bool(lines), caption_hidden=True)


def _performance(line) -> list:
    median = "–" if line.median_days is None else f"{line.median_days:.0f}"
    share = "–" if line.in_time_share is None else f"{line.in_time_share:.0%} ({line.in_time} of {line.due})"
    returned = f"{median} (n={line.returned})" if line.returned else "–"
    name = Cell(line.organisation, note=line.kind, header=True)
    return [name, line.asked, line.returned, line.not_known, returned, share]
