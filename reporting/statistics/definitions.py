"""Makes a figure out of a function: its docstring is the definition that readers see. All of them are the catalogue."""

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from reporting.statistics.behind import Behind
from reporting.tables import Definition, Table

PARTS = {
    "Cohort": "cohort",
    "Period": "period",
    "Geography": "geography",
    "Numerator": "numerator",
    "Denominator": "denominator",
    "Exclusions": "exclusions",
    "Not known": "not_known",
    "Bands": "bands",
    "Source": "source",
}
PERIODS = {
    "notified": "the financial year, 1 April to 31 March, by the date on which the panel was notified",
    "reviewed": "the financial year, 1 April to 31 March, by the date of the meeting that finished the review",
}
GEOGRAPHY = "every death that the panel reviews, wherever the child lived"


@dataclass(frozen=True)
class Entry:
    """A figure of the catalogue: its key, what it shows in words, its definition, the cases behind its rows.

    ``by``: the columns by which it has cases counted, beside the totals that are always there.
    """

    key: str
    summary: str
    definition: Definition
    behind: Behind | None
    by: frozenset[str]


CATALOGUE: dict[str, Entry] = {}
"""Every figure by its key, in the order in which the modules declare them."""
KEYS: dict[Callable[..., Table], str] = {}
"""The key of each function that counts one."""


def figure(
    key: str, *, by: str = "", rows: Mapping[str, str] | None = None, behind: Behind | None = None
) -> Callable[[Callable[..., Table]], Callable[..., Table]]:
    """The function, whose table then carries the definition written in its docstring and its code list ``rows``."""

    def declare(count: Callable[..., Table]) -> Callable[..., Table]:
        definition = read(count, key, rows)
        if key in CATALOGUE:
            raise TypeError(f"{key} is declared twice")
        summary = (inspect.getdoc(count) or "").partition("\n")[0]
        CATALOGUE[key] = Entry(key, summary, definition, behind, frozenset(by.split()))

        @functools.wraps(count)
        def defined(*args, **kwargs) -> Table:
            return replace(count(*args, **kwargs), definition=definition)

        KEYS[defined] = key
        return defined

    return declare


def read(count: Callable, key: str, rows: Mapping[str, str] | None = None) -> Definition:
    """The parts of a docstring. A missing one is an error when the module is imported.

    Period and geography of the two cohorts are everywhere the same, and bands come from the code list: they need no
    line of their own.
    """
    found = {"geography": GEOGRAPHY}
    cohort = key.partition(".")[0]
    if cohort in PERIODS:
        found["period"] = PERIODS[cohort]
    if rows:
        found["bands"] = "; ".join(rows.values())
    part = ""
    for line in (inspect.getdoc(count) or "").splitlines():
        name, colon, text = line.partition(": ")
        if colon and name in PARTS:
            part = PARTS[name]
            found[part] = text.strip()
        elif part and line.startswith("  "):  # a part may go on in indented lines
            found[part] += f" {line.strip()}"
    missing = set(PARTS.values()) - set(found)
    if missing:
        raise TypeError(f"{count.__name__} does not say its {', '.join(sorted(missing))}")
    return Definition(**found)
