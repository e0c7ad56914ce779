"""Reads for the pages of figures, apart from the figures themselves."""

from common.dates import FinancialYear
from reporting.models import Comparator


def comparators(year: FinancialYear) -> list[Comparator]:
    """For each figure and area the latest comparator that is not newer than the year shown."""
    known = Comparator.objects.filter(retired=False, year__lte=year.code).order_by("key", "area", "-year")
    return list(known.distinct("key", "area"))
