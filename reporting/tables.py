"""A published figure as data. Frozen: what was counted is never changed, only replaced by a protected copy."""

from collections.abc import Mapping
from dataclasses import dataclass, field

NOTIFIED = "notified"
REVIEWED = "reviewed"
COHORT = "@cohort"

Cell = tuple[str, str]
"""The key of a table and the code of a row."""

Known = tuple[tuple[str, ...], int, int]
"""Row codes, and the least and most that they can add up to."""


Waits = tuple[tuple[int, bool, int], ...]
"""Days waited, whether the wait had ended, and how many waited so."""

Names = tuple[tuple[str, str], ...]
"""Codes with their labels, in order."""

PLAIN = ("code", "label", "count", "percent", "low", "high", "suppressed")
"""What the fixed exchange form says of a row; a row with a population of its own says more."""


@dataclass(frozen=True)
class Row:
    """One line: a count, and its share of the table's base where one is shown."""

    code: str
    label: str
    count: int | None
    percent: int | None = None
    low: float | None = None
    high: float | None = None
    suppressed: bool = False
    population: int | None = None
    rate: float | None = None
    rate_low: float | None = None
    rate_high: float | None = None
    flag: str = ""
    days: float | None = None

    @property
    def number(self) -> int:
        """The count of a row of which nothing is hidden."""
        return _there(self.count)


@dataclass(frozen=True)
class Definition:
    """How a figure is counted, in words for the reader."""

    cohort: str
    period: str
    geography: str
    numerator: str
    denominator: str
    exclusions: str
    not_known: str
    bands: str
    source: str


@dataclass(frozen=True)
class Table:
    """Rows over one cohort. ``base`` + ``not_known`` is the cohort; ``base`` divides every percentage.

    ``parts``: every record with a known value stands in exactly one row, so the rows add up to the base.
    ``shares``: a percentage of the base means something (not for totals, meetings, several years).
    ``of_people``: the rows count children; meetings need no protection.

    What a careful reader can work out from other tables, for the disclosure proof: ``sums`` says which cells of
    other tables a row (or ``COHORT``, which is base + not known) adds up, ``within`` which cell holds at least as
    many, ``known`` what the printed median and quartiles say about the rows.

    ``confidential``: the disclosure proof does not cover this table, so no public edition may hold it. ``grid``: the
    rows are the cells of a table with two ways, ``down:across``, named here. ``per``: rows have a rate for so many of
    their population. ``each``: rows have a base of their own, ``population``, of which they show the share; both
    are named. ``waits``: days, whether the wait had ended and how many, for a median that counts those still waiting.
    ``compares``: the last two rows are whole years, and a sentence may say how they differ. ``rounded``: each number
    was rounded by itself, so rows and what is not known need not add up.
    """

    key: str
    title: str
    cohort: str
    base: int | None
    not_known: int | None
    rows: tuple[Row, ...]
    multiple: bool = False
    note: str = ""
    extra: Mapping[str, float | None] = field(default_factory=dict)
    parts: bool = True
    shares: bool = True
    of_people: bool = True
    sums: Mapping[str, tuple[Cell, ...]] = field(default_factory=dict)
    within: Mapping[str, Cell] = field(default_factory=dict)
    known: tuple[Known, ...] = ()
    definition: Definition | None = None
    confidential: bool = False
    grid: tuple[Names, Names] | None = None
    per: int | None = None
    each: tuple[str, str] | None = None
    waits: Waits = ()
    compares: bool = False
    rounded: bool = False

    @property
    def size(self) -> int:
        """The base of a table of which nothing is hidden."""
        return _there(self.base)

    @property
    def unknown(self) -> int:
        """How many are not known, in a table of which nothing is hidden."""
        return _there(self.not_known)

    def row(self, code: str) -> Row:
        """The row with this code."""
        return next(row for row in self.rows if row.code == code)

    def as_data(self) -> dict:
        """Plain data, for a pipe to another process."""
        rows = tuple(dict(vars(row)) for row in self.rows)  # ``asdict`` would copy each number with care
        return {**vars(self), "rows": rows, "definition": dict(vars(self.definition)) if self.definition else None}

    @classmethod
    def from_data(cls, data: Mapping) -> "Table":
        """The opposite of ``as_data``."""
        return cls(**_typed(data))


class ProtectedTable(Table):
    """A table that may leave. ``reporting.disclosure`` makes it, nothing else does; the pipe only carries it."""

    def as_json(self) -> dict:
        """The fixed exchange form of one table."""
        return {
            "key": self.key,
            "title": self.title,
            "cohort": self.cohort,
            "base": self.base,
            "not_known": self.not_known,
            "rows": [self._row_as_json(row) for row in self.rows],
            "multiple": self.multiple,
            "note": self.note,
            **({"per": self.per} if self.per else {}),
            **({"each": list(self.each)} if self.each else {}),
            **self.extra,
        }

    def _row_as_json(self, row: Row) -> dict:
        found = dict(vars(row))
        return found if self.per or self.each else {name: found[name] for name in PLAIN}


def _there(number: int | None) -> int:
    if number is None:
        raise ValueError("This number is hidden: only a table that has not been protected is worked with.")
    return number


def _typed(data: Mapping) -> dict:
    rows = tuple(Row(**row) for row in data["rows"])
    definition = data.get("definition")
    return {
        **data,
        "rows": rows,
        "sums": {code: tuple((key, row) for key, row in cells) for code, cells in data.get("sums", {}).items()},
        "within": {code: (key, row) for code, (key, row) in data.get("within", {}).items()},
        "known": tuple((tuple(codes), least, most) for codes, least, most in data.get("known", ())),
        "definition": Definition(**definition) if definition else None,
        "grid": _grid(data.get("grid")),
        "each": tuple(data["each"]) if data.get("each") else None,
        "waits": tuple((days, ended, n) for days, ended, n in data.get("waits", ())),
    }


def _grid(data) -> tuple[Names, Names] | None:
    if not data:
        return None
    down, across = (tuple((code, label) for code, label in names) for names in data)
    return down, across
