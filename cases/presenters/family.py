"""The thread with a family and other deaths in it, as tables."""

from collections.abc import Callable

from cases.identity.models import FamilyLink
from cases.models import FamilyQuestion
from cases.presenters.links import to
from common.components import Cell, Column, Table, Tag
from common.formats import day, short_day


def contacts(rows: list) -> Table:
    """Calls, visits, leaflets and letters."""
    made = [[Cell(short_day(row.on)), str(row), row.text or "–", str(row.by)] for row in rows]
    return Table(
        "Contacts, leaflets and letters", [Column(c) for c in ("When", "How", "What", "Written by")], made, stack=True
    )


def questions(rows: list, url: Callable[[FamilyQuestion], str]) -> Table:
    """What the family asked and where it was answered; ``url`` leads to answering."""
    made = [[Cell(row.text, note=_asked(row)), _answer(row), Cell(_link(row), url=url(row))] for row in rows]
    columns = [Column(c) for c in ("Question or comment", "Answer", "Record")]
    return Table("Questions and comments of the family", columns, made, stack=True)


def asked(rows: list) -> Table:
    """Questions and where they were answered, for paper."""
    made = [[Cell(row.text, note=_asked(row)), _answer(row)] for row in rows]
    return Table("Questions and comments of the family", [Column("Question or comment"), Column("Answer")], made)


def _asked(row) -> str:
    return f"{row.asked_by}, {short_day(row.asked_on)}" if row.asked_by else short_day(row.asked_on)


def _answer(row) -> Cell:
    if not row.answered_on:
        return Cell("", tags=[Tag("Not answered", "yellow")])
    return Cell(row.answer, note=answered(row))


def _link(row) -> str:
    return "Change the answer" if row.answered_on else "Record the answer"


def answered(row) -> str:
    """Where, by whom and when."""
    who = f" by {row.answered_by}" if row.answered_by else ""
    return f"{row.get_answered_in_display()}{who}, {day(row.answered_on)}"


def kin(case, settled: list, proposed: list, may_change: bool) -> Table:
    """Other deaths in the family: settled ones, then proposals with their reasons."""
    rows = [_kin(case, one, may_change, FamilyLink.Relation(one.relation).label, one.note) for one in settled]
    rows += [
        _kin(case, one, may_change, "Proposed", _sentence(" and ".join(one.why)), Tag("To settle", "yellow"))
        for one in proposed
    ]
    columns = [Column(c) for c in ("Child", "Died", "Relation", "Settle")]
    return Table("Other deaths in the family", columns, rows, stack=True)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _kin(case, one, may_change: bool, relation: str, note: str, tag: Tag | None = None) -> list[Cell]:
    url = to("family_link", case, other_case=one.case.pk) if may_change else ""
    return [
        Cell(one.name, url=to("case", one.case), note=one.case.reference),
        Cell(short_day(one.case.died_on)),
        Cell(relation, note=note, tags=[tag] if tag else []),
        Cell(f"Settle {one.name}" if may_change else "–", url=url),
    ]
