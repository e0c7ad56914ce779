"""When two notifications may be of one death, and when of twins."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.duplicates import Known, compare, similarity

THIS = Known(
    first_names="Test",
    surname="Sample-Child",
    nhs_number="9990000018",
    born_on=date(2026, 3, 1),
    died_on=date(2026, 3, 20),
    postcode="LU1 2AA",
    babies=1,
)
FAR = timedelta(days=40)
OTHER = {
    "first_names": "Quite", "surname": "Different", "nhs_number": "", "postcode": "MK1 1AA",
    "born_on": THIS.born_on + FAR, "died_on": THIS.died_on + FAR,
}  # fmt: skip


NAMED = {"first_names": "Test", "surname": "Sample-Child"}
BORN = {"born_on": THIS.born_on}


def other(*shared, **same):
    return replace(THIS, **{**OTHER, **{name: value for one in shared for name, value in one.items()}, **same})


CASES = [
    ("nothing in common", other(), None, False),
    ("the number alone", other(nhs_number=THIS.nhs_number), "the same NHS number", False),
    ("two empty numbers", other(nhs_number=""), None, False),
    ("the name alone", other(NAMED), None, False),
    ("the postcode alone", other(postcode=THIS.postcode), None, False),
    ("near death alone", other(died_on=THIS.died_on), None, False),
    ("name and near death", other(NAMED, first_names="Tess", died_on=date(2026, 3, 22)), "died within 3 days", False),
    ("name and birth", other(NAMED, BORN), "born on the same day", False),
    ("postcode and near death", other(postcode=THIS.postcode, died_on=date(2026, 3, 23)), "the same postcode", False),
    ("postcode, death four days apart", other(postcode=THIS.postcode, died_on=date(2026, 3, 24)), None, False),
    ("both days", other(BORN, died_on=THIS.died_on, first_names="Test"), "died on the same day", False),
    ("twins by number", other(NAMED, BORN, nhs_number="9990000026"), "a similar name", True),
    ("twins by first name", other(NAMED, BORN, first_names="Tessa"), "a similar name", True),
    ("twins by what was said", other(NAMED, BORN, babies=2), "a similar name", True),
    ("never twins with one number", other(BORN, nhs_number=THIS.nhs_number, babies=2), "the same NHS number", False),
]


@pytest.mark.parametrize(("who", "reason", "twins"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_suspicions(who, reason, twins):
    found = compare(replace(THIS, babies=None), who)
    if reason is None:
        assert found is None
    else:
        assert reason in found.reasons
        assert found.could_be_twins is twins
        assert compare(who, replace(THIS, babies=None)).reasons == found.reasons


@pytest.mark.parametrize(
    ("one", "two", "least", "most"),
    [
        ("Sample Child", "Sample Child", 1, 1),
        ("Sample Child", "sample child", 1, 1),
        ("O’Sample", "Osample", 0.3, 0.9),
        ("Sample", "Zzz", 0, 0),
        ("Renée Sample", "Renee Sample", 1, 1),
        ("", "", 0, 0),
        ("", "Sample", 0, 0),
    ],
)
def test_similarity(one, two, least, most):
    assert least <= similarity(one, two) <= most
