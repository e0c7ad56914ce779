"""The hierarchy of categories, relevance and modifiability."""

import pytest

from cases.analysis import rules
from cases.analysis.contents import EMPTY, FACTOR, LEARNING_POINT, RECOMMENDATION, merged


@pytest.mark.parametrize(
    ("categories", "override", "primary"),
    [
        ([], None, None),
        ([8], None, 8),
        ([10, 8, 9], None, 8),
        ([1, 10], None, 1),
        (range(1, 11), None, 1),
        ([7, 8], 8, 8),
        ([7, 8], 7, 7),
        ([7, 8], 9, 7),  # one that does not apply is not taken
        ([], 3, None),
    ],
)
def test_primary_category_is_the_highest_that_applies_unless_chosen(categories, override, primary):
    assert rules.primary_category(categories, override) == primary


@pytest.mark.parametrize(
    ("categories", "override", "words"),
    [
        ([], None, "No category"),
        ([8], None, "only category"),
        ([7, 8], None, "stands highest on the national list; 8 also applies"),
        ([5, 7, 8], None, "7 and 8 also apply"),
        ([7, 8], 8, "instead of category 7"),
        ([7, 8], 7, "stands highest"),
    ],
)
def test_the_primary_category_is_explained(categories, override, words):
    assert words in rules.explain_primary(categories, override)


def _factor(**values):
    return {**FACTOR, "domain": "child", "text": "Words", **values}


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({}, []),
        ({"relevance": 2, "modifiable": True}, []),
        ({"relevance": 1, "modifiable": True}, ["modifiable_relevance"]),
        ({"relevance": 0, "modifiable": True}, ["modifiable_relevance"]),
        ({"relevance": 3}, ["factor_relevance"]),
        ({"text": " "}, ["factor_empty"]),
        ({"domain": ""}, ["factor_domain"]),
        ({"domain": "", "text": "", "code": "unsafe_sleeping"}, []),
    ],
)
def test_a_factor_has_words_a_domain_and_is_modifiable_only_at_two(values, codes):
    assert [problem.code for problem in rules.factor_problems(_factor(**values))] == codes


CHANGEABLE = [_factor(relevance=2, modifiable=True)]


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        ({}, []),
        ({"modifiability": "modifiable", "factors": CHANGEABLE}, []),
        ({"modifiability": "modifiable"}, ["no_modifiable_factor"]),
        ({"modifiability": "modifiable", "factors": [_factor(relevance=2)]}, ["no_modifiable_factor"]),
        ({"modifiability": "none", "factors": CHANGEABLE}, ["modifiable_factor"]),
        ({"modifiability": "inadequate_information", "factors": CHANGEABLE}, ["modifiable_factor"]),
        ({"modifiability": "inadequate_information"}, ["inadequate_reason"]),
        ({"modifiability": "inadequate_information", "inadequate_reason": "No records."}, []),
        ({"modifiability": "", "factors": CHANGEABLE}, []),
        ({"modifiability": "perhaps"}, ["modifiability_unknown"]),
        ({"categories": [7, 8], "primary_override": 8}, ["override_reason"]),
        ({"categories": [7, 8], "primary_override": 8, "override_reason": "Because"}, []),
        ({"categories": [7], "primary_override": 8, "override_reason": "Because"}, ["override_applies"]),
        ({"categories": [11]}, ["category_unknown"]),
        ({"learning_points": [dict(LEARNING_POINT)]}, ["learning_empty"]),
        ({"recommendations": [{**RECOMMENDATION, "text": "Do"}]}, ["recommendation_empty"]),
    ],
)
def test_a_form_may_not_contradict_itself(data, codes):
    assert [problem.code for problem in rules.problems({**EMPTY, **data})] == codes


def test_a_record_of_another_system_may_lack_factors_and_reason():
    assert rules.problems({**EMPTY, "modifiability": "modifiable"}, factors_known=False) == []
    assert rules.problems({**EMPTY, "modifiability": "inadequate_information"}, factors_known=False) == []


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        ({}, ["category_given", "modifiability_given"]),
        ({"categories": [8]}, ["modifiability_given"]),
        ({"categories": [8], "modifiability": "none"}, []),
    ],
)
def test_what_a_final_form_needs(data, codes):
    assert [problem.code for problem in rules.missing({**EMPTY, **data})] == codes


def test_merging_keeps_what_is_not_given_and_fills_rows():
    data = merged({"cause_1": "Sepsis", "categories": [9]}, {"categories": ["8", 7, 8], "factors": [{"text": "A"}]})
    assert data["cause_1"] == "Sepsis"
    assert data["categories"] == [7, 8]
    assert data["factors"] == [{**FACTOR, "text": "A"}]


@pytest.mark.parametrize("given", [{"category": 8}, {"factors": [{"score": 2}]}])
def test_a_key_that_does_not_exist_is_refused(given):
    with pytest.raises(ValueError, match="has no"):
        merged({}, given)
