"""A figure of an earlier year in a sentence is what the published report of that year says, and nothing else."""

from datetime import date

import pytest

from accounts.roles import Role
from common.dates import FinancialYear
from common.documents.checks import DocumentError
from reporting.annual_report import actions, snapshot
from reporting.annual_report.document import build
from reporting.annual_report.live import reading
from reporting.annual_report.publishing import preparing
from tests.integration.reporting import rows
from tests.integration.reporting.test_publications import published
from tests.scenarios_publications import sign_off

BOYS = "[[notified.sex.male.percent in 2023/24]]"
PERCENT = "notified.sex.male.percent in 2023/24"


@pytest.fixture
def before(panel):
    """In the year before 20 boys of 40, in the year itself 15 of 30."""
    for day, many in ((date(2023, 6, 1), 40), (date(2024, 6, 1), 30)):
        for number in range(many):
            sex = "male" if number % 2 else "female"
            rows.case(panel, age_days=400, sex=sex, notified_on=day, died_on=day)


@pytest.fixture
def report(before, panel, chair):
    return actions.open_report(panel=panel, year=FinancialYear(2024), by=chair)


def publish_the_year_before(panel, person, chair, monkeypatch) -> None:
    monkeypatch.setattr(preparing, "FILES", (("public", "csv", "csv"),))
    earlier = actions.open_report(panel=panel, year=FinancialYear(2023), by=chair)
    sign_off(earlier, chair)
    published(earlier, person(Role.ANALYST), chair)


def said(report, edition, text=BOYS) -> dict:
    return snapshot.figures_only(report, edition, text)["earlier"]


def test_nothing_published_is_said_of_in_the_confidential_edition_only(report):
    assert said(report, "confidential") == {PERCENT: {"shown": "50%"}}
    assert "No published edition of 2023/24 prints it" in said(report, "public")[PERCENT]["why"]


def test_both_editions_say_what_was_published_though_the_records_have_changed(
    report, panel, person, chair, monkeypatch
):
    publish_the_year_before(panel, person, chair, monkeypatch)
    for _ in range(20):
        day = date(2024, 3, 1)
        rows.case(panel, age_days=400, sex="male", notified_on=day, died_on=day)
    assert said(report, "public") == said(report, "confidential") == {PERCENT: {"shown": "50%"}}
    chips = reading.chips_of(f"Boys were {BOYS}.", reading.editions_for(report, BOYS))
    assert chips == [{"raw": BOYS, "shown": "50%", "fault": ""}]


def test_an_edition_with_an_empty_place_is_not_made(report, chair):
    section = report.sections.get(key="introduction")
    text = f"An increase from {BOYS} in the year before."
    actions.save_section(section_id=section.pk, version=section.version, text=text, by=chair)
    with pytest.raises(DocumentError, match="No published edition of 2023/24"):
        build(snapshot.take(report, "public", draw=False))
    assert build(snapshot.take(report, "confidential", draw=False))


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("notified.sex.male in 2024/25", "is no year before the report's own"),
        ("notified.sex.male in 2025/26", "is no year before the report's own"),
        ("notified.sex.no in 2023/24", "has no row"),
        ("notified.no in 2023/24", "There is no figure"),
    ],
)
def test_a_place_that_leads_nowhere_says_why(report, written, why):
    assert why in said(report, "confidential", f"[[{written}]]")[written]["why"]


def test_nothing_is_read_of_other_years_for_a_text_that_names_none(report, django_assert_num_queries):
    from reporting.annual_report import earlier

    with django_assert_num_queries(0):
        assert earlier.of_texts(report, "public", ["[[notified.sex.male.percent]] in 2023/24"], None) == {}
