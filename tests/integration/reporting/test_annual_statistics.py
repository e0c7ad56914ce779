"""The command: fixed form, clear errors."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.integration.reporting import rows

KEYS = [
    "notified.total", "notified.age", "notified.sex", "notified.ethnicity", "notified.residence",
    "notified.deprivation", "notified.place", "notified.expectedness", "notified.gestation", "reviewed.total",
    "reviewed.age", "reviewed.sex", "reviewed.residence", "reviewed.category", "reviewed.modifiability",
    "reviewed.modifiable_by_category", "reviewed.factors", "reviewed.time_to_review", "meetings.held",
]  # fmt: skip
TABLE = {"key", "title", "cohort", "base", "not_known", "rows", "multiple", "note"}
ROW = {"code", "label", "count", "percent", "low", "high", "suppressed"}
QUARTILES = {"median_days", "lower_quartile_days", "upper_quartile_days"}


def statistics(**options) -> dict:
    """What the command prints."""
    out = StringIO()
    call_command("annual_statistics", stdout=out, **({"year": "2024-25"} | options))
    return json.loads(out.getvalue())


def test_form_is_the_fixed_one(panel):
    rows.case(panel)
    found = statistics()
    assert set(found) == {"panel", "year", "edition", "data_as_at", "tables"}
    assert (found["panel"], found["year"], found["edition"]) == ("sample", "2024-25", "confidential")
    tables = {table["key"]: table for table in found["tables"]}
    assert set(KEYS) <= set(tables)
    assert all(set(table) >= TABLE for table in tables.values())
    assert {table["cohort"] for table in tables.values()} == {"notified", "reviewed"}
    for key, table in ((key, tables[key]) for key in KEYS):
        assert set(table) == TABLE | (QUARTILES if key == "reviewed.time_to_review" else set())
        assert all(set(row) == ROW for row in table["rows"])
        assert not any(row["suppressed"] for row in table["rows"])


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"year": "2024"}, "“2024” is not a financial year such as 2024-25."),
        ({"year": "2024-26"}, "“2024-26” is not a financial year such as 2024-25."),
        ({"year": "last"}, "“last” is not a financial year such as 2024-25."),
        ({"panel": "nowhere"}, "There is no panel with the code “nowhere”."),
    ],
)
def test_mistakes_are_explained(panel, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        statistics(**options)


def test_panel_is_needed_only_where_there_are_several(panel, other_panel):
    with pytest.raises(CommandError, match="name one with --panel"):
        statistics()
    assert statistics(panel="samplenorth")["panel"] == "samplenorth"
