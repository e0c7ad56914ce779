"""Reads for the pages of figures, apart from the figures themselves."""

from common.dates import FinancialYear
from reporting.context import Indicator, indicators
from reporting.models import Comparator, PublishedValue


def comparators(year: FinancialYear) -> list[Comparator]:
    """For each figure and area the latest comparator that is not newer than the year shown."""
    known = Comparator.objects.filter(retired=False, year__lte=year.code).order_by("key", "area", "-year")
    return list(known.distinct("key", "area"))


def context_of(panel) -> list[Indicator]:
    """What others published about the panel's areas and England, by indicator: two queries."""
    areas = set(panel.areas.values_list("pk", flat=True))
    return indicators(PublishedValue.objects.filter(retired=False), areas)
