"""The agenda put in order, answers of a form on their way into the papers, release, reading and withdrawal."""

import re

import pytest
from playwright.sync_api import Page, expect

from cdop.demo.history import key
from tests.functional.checks import fit_for_everyone
from tests.functional.steps import follow, press, said

pytestmark = pytest.mark.browser
MEETING = f"/panel/meetings/{key('meeting', 'upcoming')}/"
HOSPITAL = "Sample General Hospital"
KEPT = "The panel commissioned this service and has to know it (invented)."
WRONG = "A page of another case was among them (invented)."


def order(page: Page) -> list[str]:
    """The references on the agenda from the top."""
    return [text.split(". ")[1] for text in page.locator(".app-agenda__item .app-agenda__title").all_inner_texts()]


def moved(page: Page, button: str, reference: str, place: int) -> None:
    """The moved row's button has the focus, and says to a screen reader where the row is now."""
    held = page.locator(":focus")
    expect(held).to_have_accessible_name(re.compile(rf"^{button}\s*: move item {place} "))
    expect(held).to_have_accessible_description(f"{reference} is now item {place} of 3.")


def test_the_agenda_is_put_in_order_by_dragging_and_back_by_keys(enter):
    page = enter("manager", viewport={"width": 1024, "height": 768})
    page.goto(f"{MEETING}agenda/")
    first, second, third = order(page)
    rows = page.locator(".app-agenda__item")
    rows.nth(2).locator(".app-agenda__buttons").drag_to(rows.nth(0), source_position={"x": 2, "y": 2})
    moved(page, "Down", third, 1)
    assert order(page) == [third, first, second]
    fit_for_everyone(page)
    page.keyboard.press("Enter")
    moved(page, "Down", third, 2)
    page.keyboard.press("Space")
    moved(page, "Up", third, 3)
    assert order(page) == [first, second, third]


def test_without_scripts_the_buttons_order_the_agenda(enter):
    page = enter("manager", java_script_enabled=False)
    page.goto(f"{MEETING}agenda/")
    before = order(page)
    page.locator(".app-agenda__item").nth(1).get_by_role("button", name="Up").click()
    moved(page, "Down", before[1], 1)
    page.locator(":focus").click()
    moved(page, "Down", before[1], 2)
    assert order(page) == before


@pytest.fixture
def manager(enter) -> Page:
    """The manager at a desk."""
    return enter("manager")


def case_with_forms(page: Page) -> str:
    """Where the answers of a case's forms are chosen: of the one whose answers the panel reads already."""
    page.goto(f"{MEETING}papers/release/")
    way_in = re.compile("of forms|waits? for you|read through")
    page.locator(".app-agenda__item", has_text=way_in).get_by_role("link").click()
    return page.url.removesuffix("check/") + "forms/"


def choose(page: Page, forms: str, *, ticked: bool) -> None:
    """Takes every answer of the first form into the papers, or leaves every one out."""
    page.goto(forms)
    follow(page, "Choose answers")
    for box in page.get_by_role("main").get_by_role("checkbox").all():
        box.set_checked(ticked)
    press(page, "Save the choice")


def test_an_answer_goes_through_the_check_before_it_can_be_released(manager):
    forms = case_with_forms(manager)
    choose(manager, forms, ticked=False)
    choose(manager, forms, ticked=True)
    manager.goto(f"{MEETING}papers/release/")
    expect(manager.get_by_text(re.compile("waits? for you"))).to_be_visible()
    expect(manager.get_by_role("button", name="Release a new version")).to_have_count(0)
    manager.goto(forms.replace("forms/", "check/"))
    place = manager.get_by_role("article").filter(has_text=HOSPITAL).first
    fit_for_everyone(manager)
    place.get_by_role("radio", name="These words").check()
    place.get_by_role("button", name="Save this decision").click()
    expect(manager.get_by_text("Enter why these words can stay").first).to_be_visible()
    place.get_by_role("radio", name="Other words").check()
    place.get_by_role("textbox", name="Other words").fill("the hospital nearest to home")
    place.get_by_role("button", name="Save this decision").click()
    while manager.get_by_role("button", name="Save this decision").count():
        place = manager.get_by_role("article").first
        place.get_by_role("radio", name="The suggestion").check()
        place.get_by_role("button", name="Save this decision").click()
    press(manager, "Yes, I have read them through")
    manager.goto(f"{MEETING}papers/release/")
    press(manager, "Release a new version")
    said(manager, "of the papers is released")


def test_a_member_reads_what_was_released_until_it_is_withdrawn(manager, enter):
    lay = enter("lay", viewport={"width": 820, "height": 1180})
    lay.goto(f"{MEETING}papers/all/")
    main = lay.get_by_role("main")
    expect(main.get_by_text("the hospital nearest to home").first).to_be_visible()
    assert HOSPITAL not in main.inner_text()
    fit_for_everyone(lay)
    lay.goto(f"{MEETING}papers/")
    follow(lay, "2. ")  # another journey declares a conflict about the first
    paper = lay.url
    manager.goto(f"{MEETING}papers/readers/")
    expect(manager.get_by_role("row", name=re.compile("Pat Everyperson"))).to_be_visible()
    manager.goto(f"{MEETING}papers/withdraw/")
    manager.get_by_label("Why are they withdrawn?").fill(WRONG)
    press(manager, "Withdraw the papers")
    try:
        lay.get_by_label("My note").fill("To ask")
        lay.evaluate("window.dispatchEvent(new Event('focus'))")  # coming back to the page looks at once
        expect(main.get_by_text("This paper has been withdrawn")).to_be_visible()
        expect(main.get_by_role("heading", name="What happened")).to_have_count(0)
        expect(lay.get_by_label("My note")).to_have_value("To ask")
        fit_for_everyone(lay)
        lay.get_by_label("My note").fill("")
        lay.reload()
        expect(main.get_by_text(WRONG)).to_be_visible()
        fit_for_everyone(lay)
        assert lay.goto(f"{MEETING}papers/file/").status == 409
        lay.goto(f"{MEETING}papers/all/")
        expect(main.get_by_text("the hospital nearest to home")).to_have_count(0)
    finally:
        manager.goto(f"{MEETING}papers/release/")
        press(manager, "Release a new version")
    lay.goto(paper)
    expect(main.get_by_text(WRONG)).to_have_count(0)
