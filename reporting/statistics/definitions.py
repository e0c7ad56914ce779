"""Makes a figure out of a function: its docstring is the definition that readers see."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import replace

from reporting.tables import Definition, Table

PARTS = {
    "Cohort": "cohort",
    "Numerator": "numerator",
    "Denominator": "denominator",
    "Exclusions": "exclusions",
    "Not known": "not_known",
    "Source": "source",
}


def figure(count: Callable[..., Table]) -> Callable[..., Table]:
    """The function, whose table then carries the definition written in its docstring."""
    definition = read(count)

    @functools.wraps(count)
    def defined(*args, **kwargs) -> Table:
        return replace(count(*args, **kwargs), definition=definition)

    return defined


def read(count: Callable) -> Definition:
    """The six parts of a docstring. A missing one is an error when the module is imported."""
    found = {}
    for line in (inspect.getdoc(count) or "").splitlines():
        name, colon, text = line.partition(": ")
        if colon and name in PARTS:
            found[PARTS[name]] = text.strip()
    missing = set(PARTS.values()) - set(found)
    if missing:
        raise TypeError(f"{count.__name__} does not say its {', '.join(sorted(missing))}")
    return Definition(**found)
