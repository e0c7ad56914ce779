"""Every kind of question of a statutory form in a real browser: fit for everyone, saved by itself, shown in time."""

import pytest
from playwright.sync_api import Page, expect

from tests.functional.checks import fit_for_everyone
from tests.gallery import browser as gallery

pytestmark = pytest.mark.browser
SECTIONS = ("who", "death", "birth", "household")


@pytest.fixture
def show(page: Page):
    """``show("who")``: a section of the sample form."""
    with gallery.plain:
        page.route("**/*", gallery.answer)

        def go(path: str) -> Page:
            page.goto(f"{gallery.HOST}/section/{path}")
            page.wait_for_load_state("networkidle")
            return page

        yield go


@pytest.mark.parametrize("key", SECTIONS)
@pytest.mark.parametrize("state", ["", "?check"])
def test_every_kind_of_question_is_fit_for_everyone(show, key, state):
    fit_for_everyone(show(f"{key}/{state}"))


def test_a_pause_in_typing_saves_and_says_so(show):
    page = show("death/")
    with page.expect_request("**/autosave/") as sent:
        page.locator("#id_narrative").fill("Half a sentence")
    assert b"Half a sentence" in sent.value.post_data_buffer
    expect(page.get_by_role("status")).to_have_text("Saved at 2:03pm")
    expect(page.locator("[name=version]")).to_have_value("2")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_saving_stops_when_somebody_else_saved(show):
    page = show("death/?taken")
    with page.expect_request("**/autosave/?taken"):
        page.locator("#id_narrative").fill("Half a sentence")
    expect(page.get_by_role("status")).to_have_text("Ben Test saved this form at 2:03pm.")
    expect(page.locator("[name=version]")).to_have_value("1")


def test_a_question_appears_with_the_answer_that_brings_it_about(show):
    page = show("death/?empty")
    asked = page.locator("#id_found_at_0")
    expect(asked).to_be_hidden()
    page.get_by_label("Not known").first.check()
    expect(asked).to_be_visible()
    page.get_by_label("Planned").check()
    expect(asked).to_be_hidden()


def test_without_scripts_every_question_stands_there_with_its_condition(browser):
    with gallery.plain:
        page = browser.new_page(java_script_enabled=False)
        page.route("**/*", gallery.answer)
        page.goto(f"{gallery.HOST}/section/death/?empty")
        expect(page.locator("#id_found_at_0")).to_be_visible()
        expect(page.get_by_text("Only if you answered “Found or Not known” to “Mode”")).to_be_visible()
        page.close()
