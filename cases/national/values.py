"""How one value stands in a return: as it is sent, and as people read it."""

from cases.national.bundle import Line
from common.formats import day


def text(key: str, label: str, value, *, required: bool = False) -> Line:
    """A text or a number."""
    said = "" if value is None else str(value)
    return Line(key, label, said, said, required)


def choice(key: str, label: str, row, name: str, *, required: bool = False) -> Line:
    """A code of a list, with its words."""
    value = getattr(row, name, "") if row is not None else ""
    value = "" if value is None else str(value)
    shown = getattr(row, f"get_{name}_display")() if value else ""
    return Line(key, label, value, str(shown or ""), required)


def on_day(key: str, label: str, value, *, required: bool = False) -> Line:
    """A date."""
    return Line(key, label, value.isoformat() if value else "", day(value) if value else "", required)


def yes(key: str, label: str, value: bool) -> Line:
    """Yes or no."""
    return Line(key, label, "yes" if value else "no", "Yes" if value else "No")


def of(row, name: str):
    """A value of a row that may not be there."""
    return getattr(row, name, "") if row is not None else ""
