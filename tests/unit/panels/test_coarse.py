"""Facts in coarse form."""

from datetime import date

import pytest

from cases.models import Case
from panels.presenters.coarse import age_in_words, ethnic_group, facts


@pytest.mark.parametrize(
    ("days", "years", "words"),
    [
        (0, 0, "Less than 1 day"),
        (1, 0, "1 day"),
        (6, 0, "6 days"),
        (7, 0, "1 week"),
        (27, 0, "3 weeks"),
        (28, 0, "1 month"),
        (364, 0, "11 months"),
        (365, 1, "1 year"),
        (6574, 17, "17 years"),
        (6574, None, "17 years"),
        (None, 4, "4 years"),
        (None, 0, "Under 1 year"),
        (None, None, "Not known"),
    ],
)
def test_age(days, years, words):
    assert age_in_words(days, years) == words


@pytest.mark.parametrize(
    ("code", "group"),
    [("A", "White British"), ("B", "White other"), ("J", "Asian or Asian British"), ("99", "Not known")],
)
def test_ethnic_group(code, group):
    assert ethnic_group(code) == group


def test_only_the_allow_list_passes():
    case = Case(died_on=date(2026, 3, 17), age_days=12, age_years=0, gestation_weeks=25, birth_weight_grams=734)
    rows = dict(facts(case))
    assert list(rows) == [
        "Age", "Sex", "Ethnic group", "Month of death", "Place of death", "Expected or not", "Gestation at birth",
    ]  # fmt: skip
    assert rows["Month of death"] == "March 2026"
    assert "734" not in str(rows)


def test_gestation_is_for_infants():
    older = Case(died_on=date(2026, 3, 17), age_days=4000, age_years=10, gestation_weeks=25)
    assert "Gestation at birth" not in dict(facts(older))
