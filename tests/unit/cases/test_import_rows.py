"""The case-level file: what is accepted, and what every bad value is told."""

from datetime import date

import pytest

from cases.imports.rows import ages, parse

TODAY = date(2025, 4, 1)
AREAS = {"E06000032", "E06000055"}
FACTORS = {"smoking_in_pregnancy", "treatment_issue"}
GOOD = {
    "reference": "BL-1",
    "notified_on": "2024-05-02",
    "died_on": "2024-05-01",
    "born_on": "",
    "age_days": "3",
    "sex": "female",
    "ethnicity": "A",
    "local_authority": "E06000032",
    "imd_decile": "1",
    "gestation_weeks": "25",
    "place_of_death": "hospital",
    "expectedness": "expected",
    "reviewed_on": "",
    "primary_category": "",
    "modifiability": "",
    "factors": "",
    "other_factors": "",
}
REVIEWED = {"reviewed_on": "2025-01-16", "primary_category": "8", "modifiability": "modifiable"}


def csv_of(*rows: dict, names=None) -> bytes:
    names = names or list(GOOD)
    lines = [",".join(names)] + [",".join(f'"{row.get(n, "")}"' for n in names) for row in rows]
    return "\n".join(lines).encode()


def read(data: bytes):
    return parse(data, areas=AREAS, factors=FACTORS, today=TODAY)


def test_a_good_row_is_read_and_blanks_mean_not_known():
    blank = GOOD | dict.fromkeys(("age_days", "sex", "ethnicity", "imd_decile", "expectedness", "local_authority"), "")
    parsed = read(csv_of(GOOD, blank | {"reference": "BL-2"}))
    assert not parsed.faults
    assert parsed.rows[0][1]["age_days"] == 3
    second = parsed.rows[1][1]
    assert (second["sex"], second["ethnicity"], second["age_days"], second["local_authority"]) == (
        "not_known",
        "99",
        None,
        None,
    )


BAD = [
    ({"reference": ""}, "reference", "must not be blank"),
    ({"reference": "x" * 31}, "reference", "longer than 30"),
    ({"reference": "a\x00b"}, "reference", "cannot be printed"),
    ({"notified_on": "02/05/2024"}, "notified_on", "not a date"),
    ({"notified_on": "2024-02-30"}, "notified_on", "not a date"),
    ({"notified_on": "20240502"}, "notified_on", "not a date"),
    ({"notified_on": "2024-04-30"}, "notified_on", "before the death"),
    ({"notified_on": "2025-04-02"}, "notified_on", "in the future"),
    ({"born_on": "2024-05-02", "age_days": ""}, "born_on", "after the death"),
    ({"born_on": "2006-05-01", "age_days": ""}, "born_on", "18 or older"),
    ({"born_on": "2024-04-27"}, "age_days", "does not agree"),
    ({"age_days": "1.0"}, "age_days", "not a whole number"),
    ({"age_days": "²"}, "age_days", "not a whole number"),
    ({"age_days": "6576"}, "age_days", "not from 0 to 6575"),
    ({"sex": "F"}, "sex", "not one of"),
    ({"ethnicity": "Q"}, "ethnicity", "not one of"),
    ({"local_authority": "E99"}, "local_authority", "not the ONS code"),
    ({"imd_decile": "11"}, "imd_decile", "not from 1 to 10"),
    ({"gestation_weeks": "60"}, "gestation_weeks", "not from 18 to 45"),
    ({"place_of_death": "Hospital"}, "place_of_death", "not one of"),
    ({"primary_category": "8"}, "primary_category", "needs reviewed_on"),
    ({"factors": "smoking_in_pregnancy"}, "factors", "needs reviewed_on"),
    (REVIEWED | {"primary_category": ""}, "primary_category", "needed because"),
    (REVIEWED | {"modifiability": ""}, "modifiability", "needed because"),
    (REVIEWED | {"primary_category": "11"}, "primary_category", "not from 1 to 10"),
    (REVIEWED | {"reviewed_on": "2024-05-01"}, "reviewed_on", "before the notification"),
    (REVIEWED | {"reviewed_on": "2025-04-02"}, "reviewed_on", "in the future"),
    (REVIEWED | {"factors": "smoking"}, "factors", "not a factor code"),
    (REVIEWED | {"modifiability": "none", "factors": "treatment_issue"}, "factors", "does not say modifiable"),
    (
        REVIEWED | {"factors": "treatment_issue", "other_factors": "treatment_issue"},
        "other_factors",
        "also given",
    ),
]


@pytest.mark.parametrize(("change", "column", "reason"), BAD)
def test_every_bad_value_is_named_with_line_column_and_reason(change, column, reason):
    parsed = read(csv_of(GOOD | {"reference": "OK"}, GOOD | change))
    assert [(f.line, f.column) for f in parsed.faults] == [(3, column)]
    assert reason in parsed.faults[0].reason


@pytest.mark.parametrize(
    ("data", "column", "reason"),
    [
        (b"", "reference", "column is missing"),
        (csv_of(GOOD, names=[*GOOD, "colour"]), "colour", "unknown column"),
        (csv_of(GOOD, names=[n for n in GOOD if n != "sex"]), "sex", "column is missing"),
        (csv_of(GOOD, names=[n for n in GOOD if n not in {"born_on", "age_days"}]), "age_days", "one of the columns"),
        (csv_of(GOOD, names=[*GOOD, "sex"]), "sex", "stands twice"),
        (csv_of(GOOD, names=[n for n in GOOD if n != "modifiability"]), "modifiability", "beside reviewed_on"),
        (csv_of(), "file", "holds no rows"),
        (csv_of(GOOD, GOOD), "reference", "stands already in line 2"),
        (csv_of(GOOD) + b"\nshort,row", "row", "as many values"),
        (csv_of(GOOD | {"reference": "Zo\u00eb"}).decode().encode("latin-1"), "file", "CSV UTF-8"),
        (csv_of(GOOD)[:-1], "file", "not readable"),
    ],
)
def test_a_file_of_the_wrong_shape_is_refused(data, column, reason):
    faults = read(data).faults
    assert any(f.column == column and reason in f.reason for f in faults), faults


def test_order_spaces_marks_and_line_ends_do_not_matter():
    data = b"\xef\xbb\xbf" + csv_of(GOOD | {"sex": " female "}, names=list(reversed(GOOD))).replace(b"\n", b"\r\n")
    parsed = read(data)
    assert not parsed.faults
    assert parsed.rows[0][1]["sex"] == "female"


@pytest.mark.parametrize(
    ("born_on", "died_on", "days", "expected"),
    [
        (date(2024, 2, 29), date(2025, 2, 28), None, (365, 0)),
        (date(2024, 2, 29), date(2025, 3, 1), None, (366, 1)),
        (date(2006, 5, 2), date(2024, 5, 1), None, (6574, 17)),
        (None, date(2024, 5, 1), 0, (0, 0)),
        (None, date(2024, 5, 1), 364, (364, 0)),
        (None, date(2024, 5, 1), 365, (365, 1)),
        (None, date(2024, 5, 1), 1826, (1826, 4)),
        (None, date(2024, 5, 1), 1827, (1827, 5)),
        (None, date(2024, 5, 1), 6575, (6575, 17)),
        (None, date(2024, 5, 1), None, (None, None)),
    ],
)
def test_ages_come_from_dates_or_days(born_on, died_on, days, expected):
    assert ages({"born_on": born_on, "died_on": died_on, "age_days": days}) == expected
