"""Panels that look at deaths of one kind: which cases fit, and whether two themes are the same. Pure."""

from collections.abc import Iterable

from cases.vocabularies import Category

NEONATAL, SUICIDE, SUDI = "Neonatal", "Suicide", "SUDI"
USUAL = (NEONATAL, SUICIDE, SUDI)
"""The themes that panels usually hold; any other words are a theme of the panel's own."""

CATEGORIES = {SUICIDE: {Category.SUICIDE}, SUDI: {Category.SUDDEN}}
NEONATAL_DAYS = 28


def same(one: str, other: str) -> bool:
    """Whether two themes are one, however they are typed."""
    return _plain(one) == _plain(other) != ""


def fits(theme: str, *, age_days: int | None, categories: Iterable[int]) -> bool:
    """Whether a case is of a usual theme. Nobody can tell this of a panel's own theme: hold cases back for it."""
    if same(theme, NEONATAL):
        return age_days is not None and age_days < NEONATAL_DAYS
    wanted = next((found for usual, found in CATEGORIES.items() if same(theme, usual)), set())
    return bool(wanted & set(categories))


def _plain(text: str) -> str:
    words = text.casefold().split()
    return " ".join(word for word in words if word not in ("panel", "themed"))
