"""A share that arithmetic lets pass and that somebody who knows the field would ask about."""

import pytest

from reporting.annual_report.linting.remarks import LOOK, Remark
from reporting.annual_report.linting.unlikely import remarks
from tests.unit.reporting.test_live_references import row, table

GESTATION = [row("<28", 28, 97, 83, 99), row("28-36", 1, 3, 1, 17), row("37+", 0, 0, 0, 12)]
TABLES = {
    one["key"]: one
    for one in (
        table("notified.gestation", GESTATION, 29),
        table("notified.age", [row("infants", 48, 96, 86, 99), row("older", 2, 4, 1, 14)], 50),
        table("reviewed.modifiability", [row("modifiable", 50, 77, 65, 86), row("none", 15, 23, 14, 35)], 65),
        table("reviewed.sex", [row("female", 45, 69, 57, 79), row("male", 20, 31, 21, 43)], 65),
        table("reviewed.few", [row("a", 9, 100, 70, 100), row("b", 0, 0, 0, 30)], 9),
        table("notified.total", [row("all", 50)], 50, shares=False),
    )
}
ENGLAND = [
    {"key": key, "area": "England", "period": "2023/24", "value": value, "unit": "per cent of reviews"}
    for key, value in (("reviewed.modifiability:modifiable", 48.0), ("reviewed.sex:female", 60.0))
]


def found(text: str) -> list[Remark]:
    return list(remarks(text, TABLES, "2024-25", ENGLAND))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Of babies, [[notified.gestation.<28.of]] came early.", "It is 28 of 29 (97%), nearly all."),
        ("[[reviewed.modifiability.modifiable]] were modifiable.", "50 of 65 (77%), and 48% in England in 2023/24."),
        ("28 were born early (97%).", "So high a share is rare."),
        ("All, 100 per cent, were.", "So high a share is rare."),
    ],
)
def test_it_is_pointed_at_and_does_not_stop_a_signature(text, says):
    (one,) = found(text)
    assert says in one.reason
    assert text[one.start : one.start + len(one.words)] == one.words
    assert one.level == LOOK


@pytest.mark.parametrize(
    "text",
    [
        "[[notified.gestation.28-36.share]] came later.",  # its neighbour is the one to ask about
        "[[reviewed.sex.female.percent]] were girls.",  # 69% and 60%: nearer than twenty points
        "[[reviewed.few.a.percent]] of nine.",
        "[[notified.total]] children died.",
        "[[notified.no.such]] and [[most: notified.age.infants]].",
        "A share of [[external: 97% | NCMD | 1 October 2025]], and 94% here; 120% is another fault.",
    ],
)
def test_what_is_usual_is_left_alone(text):
    assert found(text) == []


def test_the_remark_knows_its_row():
    assert found("[[notified.age.infants.percent]]")[0].of == ("notified.age", "infants")
