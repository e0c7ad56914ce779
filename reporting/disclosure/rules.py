"""The rules by which small numbers are protected. A release family keeps to one."""

from dataclasses import dataclass

GROUP = 10
"""A table of so few children is not shown at all: a full row, or an empty one, would tell about each of them."""
ROUNDED_WIDTH = 4
"""A number rounded to the nearest five may be any of five; it must stay so, whatever else is printed."""
ROUNDED_BASE = 20
"""Under this rounded base no percentage is printed."""


@dataclass(frozen=True)
class Rule:
    """Counts of 1 up to, not including, ``threshold`` are not shown. A threshold of 0 hides nothing.

    ``nearest``: every count that is shown, totals as well, is rounded to the nearest multiple of it.
    """

    name: str
    threshold: int = 0
    nearest: int = 0

    def width(self, adds_up: bool) -> int:
        """The least span over which a hidden number must stay possible, whatever the reader works out.

        Where rows add up to a printed total the reader must not even be sure that the number is small. Elsewhere
        no sum can give it away, and the sign itself says “1 to just under the threshold”: all of that must stay.
        """
        if self.nearest:
            return ROUNDED_WIDTH
        return self.threshold if adds_up else max(1, self.threshold - 2)

    def small(self, count: int | None) -> bool:
        """Whether the count must not be shown by itself."""
        return count is not None and 0 < count < self.threshold

    def printed(self, count: int) -> int:
        """The count as it is shown, where it is shown at all."""
        return count if not self.nearest else self.nearest * ((2 * count + self.nearest) // (2 * self.nearest))

    def reach(self, count: int) -> tuple[int, int]:
        """What a reader who sees the count as printed knows of it: the least and the most."""
        if not self.nearest or not count:
            return count, count
        half = self.nearest // 2
        return self.printed(count) - half, self.printed(count) + half


NONE = Rule("none")
"""The confidential edition: for the panel and its partners, everything shown."""


def under(threshold: int) -> Rule:
    """Counts from 1 to below ``threshold`` hidden, and what would give them away."""
    return Rule(f"under-{threshold}", threshold)
