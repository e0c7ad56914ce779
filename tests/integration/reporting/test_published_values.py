"""The loaders of what others published, the rates that use it, and the chapter of the report."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command

from common.dates import FinancialYear
from reporting.annual_report import around
from reporting.annual_report.snapshot import _context
from reporting.models import PublishedValue
from reporting.reference.published import FINGERTIPS
from reporting.statistics import annual_tables
from tests.integration.reporting import rows

pytestmark = pytest.mark.django_db
YEAR = FinancialYear(2024)
ROW = {
    "Indicator ID": "20101", "Indicator Name": "Low birth weight of term babies", "Area Code": "E06000032",
    "Area Name": "Luton", "Area Type": "Upper tier local authorities", "Sex": "Persons", "Age": ">=37 weeks",
    "Time period": "2024", "Value": "4.3", "Count": "142", "Recent Trend": "No significant change",
}  # fmt: skip


@pytest.fixture
def write(tmp_path):
    def write(*changes: dict, leave_out: str = ""):
        path = tmp_path / "download.csv"
        names = [name for name in (*FINGERTIPS, "Parent Name") if name != leave_out]
        with path.open("w", newline="", encoding="utf-8") as target:
            writer = csv.DictWriter(target, names, extrasaction="ignore")
            writer.writeheader()
            writer.writerows([ROW | change for change in changes])
        return str(path)

    return write


def load(path: str, **more):
    options = {"fingertips": True, "source": "Fingertips", "extracted_on": "2026-11-01"} | more
    call_command("load_published_values", path, stdout=io.StringIO(), **options)


def test_a_fingertips_download_is_loaded_with_its_source_and_date(write):
    load(write({}, {"Area Code": "E92000001", "Area Name": "England", "Value": "3.0", "Count": "15,248"}))
    value = PublishedValue.objects.get(area_code="E06000032")
    assert (value.period, str(value.value), int(value.count), value.source) == ("2024", "4.3000", 142, "Fingertips")
    assert int(PublishedValue.objects.get(area="England").count) == 15248


def test_loading_again_changes_and_retires(write):
    load(write({}, {"Time period": "2023", "Value": "4.1"}))
    load(write({"Value": "4.4"}))
    assert [(v.period, str(v.value), v.retired) for v in PublishedValue.objects.order_by("period")] == [
        ("2023", "4.1000", True), ("2024", "4.4000", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "leave_out", "says"),
    [
        ([{"Value": "many"}], "", "line 2, column Value: cannot use “many”"),
        ([{"Time period": ""}], "", "column Time period"),
        ([{}], "Count", "these columns are missing: Count"),
        ([{}, {}], "", "stands there twice"),
    ],
)
def test_a_bad_file_is_refused_whole(write, changes, leave_out, says):
    with pytest.raises(CommandError, match=says):
        load(write(*changes, leave_out=leave_out))
    assert not PublishedValue.objects.exists()


def test_a_download_without_source_and_date_is_refused(write):
    with pytest.raises(CommandError, match="needs --source and --extracted-on"):
        load(write({}), source="")


def test_rates_use_the_births_of_the_year_and_say_where_they_come_from(panel):
    call_command("load_reference_data", stdout=io.StringIO())
    rows.case(panel, age_days=3)
    for _ in range(4):
        rows.case(panel, age_days=3, local_authority_id="E06000032")
    table = next(t for t in annual_tables(panel, YEAR) if t.key == "notified.infant_rate")
    luton, whole = table.row("E06000032"), table.row("own_areas")
    assert (luton.count, luton.population) == (4, 3632)
    assert (whole.count, whole.population) == (4, 9111)
    assert "Office for National Statistics" in table.note
    assert table.note.startswith("1 left out, because the child lived elsewhere or the area is not known.")
    later = next(t for t in annual_tables(panel, FinancialYear(2025)) if t.key == "notified.infant_rate")
    assert later.row("own_areas").population is None
    assert "no denominator of 2025 is loaded" in later.note


def test_the_chapter_of_context_holds_the_printed_figures_and_says_what_it_mixes(panel):
    call_command("load_reference_data", stdout=io.StringIO())
    blocks = {block.caption: block for block in around.context({"context": _context(panel)})[1:]}
    births = blocks["Live births"]
    assert {row[0]: row[2] for row in births.rows} == {
        "Luton": "3,632",
        "Bedford": "2,083",
        "Central Bedfordshire": "3,396",
    }
    assert "The periods differ" in blocks["Obesity in early pregnancy"].note
    assert "Wider than the panel's area: Bedfordshire, Luton and Milton Keynes" in blocks["Infant mortality"].note
    assert all("read on 1 November 2026" in block.note for block in blocks.values())
    assert around.context({"context": []}) == []
