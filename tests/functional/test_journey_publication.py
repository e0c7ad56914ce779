"""An edition of the report: the analyst prepares it, the chair approves it, and what changes afterwards shows."""

import re

import pytest
from playwright.sync_api import expect

from tests.functional.checks import fit_for_everyone
from tests.functional.steps import follow, menu, press, said

pytestmark = pytest.mark.browser
YEAR = "2022-23"
WORKER_MILLISECONDS = 180_000


@pytest.fixture(scope="module")
def edition() -> dict:
    """Where the report and its edition are."""
    return {}


def open_report(page) -> str:
    """The page of the year's report, begun if nobody has."""
    page.goto("/")
    menu(page, "Annual report")
    begun = page.get_by_role("main").get_by_role("link", name="Annual report 2022/23")
    if begun.count():
        begun.click()
    else:
        page.get_by_label("Financial year", exact=True).select_option(YEAR)
        press(page, "Begin the report")
    return re.search(r"/figures/report/[0-9a-f-]{36}/", page.url)[0]


def prepared(page, button: str) -> str:
    """Prepares an edition and waits for the worker; the address of its page."""
    press(page, button)
    said(page, "is being prepared")
    expect(page.get_by_role("button", name="Send to the chair for review")).to_be_visible(timeout=WORKER_MILLISECONDS)
    return re.search(r"/figures/report/publication/[0-9a-f-]{36}/", page.url)[0]


def test_the_chair_signs_off_what_is_written(enter, edition):
    page = enter("chair")
    edition["report"] = open_report(page)
    follow(page, "What the panel does")
    press(page, "Say that it is ready")
    page.goto(edition["report"])
    follow(page, "What the panel does")
    press(page, "Sign off")
    said(page, "signed off")


def test_the_analyst_prepares_and_sends_it_to_the_chair(enter, edition):
    page = enter("analyst")
    page.goto(edition["report"])
    press(page, "Publication")
    fit_for_everyone(page)
    edition["first"] = prepared(page, "Prepare for publication")
    fit_for_everyone(page)
    expect(page.get_by_text("annual-report-2022-23-public.pdf")).to_be_visible()
    follow(page, "Read the public edition as it was frozen")
    fit_for_everyone(page)
    page.goto(edition["first"])
    press(page, "Send to the chair for review")
    said(page, "is with the chair")
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)


def test_the_chair_approves_and_publishes(enter, edition):
    page = enter("chair")
    page.goto(edition["first"])
    fit_for_everyone(page)
    press(page, "Approve")
    said(page, "is approved")
    press(page, "Publish")
    said(page, "is published")
    expect(page.get_by_role("heading", name="Edition 1")).to_be_visible()
    expect(page.get_by_text("still give every figure and text")).to_be_visible()
    follow(page, "Check this edition")
    press(page, "Check now")
    expect(page.get_by_role("status")).to_contain_text("comparisons hold")
    fit_for_everyone(page)


def test_a_case_changed_afterwards_shows_with_its_numbers(enter, edition):
    page = enter("manager")
    page.goto(f"/figures/cases/{YEAR}/notified.place/hospital/")
    page.get_by_role("main").get_by_role("table").get_by_role("link").first.click()
    case = re.search(r"/cases/[0-9a-f-]{36}/", page.url)[0]
    page.goto(f"{case}facts/")
    page.get_by_label("Place of death").select_option("other")
    press(page, "Save")
    page.goto(edition["first"])
    expect(page.get_by_text("now differ from what was published, because of this change")).to_be_visible()
    expect(page.get_by_text("changed: place of death")).to_be_visible()
    expect(page.get_by_role("table", name="Numbers that differ")).to_contain_text("place of death")
    fit_for_everyone(page)


def test_a_corrected_edition_says_what_it_changes(enter, edition):
    page = enter("analyst")
    page.goto(f"{edition['report']}publications/")
    press(page, "Prepare a corrected edition")
    expect(page.get_by_role("alert").first).to_contain_text("Enter")
    page.get_by_label("What does this edition change?").fill("The place of one death was corrected.")
    second = prepared(page, "Prepare a corrected edition")
    fit_for_everyone(page)
    press(page, "Send to the chair for review")
    chair = enter("chair")
    chair.goto(second)
    expect(chair.get_by_role("heading", name="Against the edition before it")).to_be_visible()
    press(chair, "Approve")
    press(chair, "Publish")
    expect(chair.get_by_role("heading", name="Edition 2")).to_be_visible()
    chair.goto(f"{edition['report']}publications/")
    expect(chair.get_by_role("link", name="Edition 1")).to_be_visible()
    fit_for_everyone(chair)
