"""The chair looks at the figures and takes the annual report home; the numbers in the files are the published ones."""

import re

import docx
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.functional.checks import fit_for_everyone
from tests.functional.steps import follow, menu, picture, plain_text, press, said

pytestmark = pytest.mark.browser
YEAR = "2024-25"
FOREWORD = "Every child matters to us. Invented words for a test."
WORKER_MILLISECONDS = 120_000


def text_of_pdf(path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def text_of_docx(path) -> str:
    document = docx.Document(path)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(paragraph.text for paragraph in document.paragraphs), *cells]).split())


def test_the_chair_reads_the_figures_of_the_year(enter):
    page = enter("chair")
    page.goto("/")
    fit_for_everyone(page)
    menu(page, "Figures")
    page.get_by_label("Financial year", exact=True).select_option(YEAR)
    press(page, "Show")
    numbers = page.locator(".app-numbers")
    for number in ("50", "65", "37%"):
        expect(numbers.get_by_text(re.compile(rf"\b{number}")).first).to_be_visible()
    fit_for_everyone(page)
    picture(page, "figures", height=1100)
    tabs = page.get_by_role("navigation", name="Figures").get_by_role("link")
    for address in [tab.get_attribute("href") for tab in tabs.all()][1:3]:
        page.goto(f"/figures/{address}" if address.startswith("?") else address)
        fit_for_everyone(page)
    follow(page, "See the figures as they would be published")
    fit_for_everyone(page)


@pytest.fixture(scope="module")
def report() -> dict:
    """Where the report is."""
    return {}


def test_the_chair_begins_the_report_and_writes_in_it(enter, report):
    page = enter("chair")
    page.goto("/")
    menu(page, "Annual report")
    fit_for_everyone(page)
    begun = page.get_by_role("main").get_by_role("link", name="Annual report 2024/25")
    if begun.count():
        begun.click()
    else:
        page.get_by_label("Financial year", exact=True).select_option(YEAR)
        press(page, "Begin the report")
    report["url"] = re.search(r"/figures/report/[0-9a-f-]{36}/", page.url)[0]
    fit_for_everyone(page)
    picture(page, "report")
    page.get_by_role("main").locator("a[href*='/section/']").first.click()
    fit_for_everyone(page)
    plain_text(page).fill(FOREWORD)
    press(page, "Save")
    said(page, "is saved")
    page.goto(report["url"])
    press(page, "Preview the report")
    expect(page.get_by_text(FOREWORD)).to_be_visible()
    fit_for_everyone(page)


def test_the_worker_makes_the_files_and_they_hold_the_published_numbers(enter, report, tmp_path):
    page = enter("chair", accept_downloads=True)
    page.goto(f"{report['url']}files/")
    press(page, "Make the files")
    expect(page.get_by_role("alert").first).to_contain_text("Select which edition")
    fit_for_everyone(page)
    page.get_by_label("Public, small numbers protected").check()
    page.get_by_label("PDF", exact=True).check()
    page.get_by_label("Word", exact=True).check()
    press(page, "Make the files")
    said(page, "are being made")
    fit_for_everyone(page)
    for kind, text_of in (("PDF", text_of_pdf), ("Word", text_of_docx)):
        link = page.get_by_role("main").get_by_role("link", name=f"{kind}, public edition").first
        expect(link).to_be_visible(timeout=WORKER_MILLISECONDS)
        with page.expect_download() as waiting:
            link.click()
        kept = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(kept)
        holds_the_published_numbers(text_of(kept))
    fit_for_everyone(page)


def holds_the_published_numbers(text: str) -> None:
    assert FOREWORD in text
    for words in (r"\b50\b", r"\b65\b", r"\b24\b.{0,80}\b37%"):
        assert re.search(words, text), text[:3000]
