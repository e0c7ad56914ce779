"""What the panel did: meetings held, time to review, numbers over the years."""

from math import ceil

from common.dates import FinancialYear, today
from reporting.statistics import bands, behind, pools
from reporting.statistics.behind import Behind
from reporting.statistics.cohorts import Cohort
from reporting.statistics.counted import Counted
from reporting.statistics.definitions import figure
from reporting.statistics.pools import Pool
from reporting.tables import REVIEWED, Known, Row, Table

YEARS_SHOWN = 3
QUARTILES = {"median_days": 0.5, "lower_quartile_days": 0.25, "upper_quartile_days": 0.75}


@figure(
    "reviewed.time_to_review",
    by="time lasted",
    rows=bands.TIME_TO_REVIEW,
    behind=Behind(behind.reviewed, behind.value("time")),
)
def time_to_review(cohort: Cohort, found: Counted) -> Table:
    """Time from death to the panel's review, in whole months.

    Cohort: deaths whose review was completed in the financial year.
    Numerator: reviews held in the band of whole months after the day of death.
    Denominator: all reviews completed.
    Exclusions: deaths not reviewed yet; duplicates, deaths out of scope and transferred deaths.
    Not known: does not arise; both dates are always recorded.
    Source: case records; median and quartiles in days, interpolated.
    """
    days = [lasted for (lasted,), n in sorted(found.beside("lasted").items()) for _ in range(n)]
    quartiles = {name: _plain(_at(days, share)) for name, share in QUARTILES.items()}
    return cohort.table(
        "reviewed.time_to_review",
        "by time from death to review",
        bands.TIME_TO_REVIEW,
        cohort.by("time"),
        extra=quartiles,
        known=_what_quartiles_tell(quartiles, cohort.size),
    )


def _at(ordered: list[int], share: float) -> float | None:
    """The value below which this share lies, between two as spreadsheets and PostgreSQL work it out."""
    if not ordered:
        return None
    place, part = divmod(share * (len(ordered) - 1), 1)
    low, high = ordered[int(place)], ordered[min(int(place) + 1, len(ordered) - 1)]
    return low + part * (high - low)


def _what_quartiles_tell(quartiles: dict[str, float | None], size: int) -> tuple[Known, ...]:
    """What printed quartiles say about the bands: so many reviews at least, at most, before each boundary."""
    printed = [((size - 1) * QUARTILES[name], days) for name, days in quartiles.items() if days is not None]
    codes, told = tuple(bands.TIME_TO_REVIEW), []
    for number, (shortest, longest) in enumerate(bands.BOUNDARY_DAYS, start=1):
        least = max((int(place) + 1 for place, days in printed if days < shortest), default=0)
        most = min((ceil(place) for place, days in printed if days >= longest), default=size)
        told.append((codes[:number], least, most))
    return tuple(told)


def _plain(value: float | None) -> float | None:
    return int(value) if value is not None and value.is_integer() else value


@figure("meetings.held")
def meetings(found: Counted, year: FinancialYear) -> Table:
    """Panel meetings held.

    Cohort: panel meetings of the financial year, by the day on which they began.
    Numerator: meetings whose record is finalised.
    Denominator: none.
    Exclusions: meetings cancelled, planned, or not finalised yet.
    Not known: does not arise.
    Period: the financial year, 1 April to 31 March, by the day in London on which the meeting began.
    Bands: none.
    Source: the panel's meeting records.
    """
    rows = (Row("all", "Meetings held", found.meetings),)
    title = f"Panel meetings held in {year.label}"
    return Table("meetings.held", title, REVIEWED, found.meetings, 0, rows, shares=False, of_people=False)


@figure("notified.by_year", behind=Behind(behind.counted, behind.in_year("notified_on")))
def notified_by_year(pool: Pool) -> Table:
    """Deaths notified in each of three years.

    Cohort: deaths notified in the financial year and the two before, by date of notification.
    Numerator: cases notified in that year.
    Denominator: none.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: does not arise.
    Bands: financial years.
    Source: notifications to the panel, as they stand today; a later correction changes an earlier year.
    """
    return _by_year(pool)


@figure("reviewed.by_year", behind=Behind(behind.counted, behind.in_year("reviewed_on")))
def reviewed_by_year(pool: Pool) -> Table:
    """Reviews completed in each of three years.

    Cohort: deaths whose review was completed in the financial year and the two before.
    Numerator: reviews completed in that year.
    Denominator: none.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: does not arise.
    Bands: financial years.
    Source: analysis forms finalised by the panel, as they stand today.
    """
    return _by_year(pool)


def _by_year(pool: Pool) -> Table:
    years, cohort, year = pools.years_of(pool.year, YEARS_SHOWN), pool.name, pool.year
    rows = tuple(Row(one.code, one.label, pool.in_year(year.start_year - one.start_year)) for one in years)
    title = f"Deaths {cohort} in {years[0].label} to {year.label}, by financial year"
    links = {year.code: ((f"{cohort}.total", "all"),)}
    over = year.last < today()
    unfinished = "" if over else f"{year.label} is not over, so it is not compared with the year before."
    return Table(
        f"{cohort}.by_year", title, cohort, sum(r.number for r in rows), 0, rows, shares=False, sums=links,
        compares=over and pool.in_year(1) > 0,
        note=f"{unfinished} {pools.without_records(pool, YEARS_SHOWN)}".strip(),
    )  # fmt: skip
