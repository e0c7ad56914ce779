"""Reads for the pages of figures, apart from the figures themselves."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from common.dates import FinancialYear
from common.written import NO_PANEL, answer
from reporting.context import Indicator, indicators
from reporting.models import Comparator, PublishedValue


class Compared(NamedTuple):
    """A comparator as pages and reports show it."""

    key: str
    area: str
    year: str
    value: Decimal
    unit: str
    label: str
    source: str
    extracted_on: date


def comparators(year: FinancialYear) -> list[Compared]:
    """For each figure and area the latest comparator that is not newer than the year shown."""
    return [Compared(*row) for row in answer(_latest, NO_PANEL, year, year.last, year.code)]


def _latest(_panel: object, _year: object, _until: object, code: str) -> tuple[str, tuple]:
    known = Comparator.objects.filter(retired=False, year__lte=code).order_by("key", "area", "-year")
    return known.distinct("key", "area").values_list(*Compared._fields).query.sql_with_params()


def context_of(panel) -> list[Indicator]:
    """What others published about the panel's areas and England, by indicator: two queries."""
    areas = set(panel.areas.values_list("pk", flat=True))
    return indicators(PublishedValue.objects.filter(retired=False), areas)
