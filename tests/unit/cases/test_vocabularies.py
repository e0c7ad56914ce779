"""Codes that other programs rely on."""

import pytest

from cases import vocabularies as v
from cases.statutory import catalogue


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        (v.Sex, "female male indeterminate not_known"),
        (v.PlaceOfDeath, "hospital home hospice other not_known"),
        (v.Expectedness, "expected unexpected not_known"),
        (v.Modifiability, "modifiable none inadequate_information"),
        (v.Ethnicity, "A B C D E F G H J K L M N P R S Z 99"),
    ],
)
def test_codes_of_the_exchange_file(kind, codes):
    assert sorted(kind.values) == sorted(codes.split())


def test_ten_categories_in_order():
    assert v.Category.values == list(range(1, 11))


def test_relevance_is_nought_one_two():
    assert v.Relevance.values == [0, 1, 2]


def test_each_known_ethnicity_falls_in_one_group():
    grouped = "".join(v.ETHNIC_GROUPS.values())
    assert sorted(grouped) == sorted(code for code in v.Ethnicity.values if code not in ("Z", "99"))


def test_one_reporting_form_and_twenty_supplementary_ones_as_in_the_catalogue():
    assert v.RequestedForm.values[0] == "reporting"
    assert len(v.RequestedForm.values) == 21
    listed = {one.form: one.title for one in catalogue.of_kind("reporting", "supplementary")}
    assert dict(v.RequestedForm.choices) == listed


@pytest.mark.parametrize(
    "kind", [v.Category, v.DelayCode, v.Domain, v.ProcessKind, v.ProcessStatus, v.RequestedForm, v.Sex]
)
def test_no_label_stands_twice(kind):
    assert len(set(kind.labels)) == len(kind.labels)
