"""What earlier releases have told: their printed numbers join what a reader of the next one knows.

A corrected edition counts nearly the same children as the one before; the difference of the two would be one child.
A table of several years repeats what the report of each year has printed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reporting.disclosure.rules import Rule
from reporting.disclosure.statements import BASE, NOT_KNOWN, Earlier, Knowledge, gather
from reporting.tables import Cell, Table

SINCE = "@since:"
CORRECTION = 5
"""A reader may take it that no number of a table was corrected by more than this."""
TOTALS = (".total", ".by_year")


@dataclass(frozen=True)
class Release:
    """One publication: what was counted, what was printed, by which rule. ``overridden``: it went out unproved."""

    label: str
    year: str
    rule: Rule
    counted: tuple[Table, ...]
    printed: tuple[Table, ...]
    overridden: bool = False

    @classmethod
    def from_data(cls, data: Mapping) -> "Release":
        """From the pipe."""
        sides = {side: tuple(Table.from_data(one) for one in data[side]) for side in ("counted", "printed")}
        return cls(data["label"], data["year"], Rule(**data["rule"]), overridden=data["overridden"], **sides)


def everything_known(tables: Sequence[Table], year: str, releases: Sequence[Release]) -> Knowledge:
    """What follows from these tables and from all earlier releases together."""
    marked = [_Marked(f"@{n}|", release, release.year == year) for n, release in enumerate(releases)]
    known = gather([*tables, *(table for one in marked for table in one.tables)])
    for one in marked:
        one.tell(known)
        for table in tables:
            one.tie(known, table)
    return known


class _Marked:
    """A release whose tables have keys of their own, so that the same figure of two releases is two figures."""

    def __init__(self, mark: str, release: Release, same_year: bool) -> None:
        self.mark, self.release = mark, release
        used = [t for t in release.counted if t.of_people and (same_year or t.key.endswith(TOTALS))]
        self.by_key = {table.key: table for table in used}
        self.tables = [self._marked(table) for table in used]
        self.same_year = same_year

    def _marked(self, table: Table) -> Table:
        sums = {code: tuple((self.mark + key, row) for key, row in cells) for code, cells in table.sums.items()}
        within = {code: (self.mark + key, row) for code, (key, row) in table.within.items()}
        return replace(table, key=self.mark + table.key, sums=sums, within=within)

    def tell(self, known: Knowledge) -> None:
        """Notes what was printed of each number."""
        printed = {table.key: table for table in self.release.printed}
        for table in self.by_key.values():
            shown = printed.get(table.key)
            for cell, number in _numbers(table).items():
                says = None if shown is None or _numbers(shown)[cell] is None else self.release.rule.reach(number or 0)
                guarded = says is None and cell[1] not in (BASE, NOT_KNOWN) and not self.release.overridden
                known.earlier[self.mark + cell[0], cell[1]] = Earlier(says, guarded)
        for cell in known.differences:
            if cell[0].startswith(self.mark):
                known.earlier[cell] = Earlier(None, protected=False)

    def tie(self, known: Knowledge, table: Table) -> None:
        """Ties a table of the new release to this one's."""
        if self.same_year and table.key in self.by_key and table.of_people:
            self._repeat(known, table, self.by_key[table.key])
        cohort = table.key.partition(".")[0]
        if table.key.endswith(".by_year"):
            earlier = self.by_key.get(table.key)
            codes = {row.code for row in earlier.rows} if earlier else set()
            for row in table.rows:
                if row.code in codes:
                    self._equal(known, (table.key, row.code), (table.key, row.code))
                if row.code == self.release.year:
                    self._equal(known, (table.key, row.code), (f"{cohort}.total", "all"))

    def _repeat(self, known: Knowledge, table: Table, earlier: Table) -> None:
        now, then = _numbers(table), _numbers(earlier)
        shared = [cell for cell in now if cell in then]
        if now == then:
            for cell in shared:
                self._equal(known, cell, cell)
            return
        for cell in shared:
            before = (self.mark + cell[0], cell[1])
            known.state({cell: 1, before: -1}, least=-CORRECTION, most=CORRECTION)
            if table.shares and cell[1] not in (BASE, NOT_KNOWN) and now[cell] != then[cell]:
                self._since(known, cell, before)

    def _since(self, known: Knowledge, cell: Cell, before: Cell) -> None:
        """How many children the number has changed by: a number that nobody printed, and that may be one child."""
        small, large = sorted((cell, before), key=known.values.__getitem__)
        since = (cell[0], f"{SINCE}{self.mark}{cell[1]}")
        known.values[since] = known.values[large] - known.values[small]
        known.differences[since] = (cell, before)
        known.state({large: 1, small: -1, since: -1})

    def _equal(self, known: Knowledge, cell: Cell, earlier: Cell) -> None:
        before = (self.mark + earlier[0], earlier[1])
        if before in known.values and known.values[before] == known.values[cell]:
            known.state({cell: 1, before: -1})
            known.same[cell] = before


def _numbers(table: Table) -> dict[Cell, int | None]:
    """Every number of a table by its cell; nothing where it is hidden."""
    rows = {(table.key, row.code): row.count for row in table.rows}
    return {(table.key, BASE): table.base, (table.key, NOT_KNOWN): table.not_known} | rows
