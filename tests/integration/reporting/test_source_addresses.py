"""A reference stands in the list once, with the address of a page; a paragraph stands in one section."""

import uuid

import pytest
from django.urls import reverse

from common.dates import FinancialYear
from common.errors import NotNow
from reporting.annual_report import actions
from reporting.annual_report.linting import gate
from reporting.annual_report.live.models import Source
from tests.integration.reporting import rows

ADDRESS = "https://example.org/act"
PARAGRAPH = "The panel reads what every agency knew and asks what could be changed for the families of the area. " * 2


@pytest.fixture
def report(panel, chair):
    """A report of twelve girls."""
    for number in range(12):
        rows.case(panel, age_days=number, sex="female", place_of_death="hospital")
    return actions.open_report(panel=panel, year=FinancialYear(2024), by=chair)


def source(panel, by, key: str, url: str) -> Source:
    return actions.add_source(panel=panel, new_id=uuid.uuid4(), by=by, key=key, words="Invented Act", url=url)


@pytest.mark.parametrize("typed", [ADDRESS, f"{ADDRESS}#:~:text=17.2%25", f"{ADDRESS}#:~:text=a,b"])
def test_an_address_leads_to_a_page_and_not_to_words_of_it(report, chair, signed_in, typed):
    sent = {"key": "act", "words": "Invented Act", "url": typed, "new_id": uuid.uuid4()}
    assert signed_in(chair).post(reverse("reporting:report_sources", args=[report.pk]), sent).status_code == 302
    assert Source.objects.get().url == ADDRESS


def test_an_address_is_listed_once(report, panel, chair):
    first = source(panel, chair, "act", ADDRESS)
    with pytest.raises(NotNow, match="“act” has this address already"):
        source(panel, chair, "act-again", ADDRESS)
    other, plain = source(panel, chair, "other", f"{ADDRESS}/2"), source(panel, chair, "plain", "")
    with pytest.raises(NotNow, match="“act” has this address already"):
        actions.save_source(source_id=other.pk, version=1, by=chair, url=ADDRESS)
    for kept in (first, plain, source(panel, chair, "book", "")):
        actions.save_source(source_id=kept.pk, version=1, by=chair, words="Corrected", url=kept.url)


def test_a_paragraph_in_two_sections_keeps_a_report_from_approval(report, chair):
    for key in ("introduction", "learning"):
        section = report.sections.get(key=key)
        actions.save_section(section_id=section.pk, version=section.version, text=PARAGRAPH, by=chair)
    said = [why for why in gate.refusals(report) if "printed again" in why]
    assert [why.partition(":")[0] for why in said] == ["“Learning and good practice”"]
    assert "a paragraph of “Introduction by the chair” is printed again" in said[0]
