"""Every number that the report of 2024/25 printed beside those of ``published``: what holds, and what is refused.

A number that our records can give is a ``Statement`` with the way to find it. One that they cannot give, or that no
set of children can have, is a ``Refusal`` with the way in which the service refuses it. ``line`` is the line of the
printed text. Not listed, because they are no figures of the panel or of its area: the goal of 90% and the 95% of herd
immunity, the risk for each decile of a national study, a level of carbon monoxide, the weeks of a programme.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from reporting.rates import percent

LUTON, BEDFORD, CENTRAL, ENGLAND, REGION = "E06000032", "E06000055", "E06000056", "E92000001", "E12000006"
OWN = (LUTON, BEDFORD, CENTRAL)


@dataclass(frozen=True)
class Statement:
    """Something printed, in our words, and the way to it."""

    line: int
    says: str
    found: Callable
    expected: object


def count(year: str, key: str, code: str) -> Callable:
    """A row of a figure."""
    return lambda figures, _: next(row.count for row in figures(year)[key].rows if row.code == code)


def share(year: str, key: str, code: str) -> Callable:
    """A printed percentage."""
    return lambda figures, _: next(row.percent for row in figures(year)[key].rows if row.code == code)


def _preterm(figures, _):
    rows = {row.code: row.count for row in figures("2024-25")["notified.gestation"].rows}
    early = rows["under_28w"] + rows["28-36w"]
    return early, percent(early, sum(rows.values()))


def _most(figures, _, key: str = "notified.residence"):
    return max(figures("2024-25")[key].rows, key=lambda row: row.count).code


def _factors(figures, _) -> tuple:
    rows = {row.code: row.count for row in figures("2024-25")["reviewed.factors"].rows}
    return max(rows, key=rows.get), rows["smoking_in_pregnancy"] > 6, rows["communication_between_agencies"] >= 2


def _none(figures, _) -> list[int]:
    rows = {row.code: row.count for row in figures("2024-25")["reviewed.factors"].rows}
    return [rows[code] for code in ("close_relative_marriage_service", "suicide_prevention", "housing_condition")]


def context(indicator: str, area: str, period: str, category: str = "") -> Callable:
    """The value, or else the count, that others published."""
    return lambda _, values: values[indicator, area, period, category]


def _births(_, values) -> int:
    return sum(values["live_births", area, "2024", ""] for area in OWN)


def _gap(_, values) -> Decimal:
    return 90 - values["mmr_two_doses", CENTRAL, "2023/24", ""]


YEAR = "2024-25"
STATEMENTS = (
    Statement(222, "Luton had the most notifications", _most, LUTON),
    Statement(238, "at most 3 deaths aged 5 to 9", lambda f, v: count(YEAR, "notified.age", "5-9y")(f, v) <= 3, True),
    Statement(242, "29 babies under one year", lambda f, _: f(YEAR)["notified.gestation"].base, 29),
    Statement(242, "28 of 29 preterm, 97%", _preterm, (28, 97)),
    Statement(266, "32 in the five most deprived deciles", count(YEAR, "notified.deprivation_half", "1-5"), 32),
    Statement(266, "65% in the five most deprived deciles", share(YEAR, "notified.deprivation_half", "1-5"), 65),
    Statement(283, "40 reviews under one month", count(YEAR, "reviewed.age_group", "0-27d"), 40),
    Statement(283, "62% under one month", share(YEAR, "reviewed.age_group", "0-27d"), 62),
    Statement(283, "17% aged 1 to 17", share(YEAR, "reviewed.age_group", "1-17y"), 17),
    Statement(354, "6 with maternal BMI, all under one month",
              count(YEAR, "reviewed.factors_under_28_days", "high_maternal_bmi"), 6),
    Statement(336, "smoking the factor found most often; several of poor communication", _factors,
              ("smoking_in_pregnancy", True, True)),
    Statement(396, "no close-relative marriage, suicide or housing factor", _none, [0, 0, 0]),
    Statement(137, "26% of Luton under 18", context("share_under_18", LUTON, "2024"), 26),
    Statement(137, "22% of Central Bedfordshire", context("share_under_18", CENTRAL, "2024"), 22),
    Statement(137, "23% of Bedford", context("share_under_18", BEDFORD, "2024"), 23),
    Statement(137, "21% of England", context("share_under_18", ENGLAND, "2024"), 21),
    Statement(138, "3,632 births in Luton", context("live_births", LUTON, "2024"), 3632),
    Statement(138, "2,083 in Bedford", context("live_births", BEDFORD, "2024"), 2083),
    Statement(138, "3,396 in Central Bedfordshire", context("live_births", CENTRAL, "2024"), 3396),
    Statement(138, "9,111 births in all", _births, 9111),
    Statement(151, "infant mortality 4.5 in the wider area", context("infant_mortality", "BLMK", "2020-22"),
              Decimal("4.5")),
    Statement(151, "and 3.9 in England", context("infant_mortality", ENGLAND, "2020-22"), Decimal("3.9")),
    Statement(165, "smoking at delivery, England", context("smoking_at_delivery", ENGLAND, "2024/25"), Decimal("5.6")),
    Statement(165, "Luton", context("smoking_at_delivery", LUTON, "2024/25"), Decimal("3.8")),
    Statement(165, "Bedford", context("smoking_at_delivery", BEDFORD, "2024/25"), Decimal("3.9")),
    Statement(165, "Central Bedfordshire", context("smoking_at_delivery", CENTRAL, "2024/25"), Decimal("5.3")),
    Statement(169, "obesity at booking in the trust", context("obesity_early_pregnancy", "BHT", "2024/25"), 26),
    Statement(169, "in England", context("obesity_early_pregnancy", ENGLAND, "2023/24"), Decimal("26.2")),
    Statement(169, "the year before", context("obesity_early_pregnancy", ENGLAND, "2022/23"), Decimal("25.4")),
    Statement(169, "in first pregnancies", context("obesity_early_pregnancy", ENGLAND, "2023/24", "First pregnancy"),
              Decimal("22.0")),
    Statement(169, "in later ones", context("obesity_early_pregnancy", ENGLAND, "2023/24", "Later pregnancy"),
              Decimal("28.7")),
    Statement(173, "term low birth weight, England", context("term_low_birth_weight", ENGLAND, "2024"), Decimal("3.0")),
    Statement(174, "the region", context("term_low_birth_weight", REGION, "2024"), Decimal("2.7")),
    Statement(175, "Luton", context("term_low_birth_weight", LUTON, "2024"), Decimal("4.3")),
    Statement(180, "Central Bedfordshire", context("term_low_birth_weight", CENTRAL, "2024"), Decimal("3.0")),
    Statement(182, "Bedford", context("term_low_birth_weight", BEDFORD, "2024"), Decimal("2.9")),
    Statement(196, "two doses of MMR, England", context("mmr_two_doses", ENGLAND, "2023/24"), Decimal("83.9")),
    Statement(197, "the region", context("mmr_two_doses", REGION, "2023/24"), Decimal("87.7")),
    Statement(200, "Central Bedfordshire", context("mmr_two_doses", CENTRAL, "2023/24"), Decimal("89.9")),
    Statement(204, "Bedford", context("mmr_two_doses", BEDFORD, "2023/24"), Decimal("87.5")),
    Statement(207, "Luton", context("mmr_two_doses", LUTON, "2023/24"), Decimal("79.6")),
    Statement(214, "0.1 percentage points under the goal", _gap, Decimal("0.1")),
)  # fmt: skip

COMPARATORS = {
    ("notified.age:5-9y", "2024-25"): 8,
    ("notified.age:10-14y", "2024-25"): 9,
    ("reviewed.category:8", "2024-25"): 34,
    ("reviewed.modifiability:modifiable", "2024-25"): 48,
}
"""England's figures: lines 238, 66 and 320."""


