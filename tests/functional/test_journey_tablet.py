"""One case on two screens: rated in private, then run from a tablet by the manager and shown by the chair."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from common.dates import today
from tests.functional.checks import accessible, fit_for_everyone
from tests.functional.notifying import write_date
from tests.functional.steps import follow, press, said

pytestmark = pytest.mark.browser
TABLET = {"viewport": {"width": 1024, "height": 768}, "has_touch": True}
PROJECTOR = {"viewport": {"width": 1920, "height": 1080}}
COMING = ("Charlie Example", "Jo Placeholder", "Lee Fictional", "Pat Everyperson")
BEYOND = """() => [document.documentElement.scrollWidth - innerWidth,
  ...[...document.querySelectorAll('main *')].filter(e => !e.closest('.govuk-visually-hidden'))
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))]"""
SMALL = """() => [...document.querySelectorAll('main button, main input, main select, main summary')]
  .filter(e => e.checkVisibility() && e.tabIndex >= 0)
  .filter(e => e.getBoundingClientRect().height < 24 || e.getBoundingClientRect().width < 24)
  .map(e => e.outerHTML.slice(0, 120))"""
DIM = """() => [...document.querySelectorAll('main *')]
  .filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
  .filter(e => parseFloat(getComputedStyle(e).fontSize) < 16).map(e => e.outerHTML.slice(0, 80))"""


@dataclass
class Story:
    """What one step leaves for the next."""

    meeting: str = ""
    paper: str = ""


@pytest.fixture(scope="module")
def story() -> Story:
    """The meeting of this module."""
    return Story()


@pytest.fixture
def chair(enter) -> Page:
    """The chair beside the projector."""
    return enter("chair", **PROJECTOR)


@pytest.fixture
def manager(enter) -> Page:
    """The manager with a tablet."""
    return enter("manager", **TABLET)


def fits_this_screen(page: Page) -> None:
    """On a screen of its own size: nothing beyond its edge, nothing too small for a finger or to be read."""
    accessible(page)
    assert page.evaluate(BEYOND) == [0]
    assert page.evaluate(SMALL) == []
    assert page.evaluate(DIM) == []


def quorum(page: Page, members: int) -> None:
    """How many must be there; who must be represented stays as it is."""
    page.goto("/panel/members/quorum/")
    page.get_by_label("Members who must be present").fill(str(members))
    press(page, "Save the quorum")


def test_the_manager_sets_the_quorum_and_calls_four_people(manager, story):
    manager.goto("/panel/members/quorum/")
    fit_for_everyone(manager)
    manager.get_by_label("Members who must be present").fill("1")
    press(manager, "Save the quorum")
    expect(manager.get_by_role("alert").filter(has_text="There is a problem")).to_be_visible()
    quorum(manager, 3)
    manager.goto("/panel/meetings/new/")
    write_date(manager, "Date", today())
    manager.get_by_label("Title").fill("Meeting on a tablet")
    manager.get_by_label("Starts at").fill("9:30am")
    manager.get_by_label("Ends at").fill("11:59pm")
    press(manager, "Schedule meeting")
    story.meeting = re.search(r"/panel/meetings/[0-9a-f-]{36}/", manager.url)[0]
    manager.goto(f"{story.meeting}invite/")
    for box in manager.get_by_role("main").get_by_role("checkbox").all():
        box.set_checked(False)
    for name in COMING:
        manager.get_by_role("checkbox", name=re.compile(f"^{name}")).check()
    press(manager, "Send invitations")
    manager.goto(f"{story.meeting}agenda/")
    manager.locator("input[name=cases]").last.check()  # other journeys take the first
    press(manager, "Add to the agenda")
    story.paper = manager.locator(".app-agenda__title").get_attribute("href")


def test_papers_go_out_once_their_words_are_read_through(manager, story):
    release = f"{story.meeting}papers/release/"
    manager.goto(release)
    follow(manager, "1. ")
    accept = manager.get_by_role("button", name="Save this decision")
    while accept.count():
        place = manager.get_by_role("article").first
        place.get_by_role("radio", name="The suggestion").check()
        place.get_by_role("button", name="Save this decision").click()
    read = manager.get_by_role("button", name="Yes, I have read them through")
    if read.count():
        read.click()
    manager.goto(release)
    press(manager, "Release the papers")
    said(manager, "of the papers is released")


def rate(page: Page, story: Story, relevance: int) -> None:
    """The same answer to every factor."""
    page.goto(f"{story.paper}ratings/")
    for group in page.get_by_role("main").get_by_role("group").all():
        group.get_by_role("radio").nth(relevance).check()
    press(page, "Save my ratings")
    said(page, "Your ratings are saved")


def test_the_chair_sees_how_far_apart_members_are_and_names_once_all_have_rated(enter, chair, story):
    names = chair.get_by_role("heading", name="Who chose what")
    spread = f"{story.paper}spread/"
    for number, who in enumerate(("nurse", "socialcare.luton", "lay")):
        member = enter(who, **TABLET)
        if who == "lay":
            chair.goto(spread)
            expect(chair.get_by_text("2 members rated every factor. 4 said they will come")).to_be_visible()
            expect(chair.get_by_role("table")).to_have_count(0)
        rate(member, story, number)
        assert member.goto(spread).status == 403
    fits_this_screen(member)
    chair.goto(spread)
    expect(chair.get_by_role("table").first).to_be_visible()
    expect(names).to_have_count(0)
    assert not [name for name in COMING[1:] if name in chair.get_by_role("main").inner_text()]
    rate(chair, story, 0)
    chair.goto(spread)
    expect(names).to_be_visible()
    fit_for_everyone(chair)


def test_one_item_is_run_from_a_tablet(manager, chair, story):
    manager.goto(story.meeting)
    press(manager, "Start meeting")
    for present in manager.get_by_label("Present", exact=True).all():
        present.tap()
    fits_this_screen(manager)
    press(manager, "Save attendance")
    fits_this_screen(manager)
    quorum(manager, 5)
    manager.goto(f"{story.paper}decide/")
    strip = manager.locator(".app-live__strip")
    expect(strip).to_contain_text("4 in the room")
    expect(strip.locator("[data-quorum]")).to_contain_text("3 needed")
    press(manager, "Take up this case")
    expect(manager.locator("[data-timer]")).to_have_text("0 of 20 minutes")
    fits_this_screen(manager)
    leaves = manager.get_by_role("button", name=re.compile("^Leaves now"))
    for left in (3, 2):
        leaves.last.tap()
        expect(leaves).to_have_count(left)
    manager.goto(f"{story.paper}decide/")
    expect(manager.get_by_text("Not quorate").first).to_be_visible()
    fits_this_screen(manager)
    manager.goto(story.meeting)
    manager.get_by_role("button", name=re.compile("^Comes in now")).first.tap()
    expect(leaves).to_have_count(3)
    expect(manager.get_by_text("Not quorate")).to_have_count(0)


def test_the_projector_shows_what_the_tablet_runs(chair, story):
    chair.goto(f"{story.paper}decide/")
    fits_this_screen(chair)
    press(chair, "Show on the projector")
    expect(chair.get_by_role("heading", level=1)).to_contain_text("1")
    fits_this_screen(chair)
    sizes = chair.locator(".app-present .govuk-body").first.evaluate("e => getComputedStyle(e).fontSize")
    assert float(sizes.removesuffix("px")) >= 24


def test_the_item_waits_for_another_meeting_and_the_papers_close(manager, chair, enter, story):
    lay = enter("lay", **TABLET)
    lay.goto(story.paper)
    chair.goto(f"{story.paper}decide/")
    decision = chair.get_by_role("region", name="Decision")
    decision.get_by_role("radio", name="Deferred").check()
    decision.get_by_label("Why is it deferred?").fill("The post-mortem report is awaited (invented).")
    press(chair, "Save decision")
    chair.goto(f"{story.meeting}finalise/")
    press(chair, "Finalise meeting")
    said(chair, "The meeting is finalised")
    assert [lay.goto(address).status for address in (story.paper, f"{story.paper}ratings/")] == [404, 404]
    assert lay.goto(f"{story.meeting}papers/").status == 409
    quorum(manager, 5)
