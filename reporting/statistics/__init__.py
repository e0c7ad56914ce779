"""One function per published figure: a scoped cohort in, a frozen table out. Imported by ``reporting.figures`` only."""

from reporting.statistics.annual import annual_tables, years_with_cases

__all__ = ["annual_tables", "years_with_cases"]
