"""Published values as they may be shown: by indicator, and only what is of one kind beside each other. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

ENGLAND = "E92000001"
DENOMINATORS = ("live_births", "population_0_17", "population_1_17")
"""By which rates are divided; also by ethnic group and by deprivation quintile, as categories of the same indicator."""


class Mixed(ValueError):
    """Values of several periods or kinds of area were to be drawn or said as if they were of one."""


@dataclass(frozen=True)
class Indicator:
    """The values of one indicator."""

    key: str
    name: str
    unit: str
    values: tuple

    @property
    def periods(self) -> tuple[str, ...]:
        """Every period among them, in order."""
        return tuple(sorted({value.period for value in self.values}))

    @property
    def warning(self) -> str:
        """What a reader has to know before comparing the rows."""
        said = []
        if len(self.periods) > 1:
            said.append(f"The periods differ ({', '.join(self.periods)}), so rows of different periods do not compare.")
        wider = sorted({value.area for value in self.values if value.covers})
        if wider:
            said.append(f"Wider than the panel's area: {', '.join(wider)}.")
        return " ".join(said)

    @property
    def sources(self) -> tuple[tuple[str, object], ...]:
        """Each source with its extract date."""
        return tuple(dict.fromkeys((value.source, value.extracted_on) for value in self.values))

    def comparable(self) -> tuple:
        """The values, for a chart or a sentence; refused where they are not of one period and one kind of area."""
        if len(self.periods) > 1:
            raise Mixed(f"{self.name}: {', '.join(self.periods)} cannot stand in one chart or sentence.")
        if any(value.covers for value in self.values) and not all(value.covers for value in self.values):
            raise Mixed(f"{self.name}: areas of different kinds cannot stand in one chart or sentence.")
        return self.values


def indicators(values: Iterable, areas: set[str]) -> list[Indicator]:
    """Those with a value for one of ``areas`` or for an area that covers one, and England beside them."""
    groups: dict[str, list] = {}
    for value in values:
        groups.setdefault(value.indicator, []).append(value)
    made = []
    for key, found in groups.items():
        own = [value for value in found if _own(value, areas)]
        if key in DENOMINATORS:
            own = _whole_and_latest(own)
        if own:
            kept = tuple(value for value in found if value in own or value.area_code == ENGLAND)
            made.append(Indicator(key, found[0].name, found[0].unit, kept))
    return made


def _whole_and_latest(own: list) -> list:
    """Of births and populations the latest of whole areas: the others are there to divide by."""
    whole = [value for value in own if not value.category]
    return [value for value in whole if value.period == max(one.period for one in whole)]


def _own(value, areas: set[str]) -> bool:
    return value.area_code in areas or bool(areas & set(filter(None, value.covers.split(";"))))
