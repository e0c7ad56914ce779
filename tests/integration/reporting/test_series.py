"""Claims of a text over several years rest on the live figures of those years, as an edition may show them."""

from datetime import date

import pytest

from common.dates import FinancialYear
from common.documents.checks import DocumentError
from reporting.annual_report import actions, series, snapshot
from reporting.annual_report.document import build
from reporting.annual_report.live import reading
from tests.integration.reporting import rows

BOYS_FELL = "Deaths of boys [[fell: notified.sex.male since 2023/24]]."


@pytest.fixture
def report(panel, chair):
    """Girls 12, 14, 3 and 0 in four years, the latest first; boys 13 and 20."""
    for year, girls, boys in ((2024, 12, 13), (2023, 14, 20), (2022, 3, 9)):
        for sex, many in (("female", girls), ("male", boys)):
            day = date(year, 6, 1)
            fields = {"notified_on": day, "died_on": day, "age_days": 400, "sex": sex}
            for _ in range(many):
                rows.case(panel, **fields)
    return actions.open_report(panel=panel, year=FinancialYear(2024), by=chair)


def write(report, text, by):
    section = report.sections.get(key="introduction")
    actions.save_section(section_id=section.pk, version=section.version, text=text, by=by)


def series_of(report, edition, text) -> dict:
    return snapshot.figures_only(report, edition, text)["series"]


def test_only_the_years_that_a_claim_asks_for_are_read_and_kept(report, django_assert_num_queries):
    assert series_of(report, "public", "[[rose: notified.by_year from 2022/23]] and [[notified.total]].") == {}
    asked = "[[fell: notified.sex.male]] [[rose: notified.sex.male from 2021/22]] [[most: notified.sex.male]]"
    assert series_of(report, "public", asked) == {"notified.sex.male": {"2023-24": 20}}  # of 2021/22 there is no record
    with django_assert_num_queries(0):
        assert series.of_texts(report, "public", {}, ["[[rose: no.such from 2022/23]] [[rose: x for 99 years]]"]) == {}


def test_a_small_number_of_another_year_is_claimed_of_in_no_public_edition(report, chair):
    text = "Deaths of girls [[rose: notified.sex.female from 2022/23]]."
    assert series_of(report, "public", text) == {"notified.sex.female": {"2022-23": None}}
    write(report, text, chair)
    assert build(snapshot.take(report, "confidential", draw=False))
    with pytest.raises(DocumentError, match="does not show the number of 2022/23"):
        build(snapshot.take(report, "public", draw=False))


def test_nor_is_one_that_is_hidden_for_the_sake_of_another(report):
    text = "[[rose: notified.sex.male from 2022/23]]"  # nine boys, from whom the three girls could be worked out
    assert series_of(report, "public", text) == {"notified.sex.male": {"2022-23": None}}


def test_a_claim_follows_the_record_of_the_other_year(report, panel, chair):
    write(report, BOYS_FELL, chair)
    assert build(snapshot.take(report, "public", draw=False))
    late = {"notified_on": date(2024, 5, 1), "died_on": date(2024, 5, 1), "age_days": 400, "sex": "male"}
    for _ in range(8):
        rows.case(panel, **late)
    with pytest.raises(DocumentError, match="It was 21 in 2024/25, 20 in 2023/24"):
        build(snapshot.take(report, "public", draw=False))


def test_the_editor_reads_the_same_years(report):
    editions = reading.editions_for(report, BOYS_FELL)
    (chip,) = reading.chips_of(BOYS_FELL, editions)
    assert (chip["shown"], chip["fault"]) == ("fell since 2023/24", "")


def test_a_frozen_text_reads_as_it_did(report, panel, chair):
    write(report, BOYS_FELL, chair)
    frozen = snapshot.take(report, "public", draw=False)
    for _ in range(9):
        rows.case(panel, age_days=400, sex="male")
    with pytest.raises(DocumentError, match="It was 22 in 2024/25"):
        build(snapshot.take(report, "public", draw=False))
    assert build(frozen)
