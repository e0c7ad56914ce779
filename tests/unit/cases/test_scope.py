"""Which questions a notified death raises."""

from datetime import date

import pytest

from cases.scope import Facts, questions, years_old

TODAY = date(2026, 11, 23)
HERE = {"today": TODAY, "lives_in_area": True}

CASES = [
    ("nothing to ask", {"born_on": date(2020, 1, 1), "died_on": date(2026, 11, 1)}, []),
    ("the last day of childhood", {"born_on": date(2008, 11, 2), "died_on": date(2026, 11, 1)}, []),
    ("the 18th birthday", {"born_on": date(2008, 11, 1), "died_on": date(2026, 11, 1)}, ["adult"]),
    ("born on 29 February, 28 February", {"born_on": date(2008, 2, 29), "died_on": date(2026, 2, 28)}, []),
    ("born on 29 February, 1 March", {"born_on": date(2008, 2, 29), "died_on": date(2026, 3, 1)}, ["adult"]),
    ("no dates", {}, []),
    ("death tomorrow", {"died_on": date(2026, 11, 24)}, ["death_in_future"]),
    ("birth tomorrow", {"born_on": date(2026, 11, 24)}, ["birth_in_future"]),
    ("death before birth", {"born_on": date(2026, 2, 2), "died_on": date(2026, 2, 1)}, ["death_before_birth"]),
    ("stillbirth at home", {"stillbirth_at_home": "yes"}, ["stillbirth_at_home"]),
    ("stillbirth not known", {"stillbirth_at_home": "not_known"}, []),
    ("no sign of life", {"signs_of_life": "no"}, ["no_signs_of_life"]),
    ("signs of life", {"signs_of_life": "yes"}, []),
    ("signs of life not known", {"signs_of_life": "not_known"}, ["signs_of_life_not_known"]),
    ("termination", {"termination": "yes", "signs_of_life": "yes"}, ["termination"]),
    ("termination not known", {"termination": "not_known"}, ["termination_not_known"]),
    ("no termination", {"termination": "no"}, []),
    ("lived elsewhere", {"lives_in_area": False}, ["resident_elsewhere"]),
    ("born and died today", {"born_on": TODAY, "died_on": TODAY}, []),
    ("postcode in another area", {"area_of_postcode": "Luton", "area_said": "Bedford"}, ["postcode_elsewhere"]),
    ("postcode in the same", {"area_of_postcode": "Luton", "area_said": "Luton"}, []),
    ("postcode not looked up", {"area_of_postcode": "", "area_said": "Bedford"}, []),
    ("area not said", {"area_of_postcode": "Luton", "area_said": ""}, []),
    ("residence not known", {"lives_in_area": None}, ["residence_not_known"]),
]


@pytest.mark.parametrize(("facts", "codes"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_questions(facts, codes):
    assert [question.code for question in questions(Facts(**{**HERE, **facts}))] == codes


def test_the_place_is_named():
    (question,) = questions(Facts(today=TODAY, lives_in_area=False, lived_where="Milton Keynes"))
    assert "Milton Keynes" in question.sentence


@pytest.mark.parametrize(
    ("born_on", "died_on", "years"),
    [
        (date(2020, 5, 5), date(2021, 5, 4), 0),
        (date(2020, 5, 5), date(2021, 5, 5), 1),
        (date(2020, 2, 29), date(2021, 2, 28), 0),
        (date(2020, 2, 29), date(2021, 3, 1), 1),
        (date(2020, 5, 5), date(2020, 5, 5), 0),
    ],
)
def test_completed_years(born_on, died_on, years):
    assert years_old(born_on, died_on) == years
