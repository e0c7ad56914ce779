"""95% limits of shares, counts and rates, and the test of two years. Slow to import, so never in a web process."""

from dataclasses import dataclass
from math import isfinite, sqrt

from reporting.rates import half_up, percent
from reporting.tables import Waits

LEVEL = 0.95
EXACT_BELOW = 10
"""Below this many events the limits of a count are exact; from here on Byar's approximation is as good."""
NOT_SHOWN_BELOW = 3
UNRELIABLE_BELOW = 20
UNRELIABLE = "u"


def wilson(count: int, base: int) -> tuple[float, float] | None:
    """Lower and upper limit in per cent, one decimal; nothing where no percentage is printed either."""
    from statsmodels.stats.proportion import proportion_confint

    if percent(count, base) is None:
        return None
    low, high = proportion_confint(count, base, alpha=0.05, method="wilson")
    return float(half_up(100 * float(low), 1)), float(half_up(100 * float(high), 1))


def exact(count: int) -> tuple[float, float]:
    """Exact limits of a Poisson count, from the quantiles of chi squared."""
    from scipy.stats import chi2

    tail = (1 - LEVEL) / 2
    low = float(chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
    return low, float(chi2.ppf(1 - tail, 2 * count + 2)) / 2


def byar(count: int) -> tuple[float, float]:
    """Byar's approximation of the limits of a Poisson count."""
    from scipy.stats import norm

    z, more = float(norm.ppf((1 + LEVEL) / 2)), count + 1
    low = count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3 if count else 0.0
    return low, more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3


def limits(count: int) -> tuple[float, float]:
    """The limits of a count: exact when it is small, Byar's otherwise."""
    return exact(count) if count < EXACT_BELOW else byar(count)


@dataclass(frozen=True)
class Rate:
    """Events for each ``per`` of a population, with 95% limits and a sign where it is unreliable."""

    value: float
    low: float
    high: float
    flag: str


def rate(count: int, population: int | None, per: int) -> Rate | None:
    """A crude rate, one decimal. None is given on fewer than three events, or without a population."""
    if not population or count < NOT_SHOWN_BELOW:
        return None
    value, low, high = (float(half_up(per * n / population, 1)) for n in (count, *limits(count)))
    return Rate(value, low, high, UNRELIABLE if count < UNRELIABLE_BELOW else "")


def p_of_change(before: int, after: int, exposures: tuple[float, float] = (1, 1)) -> float:
    """How often chance alone would part two counts so far: the exact test of one, given their sum."""
    from scipy.stats import binomtest

    if before + after == 0:
        return 1.0
    return float(binomtest(after, before + after, exposures[1] / sum(exposures)).pvalue)


def quartiles_of_waits(waits: Waits) -> dict[str, float | None]:
    """Quartiles of a wait by Kaplan and Meier: those still waiting count as long as they have waited.

    Nothing where fewer than that share have been seen to end.
    """
    if not waits:
        return dict.fromkeys(("median_days", "lower_quartile_days", "upper_quartile_days"))
    import numpy as np
    from statsmodels.duration.survfunc import SurvfuncRight

    days, ended, many = zip(*waits, strict=True)
    found = SurvfuncRight(np.array(days), np.array(ended, dtype=int), freq_weights=np.array(many))
    shares = {"median_days": 0.5, "lower_quartile_days": 0.25, "upper_quartile_days": 0.75}
    reached = {name: float(found.quantile(share)) for name, share in shares.items()}
    return {name: int(days) if isfinite(days) else None for name, days in reached.items()}
