"""Every component in a real browser: with and without scripts, keyboard, phone, forced colours, print."""

import pytest
from playwright.sync_api import Page, expect

from tests.functional.checks import accessible, fit_for_everyone
from tests.gallery import browser as gallery

pytestmark = pytest.mark.browser

PAGES = (
    "form/",
    "worklist/?page=7&stage=notified",
    "case/?demonstration",
    "dashboard/",
    "stale/",
    "form/?long",
    "sign-in/",
)
REFUSALS = ("400", "403", "404", "409", "500", "csrf")


@pytest.fixture
def show(page: Page):
    """``show("form/")``: a page of the gallery."""
    with gallery.plain:
        page.route("**/*", gallery.answer)

        def go(path: str) -> Page:
            page.goto(f"{gallery.HOST}/{path}")
            page.wait_for_load_state("networkidle")
            return page

        yield go


def send(page: Page) -> None:
    page.locator("button.govuk-button", has_text="Save and continue").click()
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_fit_for_everyone(show, path):
    fit_for_everyone(show(path))


@pytest.mark.parametrize("page_name", REFUSALS)
def test_an_error_page_says_what_happened_and_leads_on(show, page_name):
    page = show(f"error/{page_name}/")
    accessible(page)
    expect(page.locator("main h1")).not_to_be_empty()
    expect(page.locator("main a")).to_have_count(1)


def test_a_password_can_be_shown(show):
    page = show("sign-in/")
    page.get_by_role("button", name="Show password").click()
    expect(page.locator("#id_password")).to_have_attribute("type", "text")
    assert page.locator("[placeholder]").count() == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_a_form_with_every_fault_is_fit_for_everyone(show, width):
    page = show("form/")
    page.set_viewport_size({"width": width, "height": 900})
    page.check("#id_place_3")
    send(page)
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page).to_have_title("Error: Notify a child death – Child Death Review")
    fit_for_everyone(page)


def test_every_link_of_the_error_summary_moves_to_the_input(show):
    page = show("form/")
    page.check("#id_place_3")
    page.fill("#id_died_on_0", "3")
    page.fill("#id_died_on_2", "2026")
    send(page)
    links = page.locator(".govuk-error-summary__list a")
    assert links.count() > 10
    reached = []
    for index in range(links.count()):
        target = links.nth(index).get_attribute("href")
        links.nth(index).click()
        reached.append(page.evaluate("document.activeElement.id"))
        assert f"#{reached[-1]}" == target
    assert "id_died_on_1" in reached  # the month is what is missing
    assert "id_sex_0" in reached
    assert "id_agencies_0" in reached
    assert "id_place_other" in reached


def test_what_a_choice_reveals_is_hidden_until_it_is_chosen(show):
    page = show("form/")
    expect(page.get_by_label("Describe the place")).to_be_hidden()
    page.focus("#id_place_0")
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Describe the place")).to_be_visible()
    accessible(page)


def test_none_of_these_takes_the_other_ticks_away(show):
    page = show("form/")
    page.check("#id_agencies_0")
    page.check("#id_agencies_4")
    expect(page.locator("#id_agencies_0")).not_to_be_checked()


def test_a_row_is_added_and_the_answers_stay(show):
    page = show("form/")
    page.fill("#id_name", "Test Child 12")
    page.fill("#id_professionals-0-name", "Dr Sample")
    page.get_by_role("button", name="Add another professional").click()
    expect(page.get_by_role("group", name="Professional 2")).to_be_visible()
    expect(page.locator("#id_name")).to_have_value("Test Child 12")
    expect(page.locator(".govuk-error-summary")).to_have_count(0)
    page.get_by_role("button", name="Remove professional 2").click()
    expect(page.get_by_role("group", name="Professional 2")).to_have_count(0)
    expect(page.locator("#id_professionals-0-name")).to_have_value("Dr Sample")


def test_the_enter_key_saves_rather_than_adds_a_row(show):
    page = show("form/")
    page.focus("#id_name")
    page.keyboard.press("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_visible()


def test_the_keyboard_reaches_everything_and_it_shows(show):
    page = show("worklist/")
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e)
            return e === document.body ? null : [e.textContent.trim(), s.outlineStyle, s.outlineWidth,
              s.boxShadow, s.backgroundColor] }"""
        )
        if stop is None:
            break
        seen.append(stop[0])
        assert stop[1] != "none" or stop[3] != "none" or stop[4] == "rgb(255, 221, 0)", stop
    assert seen[0] == "Skip to main content"
    assert "Sign out" in seen
    assert "CDR-2026-0000" in seen
    assert "Get help" in seen


def test_what_has_focus_is_never_under_the_save_bar(show):
    page = show("form/")
    page.set_viewport_size({"width": 1280, "height": 700})
    page.focus("#id_name")
    for _ in range(25):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => { const e = document.activeElement, bar = document.querySelector('.app-save-bar')
            if (bar.contains(e) || e === document.body) return false
            const a = e.getBoundingClientRect(), b = bar.getBoundingClientRect()
            return a.bottom > b.top + 1 && a.top < b.bottom ? e.id : false }"""
        )
        assert not hidden


def test_a_phone_shows_results_first_and_the_filter_on_request(show):
    page = show("worklist/")
    page.set_viewport_size({"width": 390, "height": 800})
    page.reload()
    filters = page.locator(".moj-filter")
    expect(filters).to_be_hidden()
    page.get_by_role("button", name="Show filter").click()
    expect(filters).to_be_visible()
    accessible(page)


@pytest.mark.parametrize("path", ["form/", "case/"])
def test_forced_colours_keep_everything_readable(show, path, page):
    page.emulate_media(forced_colors="active")
    accessible(show(path), own_colours=False)


def test_paper_carries_the_content_without_the_controls(show, page):
    show("case/")
    page.emulate_media(media="print")
    expect(page.get_by_text("Key worker assigned")).to_be_visible()
    expect(page.locator(".app-print-header")).to_be_visible()
    for control in (".govuk-template__header", ".moj-sub-navigation", ".app-footer", "[data-print]"):
        expect(page.locator(control)).to_be_hidden()


def test_changed_answers_are_not_lost_without_a_warning(show):
    page = show("form/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("#id_name").press_sequentially("Test")
    page.goto(f"{gallery.HOST}/case/")
    assert asked == ["beforeunload"]


class TestWithoutScripts:
    """The same pages where JavaScript never arrives."""

    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    def test_everything_that_could_be_revealed_is_there(self, show):
        page = show("form/")
        expect(page.get_by_label("Describe the place")).to_be_visible()
        expect(page.get_by_text("You can enter up to 2000 characters")).to_be_visible()

    def test_a_form_comes_back_with_its_faults_and_its_answers(self, show):
        page = show("form/")
        page.fill("#id_name", "Test Child 12")
        page.locator("button.govuk-button", has_text="Save and continue").click()
        expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
        expect(page.locator("#id_name")).to_have_value("Test Child 12")
        page.get_by_role("link", name="Select sex").click()
        expect(page.locator("#id_sex_0")).to_be_in_viewport()

    def test_rows_are_added_and_removed(self, show):
        page = show("form/")
        page.get_by_role("button", name="Add another professional").click()
        expect(page.get_by_role("group", name="Professional 2")).to_be_visible()

    def test_navigation_and_filter_are_open(self, show):
        page = show("worklist/")
        page.set_viewport_size({"width": 320, "height": 800})
        expect(page.get_by_role("link", name="Panel meetings")).to_be_visible()
        expect(page.get_by_role("button", name="Apply filters")).to_be_visible()
