"""The rules by which small numbers are protected. A release family keeps to one."""

from dataclasses import dataclass

GROUP = 10
"""A table of so few children is not shown at all: a full row, or an empty one, would tell about each of them."""


@dataclass(frozen=True)
class Rule:
    """Counts of 1 up to, not including, ``threshold`` are not shown. A threshold of 0 hides nothing."""

    name: str
    threshold: int = 0

    def width(self, adds_up: bool) -> int:
        """The least span over which a hidden number must stay possible, whatever the reader works out.

        Where rows add up to a printed total the reader must not even be sure that the number is small. Elsewhere
        no sum can give it away, and the sign itself says “1 to just under the threshold”: all of that must stay.
        """
        return self.threshold if adds_up else max(1, self.threshold - 2)

    def small(self, count: int | None) -> bool:
        """Whether the count must not be shown by itself."""
        return count is not None and 0 < count < self.threshold


NONE = Rule("none")
"""The confidential edition: for the panel and its partners, everything shown."""


def under(threshold: int) -> Rule:
    """The public edition: counts from 1 to below ``threshold`` hidden, and what would give them away."""
    return Rule(f"under_{threshold}", threshold)
