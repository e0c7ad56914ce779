"""A whole year's tables of invented children, counted in memory: for attacks on the protection of a release."""

import random
from collections import Counter

from common.dates import FinancialYear
from reporting.statistics import bands, notified, reviewed, work
from reporting.statistics import factors as modifiable
from reporting.statistics.cohorts import Cohort
from reporting.statistics.counted import OF_HELD, OF_TOLD
from reporting.tables import Table

YEAR = FinancialYear(2024)
AREAS = {"E06000032": "Luton", "E06000055": "Bedford", "E06000056": "Central Bedfordshire"}
FACTORS = ("smoking_in_pregnancy", "high_maternal_bmi", "unsafe_sleeping", "treatment_issue", "housing_condition")


def _child(dice: random.Random) -> dict:
    age = dice.choices([*bands.AGE, None], [21, 8, 5, 2, 10, 3, 1])[0]
    weeks = dice.choices([*bands.GESTATION, "not_known"], [20, 8, 2, 1])[0]
    infant = age in bands.INFANT
    return {
        "age": age,
        "sex": dice.choices(["female", "male", "indeterminate", "not_known"], [24, 25, 0.2, 1])[0],
        "ethnicity": dice.choices([*notified.ETHNICITY, "99"], [17, 1, 5, 2, 1, 1, 1, 2, 8, 4, 2, 2, 3, 1, 1, 1, 2])[0],
        "area": dice.choices([*AREAS, None], [22, 12, 16, 1])[0],
        "imd_decile": dice.choice([*range(1, 11), None]),
        "place_of_death": dice.choices([*notified.PLACE, "not_known"], [40, 8, 1, 2, 1])[0],
        "expectedness": dice.choices([*notified.EXPECTEDNESS, "not_known"], [34, 15, 1])[0],
        "gestation": weeks if infant else "",
        "primary_category": dice.choices(range(1, 11), [1, 1, 2, 2, 12, 2, 11, 28, 3, 4])[0],
        "modifiability": dice.choices(list(reviewed.MODIFIABILITY), [24, 40, 1])[0],
        "time": dice.choice(list(bands.TIME_TO_REVIEW)),
        "factors": dice.sample(FACTORS, dice.choices([0, 1, 2], [2, 2, 1])[0]),
        "birth_weight": dice.choices([*bands.BIRTH_WEIGHT, "not_known"], [18, 3, 3, 4, 1])[0] if infant else "",
    }


def _cohort(name: str, children: list[dict], groups) -> Cohort:
    counts = {group: Counter(tuple(child[part] for part in group) for child in children) for group in groups}
    return Cohort(name, YEAR, len(children), counts)


def year_of(seed: int, deaths: int, reviews: int) -> list[Table]:
    """All tables of one year, in their links as published."""
    dice = random.Random(seed)
    notified_children = [_child(dice) | {"key_worker": "none" if n % 3 else "named"} for n in range(deaths)]
    first = _cohort("notified", notified_children, [group for group in OF_TOLD if "stage" not in group])
    children = [_child(dice) for _ in range(reviews)]
    second = _cohort("reviewed", children, OF_HELD)
    plain = (
        notified.total, notified.age, notified.sex, notified.ethnicity, notified.ethnic_group, notified.deprivation,
        notified.deprivation_half, notified.place, notified.expectedness, notified.gestation,
        notified.birth_weight, work.key_worker,
    )  # fmt: skip
    of_reviews = (
        reviewed.total, reviewed.age, reviewed.age_group, reviewed.sex, reviewed.category, reviewed.modifiability,
        reviewed.modifiable_by_category,
    )  # fmt: skip
    found = [_factor(code, children) for code in FACTORS]
    return [
        *(count(first) for count in plain),
        notified.residence(first, AREAS),
        *(count(second) for count in of_reviews),
        reviewed.residence(second, AREAS),
        second.table("reviewed.time_to_review", "by time", bands.TIME_TO_REVIEW, second.by("time")),
        modifiable.factors(second, found),
        modifiable.factors_under_28_days(second, found),
    ]


def _factor(code: str, children: list[dict]) -> tuple[str, str, int, int]:
    having = [child for child in children if child["modifiability"] == "modifiable" and code in child["factors"]]
    return code, code, len(having), sum(child["age"] == "0-27d" for child in having)
