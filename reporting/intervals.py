"""95% limits of a share: Wilson's score interval, from the library. Slow to import, so never in a web process."""

from reporting.rates import half_up, percent


def wilson(count: int, base: int) -> tuple[float, float] | None:
    """Lower and upper limit in per cent, one decimal; nothing where no percentage is printed either."""
    from statsmodels.stats.proportion import proportion_confint

    if percent(count, base) is None:
        return None
    low, high = proportion_confint(count, base, alpha=0.05, method="wilson")
    return float(half_up(100 * float(low), 1)), float(half_up(100 * float(high), 1))
