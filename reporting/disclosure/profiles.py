"""The profiles a panel can choose for what it publishes: a name, a version, the rule, and the words printed for it.

A published profile is never changed: a change of its rule is a new version under a new code.
"""

from dataclasses import dataclass

from reporting.disclosure.rules import Rule, under

HIDING = (
    "Numbers of children from 1 to {last} are not shown, nor are other numbers from which they could be worked out. "
    "Tables that count ten children or fewer are not shown at all. Both are marked [c]."
)
ROUNDING = (
    "Every number of children, totals included, is rounded to the nearest 5 by itself, so rows need not add up to "
    "their total. Numbers from 1 to 7, and others from which they could be worked out, are marked [c]; nought is "
    "shown as 0. Percentages and intervals are worked out from the rounded numbers, and left out where the rounded "
    "base is under 20. Tables that count ten children or fewer are not shown at all."
)


@dataclass(frozen=True)
class Profile:
    """How small numbers are protected in everything that a panel publishes."""

    code: str
    name: str
    version: int
    rule: Rule
    words: str

    @property
    def title(self) -> str:
        """``Suppression below 5, version 1``."""
        return f"{self.name}, version {self.version}"


PROFILES = {
    profile.code: profile
    for profile in (
        Profile("under-5", "Suppression below 5", 1, under(5), HIDING.format(last=4)),
        Profile("nhs-rounding", "NHS rounding", 1, Rule("nhs-rounding", 8, 5), ROUNDING),
        Profile("strict-10", "Strict suppression below 10", 1, under(10), HIDING.format(last=9)),
    )
}
