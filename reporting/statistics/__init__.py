"""One function per published figure: a scoped cohort in, a frozen table out. Imported by ``reporting.figures`` only."""

from reporting.statistics.annual import annual_tables, cases_counted, years_with_cases
from reporting.statistics.definitions import CATALOGUE

__all__ = ["CATALOGUE", "annual_tables", "cases_counted", "years_with_cases"]
