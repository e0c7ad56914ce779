"""What a bar is, and where bars are kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

BARS: list["Bar"] = []


@dataclass(frozen=True)
class Bar:
    """One bar: its number, what is compared with what, and the limit.

    ``make`` is given the world and returns either two calls, ours and the floor, or one figure.
    """

    code: str
    title: str
    limit: float
    make: Callable[[Any], Any]
    is_pair: bool = True
    at_least: bool = False
    unit: str = ""


def pair(code: str, title: str, limit: float):
    """Registers what returns two calls to be compared."""
    return _keep(code, title, limit, is_pair=True)


def figure(code: str, title: str, limit: float, unit: str, *, at_least: bool = False):
    """Registers what returns one figure: a count, bytes, rows a second."""
    return _keep(code, title, limit, is_pair=False, unit=unit, at_least=at_least)


def _keep(code: str, title: str, limit: float, **kind: Any):
    def keep(make: Callable) -> Callable:
        BARS.append(Bar(code, title, limit, make, **kind))
        return make

    return keep


def chosen(codes: list[str]) -> list[Bar]:
    """The bars whose numbers begin with one of these; all of them without any."""
    return [bar for bar in BARS if not codes or any(bar.code.startswith(code) for code in codes)]
