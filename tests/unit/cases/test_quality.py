"""The quality hints of a recommendation, as a table."""

from datetime import date

import pytest

from cases import quality

GOOD = {
    "text": "The emergency department keeps a pump that cannot deliver adult doses to children",
    "owner": "Clinical director, Sample Hospital",
    "due_on": date(2026, 9, 1),
    "measure": "No adult pump found in two spot checks",
    "strength": "strong",
    "made_on": date(2026, 3, 1),
}


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"text": "Raise awareness of safer sleeping among all staff in the county"}, ["change"]),
        ({"text": "Services should consider whether leaflets are given on wards"}, ["change"]),
        ({"text": "Increase the awareness of asthma among teachers and parents"}, ["change"]),
        ({"text": "Better leaflets"}, ["change"]),
        ({"text": ""}, ["change"]),
        ({"text": "Wards give the leaflet to parents; midwives repeat it at home visits"}, ["single"]),
        ({"text": "Wards give the leaflet to all parents\nMidwives repeat it at the visit"}, ["single"]),
        ({"text": "Wards give the leaflet to parents as well as showing a film about it"}, ["single"]),
        ({"text": "Wards give leaflet, film and number to parents before they go home"}, []),
        ({"owner": "All agencies"}, ["owner"]),
        ({"owner": "everyone"}, ["owner"]),
        ({"owner": "TBC"}, ["owner"]),
        ({"owner": " "}, ["owner"]),
        ({"owner": "All Saints Hospital, chief nurse"}, []),
        ({"due_on": None}, ["deadline"]),
        ({"due_on": date(2028, 3, 2)}, []),
        ({"due_on": date(2028, 3, 3)}, ["deadline"]),
        ({"measure": ""}, ["measure"]),
        ({"strength": ""}, ["strength"]),
        ({"strength": "weak"}, ["strength"]),
        ({"strength": "medium"}, []),
        ({"text": "Remind staff", "owner": "staff", "measure": "", "strength": "weak"}, ["change", "measure",
                                                                                       "strength"]),
    ],
)  # fmt: skip
def test_hints(changes, codes):
    found = quality.hints(**{**GOOD, **changes})
    assert [hint.code for hint in found] == codes
    assert quality.met(found) == len(quality.CHECKS) - len(codes)
    assert set(codes) <= set(quality.CHECKS)


def test_the_meter_in_words():
    assert quality.sentence([]).startswith("6 of 6")
    assert (
        "“Raise awareness”"
        in quality.hints(**{**GOOD, "text": "Raise awareness of the danger of blind cords"})[0].words
    )
