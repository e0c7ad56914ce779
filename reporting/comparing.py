"""Words for a comparison, chosen by rule. A comparison without a year and a source cannot be made. Pure."""

from dataclasses import dataclass
from datetime import date

from common.formats import day

RULE = (
    "“Higher” is written where the whole 95% interval lies above the figure it is compared with, “lower” where the "
    "whole interval lies below it, and “similar” where the interval holds it: then chance alone could explain the "
    "difference."
)
CHANGE_RULE = (
    "Two years are compared by an exact test of one count given the sum of both. “More” or “fewer” is written where "
    "chance alone would part them so far less than once in twenty times."
)
TWICE_IN_FORTY = 0.05


@dataclass(frozen=True)
class Against:
    """What a figure is compared with. Area, period, source and the day it was read are part of it."""

    area: str
    period: str
    value: float
    source: str
    extracted_on: date

    def __post_init__(self) -> None:
        missing = [name for name in ("area", "period", "source", "extracted_on") if not getattr(self, name)]
        if missing:
            raise ValueError(f"A comparison needs its {', '.join(missing)}.")


@dataclass(frozen=True)
class Comparison:
    """A figure of the panel with its interval and period, and what it is compared with."""

    low: float | None
    high: float | None
    period: str
    against: Against

    @property
    def word(self) -> str:
        """“higher”, “lower” or “similar”; nothing without an interval, or when the periods differ."""
        if self.low is None or self.high is None or self.against.period != self.period:
            return ""
        if self.low > self.against.value:
            return "higher"
        return "lower" if self.high < self.against.value else "similar"


@dataclass(frozen=True)
class Own:
    """A share of the panel as it is printed, its interval in words, and its limits."""

    share: str
    interval: str
    low: float
    high: float


def beside(key: str) -> tuple[str, str]:
    """The table and row that a comparator stands beside: its own; for all deaths the year shown, in the trend."""
    table, _, code = key.partition(":")
    return ("notified.by_year", "") if table == "notified.total" else (table, code)


def in_words(against: Against, label: str, unit: str, own: Own | None, period: str) -> str:
    """What others published, with its year and source; of our share beside it the word that the rule gives."""
    says = f"{against.area}, {against.period}: {label[:1].lower()}{label[1:]}, {against.value:,g} {unit}."
    source = f"Source: {against.source}, read on {day(against.extracted_on)}."
    compared = _compared(against, own, period) if own and unit.startswith("per cent") else ""
    return " ".join(part for part in (says, compared, source) if part)


def _compared(against: Against, own: Own, period: str) -> str:
    word = Comparison(own.low, own.high, period, against).word
    if not word:
        return f"Not compared, because the panel's figure is of {period}."

    more = " to this" if word == "similar" else ""
    return f"The panel's {own.share} ({own.interval}) is {word}{more}."


def change_in_words(before: int, after: int, chance: float) -> str:
    """What may be said of two years, with the probability on which it rests."""
    how = "less than 0.001" if chance < 0.001 else f"{chance:.2f}" if chance >= 0.01 else f"{chance:.3f}"
    test = (
        f"(exact test of the two counts, p = {how})" if chance >= 0.001 else f"(exact test of the two counts, p {how})"
    )
    if chance >= TWICE_IN_FORTY:
        return f"{after:,} and {before:,} in the year before differ by no more than chance could explain {test}."
    word = "more" if after > before else "fewer"
    return f"{after:,} are {word} than {before:,} in the year before, by more than chance would explain {test}."
