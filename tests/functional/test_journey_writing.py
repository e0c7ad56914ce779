"""Two authors write the annual report at once; a comment, a typed number, a signature. Nobody's words are lost."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.functional.checks import fit_for_everyone
from tests.functional.steps import follow, menu, picture, plain_text, press, said

pytestmark = pytest.mark.browser
YEAR = "2024/25"
SECTION, OTHER = "Continued work", "Changes in membership"
FIRST = "The work on safer sleep goes on."
SECOND = "The analyst adds how it will be measured."
TYPED = "The panel completed 65 reviews."
SECONDS = 30_000


def open_section(page: Page, name: str) -> None:
    page.goto("/")
    menu(page, "Annual report")
    page.get_by_role("main").get_by_role("link", name=f"Annual report {YEAR}").click()
    main = page.get_by_role("main")
    main.get_by_role("link", name=f"Edit {name}").or_(main.get_by_role("link", name=f"Write {name}")).first.click()


def field(page: Page, name: str) -> Locator:
    """The plain field of the section of this name."""
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    return plain_text(page)


def write(page: Page, name: str, words: str) -> None:
    field(page, name).fill(words)


def text_of(page: Page, name: str) -> str:
    return field(page, name).input_value()


def test_two_authors_write_two_sections_and_one_the_same(enter):
    chair, analyst = enter("chair"), enter("analyst")
    open_section(analyst, OTHER)
    write(analyst, OTHER, "Two members joined.")
    press(analyst, "Save")
    said(analyst, "is saved")
    open_section(chair, SECTION)
    write(chair, SECTION, FIRST)
    press(chair, "Save")
    said(chair, "is saved")
    for page in (chair, analyst):
        open_section(page, SECTION)
    write(chair, SECTION, f"{FIRST}\n\nThe chair adds a line.")
    press(chair, "Save")
    said(chair, "is saved")
    write(analyst, SECTION, f"{SECOND}\n\n{FIRST}")
    press(analyst, "Save")
    said(analyst, "with what somebody else wrote")
    assert text_of(analyst, SECTION) == f"{SECOND}\n\n{FIRST}\n\nThe chair adds a line."
    open_section(chair, SECTION)
    write(chair, SECTION, text_of(chair, SECTION).replace("goes on", "goes on at the chair's wish"))
    write(analyst, SECTION, text_of(analyst, SECTION).replace("goes on", "is measured"))
    press(chair, "Save")
    said(chair, "is saved")
    press(analyst, "Save")
    expect(analyst.locator(".app-change").first).to_contain_text("measured")
    kept = text_of(analyst, SECTION)
    assert "goes on at the chair's wish" in kept
    assert "is measured" in kept
    fit_for_everyone(analyst)
    press(analyst, "Save both together")
    said(analyst, "is saved")
    follow(analyst, "Earlier texts")
    fit_for_everyone(analyst)


def test_a_comment_is_made_and_settled(enter):
    chair, analyst = enter("chair"), enter("analyst")
    open_section(chair, SECTION)
    follow(chair, "Add a comment")
    chair.get_by_label("Comment", exact=True).fill("Who measures it? (invented)")
    press(chair, "Add the comment")
    said(chair, "The comment is added")
    open_section(analyst, SECTION)
    expect(analyst.get_by_text("Who measures it? (invented)")).to_be_visible()
    follow(analyst, "Comment, or settle one")
    analyst.get_by_role("main").get_by_role("button", name=re.compile("Mark as settled")).click()
    expect(analyst.get_by_text("Settled").first).to_be_visible()
    fit_for_everyone(analyst)


def test_a_typed_number_is_found_replaced_and_the_section_signed_off(enter):
    analyst, chair = enter("analyst"), enter("chair")
    open_section(analyst, SECTION)
    write(analyst, SECTION, TYPED)
    panel = analyst.locator("#remarks")
    expect(panel.get_by_text("A number that the report counts itself")).to_be_visible(timeout=SECONDS)
    picture(analyst, "report-section", height=1100)
    panel.get_by_role("button", name=re.compile("Replace by")).first.click()
    assert re.fullmatch(r"The panel completed \[\[[\w.-]+\]\] reviews\.", text_of(analyst, SECTION))
    expect(panel.get_by_text("Nothing to remark")).to_be_visible(timeout=SECONDS)
    press(analyst, "Save")
    said(analyst, "is saved")
    expect(analyst.locator(".app-reads").get_by_text(TYPED)).to_be_visible()
    press(analyst, "Say that it is ready")
    said(analyst, "ready to be signed off")
    open_section(chair, SECTION)
    press(chair, "Sign off")
    said(chair, "signed off")
    expect(chair.locator("textarea")).to_have_count(0)
    fit_for_everyone(chair)
    press(chair, "Make it a draft again")
    said(chair, "draft")


def test_without_a_script_a_figure_is_found_and_put_in(enter):
    page = enter("analyst", java_script_enabled=False)
    open_section(page, OTHER)
    write(page, OTHER, "We reviewed:")
    page.get_by_label("Figure to find", exact=True).fill("modifiable reviews")
    press(page, "Find figures")
    button = page.get_by_role("button", name=re.compile("Insert")).first
    expect(button).to_be_visible(timeout=SECONDS)
    button.click()
    assert re.match(r"We reviewed: \[\[[\w.:-]+\]\]$", text_of(page, OTHER))
    press(page, "Check the text")
    expect(page.locator("#remarks")).to_be_visible()
