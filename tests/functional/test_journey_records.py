"""The record as a whole in the browser: documents, the national return, duplicates, what passes between panels."""

import csv
import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from cases.imports.columns import COLUMNS
from tests.functional.checks import fit_for_everyone
from tests.functional.steps import follow, menu, press, said

pytestmark = pytest.mark.browser


def _case(page, name: str) -> str:
    """The address of the first case on the list behind this entry of the menu."""
    page.goto("/")
    menu(page, name)
    fit_for_everyone(page)
    page.get_by_role("main").locator("tbody").get_by_role("link").first.click()
    return re.search(r"/cases/[0-9a-f-]{36}/", page.url)[0]


def test_a_return_is_looked_at_keyed_and_recorded(enter):
    page = enter("manager")
    page.goto("/returns/?show=changed")
    expect(page.get_by_role("main")).to_contain_text("Changed since sent")
    page.get_by_role("main").locator("tbody").get_by_role("link").first.click()
    fit_for_everyone(page)
    expect(page.get_by_role("main")).to_contain_text("Changed since it was sent")
    follow(page, "Submission 1")
    fit_for_everyone(page)
    page.go_back()
    press(page, "Keying sheet")
    fit_for_everyone(page)
    page.go_back()
    press(page, "Record it as sent")
    fit_for_everyone(page)
    press(page, "Record it as sent")
    said(page, "It is recorded as sent")
    expect(page.get_by_role("main")).to_contain_text("Nothing")


def test_documents_say_whether_they_were_scanned(enter):
    page = enter("manager")
    page.goto("/returns/?show=sent")
    page.get_by_role("main").locator("tbody").get_by_role("link").first.click()
    page.goto(re.search(r"/cases/[0-9a-f-]{36}/", page.url)[0] + "documents/")
    fit_for_everyone(page)
    expect(page.get_by_role("main")).to_contain_text("Not scanned for viruses")
    expect(page.get_by_role("main")).to_contain_text("were taken out")


def test_a_repeated_notification_is_compared_with_the_case(enter):
    page = enter("manager")
    case = _case(page, "Work list")
    page.goto(f"{case}duplicates/")
    fit_for_everyone(page)
    page.goto("/notifications/?state=waiting")
    page.locator("tr", has_text=re.compile("duplicate|twins", re.IGNORECASE)).get_by_role("link").first.click()
    follow(page, "Compare and merge")
    fit_for_everyone(page)
    expect(page.get_by_role("main")).to_contain_text("Side by side")


def test_what_passes_between_panels(enter):
    page = enter("manager")
    page.goto("/transfers/")
    fit_for_everyone(page)
    expect(page.get_by_role("main")).to_contain_text("Joint review agreed, we lead")
    case = _case(page, "Work list")
    page.goto(f"{case}transfer/")
    fit_for_everyone(page)
    page.goto(f"{case}identity/")
    fit_for_everyone(page)


def test_the_cases_are_taken_out_and_both_files_hold_the_same(enter):
    page = enter("manager")
    page.goto("/cases/")
    follow(page, "Take cases out as a file")
    fit_for_everyone(page)
    press(page, "Download the file")
    fit_for_everyone(page)
    expect(page.get_by_role("alert")).to_contain_text("Say what the file is for")
    lines = list(csv.reader(_saved(page, "CSV").read_text().splitlines()))
    assert lines[0] == list(COLUMNS)
    assert len(lines) > 100
    book = load_workbook(io.BytesIO(_saved(page, "Excel (XLSX)").read_bytes()), read_only=True)
    cells = book.active.iter_rows(values_only=True)
    assert [[cell or "" for cell in row] for row in cells] == lines


def _saved(page, kind: str) -> Path:
    """Asked on a page of its own: a button that was pressed takes no second press for a second."""
    page.goto("/cases/export/")
    page.get_by_label(kind).check()
    page.get_by_label("What is the file for?").fill("A journey through the browser")
    page.get_by_label("I answer for this file").check()
    with page.expect_download() as download:
        press(page, "Download the file")
    return Path(download.value.path())


def test_a_merger_of_organisations(enter):
    page = enter("admin")
    page.goto("/people/organisations/merger/")
    fit_for_everyone(page)
