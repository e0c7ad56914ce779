"""The one place where a number is rounded: half up, in decimal, never in binary fractions."""

from decimal import ROUND_HALF_UP, Decimal

SMALLEST_BASE = 10
"""Under this base no percentage is printed: one child would move it by more than ten points."""


def half_up(value: Decimal | float | int | str, places: int = 0) -> Decimal:
    """``value`` to ``places`` decimals, halves away from zero: 12.5 is 13."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def percent(count: int, base: int) -> int | None:
    """``count`` of ``base`` as a whole percentage; nothing on a base too small to print one."""
    if base < SMALLEST_BASE:
        return None
    return int(half_up(Decimal(100 * count) / Decimal(base)))
