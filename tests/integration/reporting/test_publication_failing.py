"""A preparation that does not work ends in a state of its own and can be started again; the summary is one page."""

import re
import uuid

import pytest

from common.dates import FinancialYear
from common.documents import pdf, typesetting
from common.documents.rendering import RenderingFailed, make
from reporting import tasks
from reporting.annual_report import actions as report_actions
from reporting.annual_report import snapshot
from reporting.annual_report.publishing import actions, papers, preparing
from reporting.annual_report.publishing.models import Publication
from tests.integration.reporting import rows
from tests.scenarios_publications import sign_off


@pytest.fixture
def report(panel, chair, monkeypatch):
    """A report with enough children for a public edition, and one small file."""
    monkeypatch.setattr(preparing, "FILES", (("public", "csv", "csv"),))
    for number in range(30):
        rows.case(panel, age_days=number * 40, sex="female" if number % 2 else "male", place_of_death="hospital")
        rows.reviewed(panel, age_days=number * 200, sex="female" if number % 2 else "male")
    made = report_actions.open_report(panel=panel, year=FinancialYear(2024), by=chair)
    sign_off(made, chair)
    return made


def tried(publication, times: int = 1) -> Publication:
    for _ in range(times):
        tasks.prepare_publication(str(publication.pk))
    return Publication.objects.get(pk=publication.pk)


def broken(document, file_format, template):
    raise RenderingFailed("no file")


@pytest.mark.parametrize(("spoil", "why"), [("make", "in three attempts"), ("SECONDS", "took too long three times")])
def test_a_failed_preparation_says_so_and_is_started_again(report, chair, signed_in, monkeypatch, spoil, why):
    edition = actions.prepare(report_id=report.pk, new_id=uuid.uuid4(), by=chair)
    with monkeypatch.context() as patch:
        patch.setattr(preparing, spoil, broken if spoil == "make" else -1)
        assert tried(edition, 2).state == "preparing"
        failed = tried(edition)
    assert (failed.state, tried(edition).state) == ("failed", "failed")
    client, address = signed_in(chair), f"/figures/report/publication/{edition.pk}/"
    page = client.get(address).content.decode()
    for words in (why, "could not be prepared", "Start again"):
        assert words in page
    assert client.post(f"{address}restart/", {"version": failed.version + 5}).status_code == 409
    assert client.post(f"{address}restart/", {"version": failed.version}).status_code == 302
    ready = tried(edition)
    assert (ready.state, ready.public_hash, ready.refusals) == ("draft", failed.public_hash, [])
    assert client.post(f"{address}restart/", {"version": ready.version}).status_code == 409


def test_the_summary_is_one_page_whatever_the_names_and_themes(report):
    report.panel.name = "Child Death Overview Panel of Invented-upon-Sample, Lower Examplebury and All of Testshire"
    frozen = snapshot.take(report, "public", draw=True)
    themes = "\n\n".join(
        f"Theme {word}. " + "Words about what was learned, at some length. " * 6 for word in "abcdefghij"
    )
    with_references = "See [[table: notified.age]] [[source: act]]."
    said = papers.summary(frozen | {"texts": {"key-themes": with_references}}).blocks[-1]
    assert re.fullmatch(r"See Table \d+ of the annual report\.", "".join(part.text for part in said.parts))
    for text in ("", "One theme.", themes):
        document = papers.summary(frozen | {"texts": {"key-themes": text}})
        fitted, scale = pdf.fitted(document)
        assert typesetting.pages(fitted, scale)[1] == 1
    assert len(fitted.blocks) < len(document.blocks)
    picture = make(document, "png")
    assert picture.startswith(b"\x89PNG")
    assert make(document, "png") == picture