@dataclass(frozen=True)
class Refusal:
    """Something printed that cannot stand: a sentence with its numbers, and the finding that names the fault."""

    line: int
    sentence: str
    finding: str


FIFTY = "Report for 2024/25. The panel was notified of 50 deaths.\n\nCHILD DEATHS NOTIFIED\n\n"
REFUSALS = (
    Refusal(237, f"{FIFTY}- 43% of deaths were under 28 days.", "impossible_percentage"),
    Refusal(249, f"{FIFTY}- 51% of deaths were girls.", "impossible_percentage"),
    Refusal(249, f"{FIFTY}- 49% of deaths were boys.", "impossible_percentage"),
    Refusal(253, f"{FIFTY}- 31% of deaths were unexpected.", "impossible_percentage"),
    Refusal(266, f"{FIFTY}- 65% of deaths were in deciles 1 to 5.", "impossible_percentage"),
    Refusal(238, "The share is lower than England at 8%.", "comparison_without_figure"),
    Refusal(242, "20 were born before 28 weeks and 8 between 29 and 37 weeks of gestation.", "gap_in_bands"),
    Refusal(246, "DEATHS NOTIFIED\n\nSex of children reviewed\n\nText.", "wrong_cohort"),
    Refusal(
        276, "Notified of 50 deaths, 48 in 2023/24. None in a hospice, fewer than in 2023/24 (2%).", "small_number"
    ),
    Refusal(283, "22% were aged between 28-264 days.", "unusual_band"),
    Refusal(283, "REVIEWED DEATHS\n\n- 62% were babies, 22% were infants and 17% were older.", "sum_is_not_100"),
    Refusal(320, "24 of 65 (36%) had modifiable factors.", "wrong_percentage"),
    Refusal(336, "Smoking was the most common factor.", "claim_without_figure"),
    Refusal(384, "Seen in three cases.", "small_number"),
    Refusal(155, "as shown in Error! Reference source not found.", "broken_reference"),
    Refusal(400, "The report of 2024/25. By 30 September 2025 90 families had engaged.", "after_the_year"),
)
