"""Reviews not finished yet: how many wait from which year, how long reviews take when they are counted, with whom."""

from typing import Any

from django.db.models import Q

from accounts.models import Panel
from cases.selectors.days import days_of_reviews
from cases.vocabularies.owner import Owner
from common.dates import FinancialYear
from reporting.statistics import behind
from reporting.statistics.behind import Behind
from reporting.statistics.counted import Counted
from reporting.statistics.definitions import figure
from reporting.tables import NOTIFIED, REVIEWED, Row, Table, Waits


@figure(
    "notified.open_by_year_of_death",
    by="died_in",
    behind=Behind(behind.waiting, lambda code: Q(died_on__year=int(code))),
)
def open_by_year_of_death(found: Counted) -> Table:
    """Open cases by year of death.

    Cohort: deaths notified to the panel in any year whose review is not finished on the day of counting.
    Period: the day of counting; years of death are calendar years.
    Numerator: open cases of children who died in the year.
    Denominator: none.
    Exclusions: reviewed and closed cases; duplicates, deaths out of scope and transferred deaths.
    Not known: does not arise; the date of death is always recorded.
    Bands: calendar years of death.
    Source: case records. Left out of every public edition.
    """
    rows = tuple(Row(str(year), str(year), n) for (year,), n in sorted(found.beside("died_in").items()))
    title, size = "Open cases today by year of death", sum(row.number for row in rows)
    return Table("notified.open_by_year_of_death", title, NOTIFIED, size, 0, rows, shares=False, confidential=True)


WAITED = {"reviewed": "Reviewed", "waiting": "Not reviewed by then"}


def followed(cases, year: FinancialYear):
    """Deaths notified in the year and the two before it; ``ended`` where the review was finished by its end."""
    first = FinancialYear(year.start_year - behind.YEARS_FOLLOWED + 1).first
    end = behind.followed_to(year)
    return cases.counted().filter(notified_on__range=(first, end)).annotate(outcome=behind.outcome_by(end))


@figure("notified.waiting_time", by="outcome waited", rows=WAITED, behind=Behind(followed, behind.value("outcome")))
def waiting_time(found: Counted, year: FinancialYear) -> Table:
    """Time from death to review, counting the cases that still wait.

    Cohort: deaths notified in the financial year and the two before.
    Period: three financial years, followed to the last day of the third, or to today while it runs.
    Numerator: deaths reviewed by then, and deaths not reviewed by then.
    Denominator: none; median and quartiles in days by the method of Kaplan and Meier.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: does not arise.
    Source: case records. Finished reviews alone would make the time seem shorter than it is.
    """
    waits = _waits(found)
    done, size = sum(n for _, ended, n in waits if ended), sum(n for *_, n in waits)
    rows = tuple(Row(code, WAITED[code], n) for code, n in (("reviewed", done), ("waiting", size - done)))
    first = FinancialYear(year.start_year - behind.YEARS_FOLLOWED + 1)
    title = f"Deaths notified in {first.label} to {year.label}, by whether reviewed by the end"
    nothing = {"median_days": None, "lower_quartile_days": None, "upper_quartile_days": None}
    more: dict[str, Any] = {"extra": nothing, "shares": False, "confidential": True, "waits": waits}
    return Table("notified.waiting_time", title, NOTIFIED, size, 0, rows, **more)


def _waits(found: Counted) -> Waits:
    """How many waited so many days, and whether the wait had ended."""
    days = sorted((waited, outcome, n) for (outcome, waited), n in found.beside("outcome", "waited").items())
    return tuple((waited, outcome == "reviewed", n) for waited, outcome, n in days)


@figure("reviewed.days_by_owner", rows=dict(Owner.choices))
def days_by_owner(panel: Panel, year: FinancialYear) -> Table:
    """With whom the days of reviews lay.

    Cohort: deaths whose review was completed in the financial year.
    Numerator: days from death to review that lay with this owner; each day has exactly one.
    Denominator: none; the rows add up to all days from death to review of these reviews.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: days of which nothing was recorded are a row of their own.
    Source: recorded reasons for delay, parallel processes, requests and changes of status.
    """
    found = days_of_reviews(panel.pk, year)
    rows = tuple(Row(owner.value, str(owner.label), found.get(owner, 0)) for owner in Owner)
    size = sum(row.number for row in rows)
    title = f"Days of reviews completed in {year.label}, by whom they waited for"
    # Days are no sample: no interval.
    more: dict[str, Any] = {"of_people": False, "confidential": True, "shares": False}
    return Table("reviewed.days_by_owner", title, REVIEWED, size, 0, rows, **more)
