"""Finds what cannot be right, or should not be printed, in the text of a report. Pure: text in, findings out.

It finds no fault in what it cannot read, and says nothing about whether a figure is true.
"""

from reporting.checking.findings import CODES, Finding
from reporting.checking.reading import read

__all__ = ["CODES", "Finding", "check"]


def check(text: str) -> list[Finding]:
    """Every finding, in the order of the text."""
    from reporting.checking import bands, cohorts, leftovers, percentages, references, small, wording

    found: list[Finding] = []
    report = read(text)
    for rule in (percentages, cohorts, bands, leftovers, references, small, wording):
        found += rule.findings(report)
    return sorted(set(found), key=lambda one: (one.line, one.code, one.text))
