"""Checks a release as it would leave, whoever made it: nothing in it may say more than the proof allows."""

from collections.abc import Sequence

from reporting.disclosure.apply import as_printed
from reporting.disclosure.hiding import Hiding
from reporting.disclosure.ledger import Release, everything_known
from reporting.disclosure.proof import exposed
from reporting.disclosure.rules import GROUP, Rule
from reporting.tables import ProtectedTable, Table

SAID = ("count", "suppressed", "label", "percent", "low", "high", "rate", "rate_low", "rate_high", "population", "days")


def leaks(
    counted: Sequence[Table],
    printed: Sequence[ProtectedTable],
    rule: Rule,
    *,
    year: str = "",
    releases: Sequence[Release] = (),
) -> list[str]:
    """What is wrong with these tables, in words; nothing where they may leave."""
    raw = {table.key: table for table in counted}
    found = [f"{table.key} was never counted" for table in printed if table.key not in raw]
    known_tables = [table for table in printed if table.key in raw]
    for table in known_tables:
        found += _leaks_of(table, raw[table.key], rule)
    if found:
        return found
    known = everything_known(counted, year, releases)
    return [f"{key}: {code} can be worked out" for key, code in exposed(known, _hiding(known_tables), rule)]


def _hiding(printed: Sequence[ProtectedTable]) -> Hiding:
    """What a reader does not see."""
    whole = {table.key for table in printed if table.base is None}
    cells = {(table.key, row.code) for table in printed for row in table.rows if row.count is None}
    return Hiding(cells, whole)


def _leaks_of(table: ProtectedTable, raw: Table, rule: Rule) -> list[str]:
    """Numbers that should not stand in a table, and numbers that are not what the rule makes of the count."""
    expected = as_printed(raw, _hiding([table]), rule)
    found = [f"{table.key}: another set of rows"] if [r.code for r in table.rows] != [r.code for r in raw.rows] else []
    if raw.of_people:
        found += [
            f"{table.key}: {row.code} is small"
            for row, counted in zip(table.rows, raw.rows, strict=False)
            if row.count is not None and rule.small(counted.count)
        ]
        if raw.shares and 0 < raw.size <= GROUP and table.base is not None:
            found.append(f"{table.key} counts too few children")
    for row, right in zip(table.rows, expected.rows, strict=False):
        wrong = [name for name in SAID if getattr(row, name) != getattr(right, name)]
        found += [f"{table.key}: {row.code} has another {', '.join(wrong)}"] if wrong else []
    for name in ("base", "not_known", "extra", "note", "title", "rounded"):
        if getattr(table, name) != getattr(expected, name):
            found.append(f"{table.key} has another {name}")
    return found
