"""One whole meeting with three people at once: chair, CDR manager, lay member. Everything invented."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from common.dates import today
from tests.functional.checks import fit_for_everyone
from tests.functional.notifying import write_date
from tests.functional.steps import follow, picture, press, said

pytestmark = pytest.mark.browser
NEWS_SECONDS = 60
SPOKEN = "The panel asked who spoke to the family at night (invented)."
WHY = "The decision cannot wait and those who left agreed before (invented)."


@dataclass
class Story:
    """What one step leaves for the next."""

    meeting: str = ""
    references: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def story() -> Story:
    """The meeting of this module."""
    return Story()


@pytest.fixture
def chair(enter) -> Page:
    """The chair at a desk."""
    return enter("chair")


@pytest.fixture
def manager(enter) -> Page:
    """The manager beside."""
    return enter("manager")


@pytest.fixture
def lay(enter) -> Page:
    """A lay member with a tablet."""
    return enter("lay", viewport={"width": 820, "height": 1180})


def saved(page: Page) -> None:
    """The page says that everything on it is saved."""
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"^Saved at [\d:]+[ap]m$"), timeout=15000)


def write(page: Page, label: str, words: str) -> None:
    """Fills a text as fingers do, so that the page notices."""
    place = page.get_by_label(label, exact=True)
    place.fill(words)
    place.dispatch_event("input")


def item(story: Story, number: int) -> str:
    """The screen of one item."""
    return story.papers[number] + "decide/"


def test_the_manager_calls_the_meeting(manager, story):
    manager.goto("/panel/meetings/new/")
    write_date(manager, "Date", today())
    manager.get_by_label("Title").fill("Meeting of three")
    manager.get_by_label("Starts at").fill("9:30am")
    manager.get_by_label("Ends at").fill("11:59pm")
    press(manager, "Schedule meeting")
    story.meeting = re.search(r"/panel/meetings/[0-9a-f-]{36}/", manager.url)[0]
    manager.goto(f"{story.meeting}invite/")
    press(manager, "Send invitations")
    manager.goto(f"{story.meeting}agenda/")
    for box in manager.locator("input[name=cases]").all()[:2]:
        box.check()
    press(manager, "Add to the agenda")
    said(manager, "2 added to the agenda")


def test_the_chair_starts_it_and_settles_what_the_record_says(chair, story):
    chair.goto(story.meeting)
    while chair.get_by_role("link", name=re.compile("^Settle")).count():
        follow(chair, "Settle")
        fit_for_everyone(chair)
        chair.get_by_label("No conflict", exact=True).check()
        chair.get_by_label("Why?", exact=True).fill("Same trust, another ward (invented).")
        press(chair, "Settle it")
        said(chair, "It is settled")
    press(chair, "Start meeting")
    for present in chair.get_by_label("Present", exact=True).all():
        present.check()
    press(chair, "Save attendance")
    fit_for_everyone(chair)
    links = chair.locator(".app-agenda__item a")
    story.references = [text.split(". ")[1] for text in links.all_inner_texts()]
    story.papers = [link.get_attribute("href").removesuffix("decide/") for link in links.all()]
    assert len(story.papers) == 2


def test_two_people_write_at_once_and_a_third_notices(chair, manager, lay, story):
    lay.goto(story.papers[0])
    chair.goto(item(story, 0))
    press(chair, "Take up this case")
    expect(chair.locator("[data-timer]")).to_have_text("0 of 20 minutes")
    manager.goto(item(story, 0))
    write(chair, "Points of the discussion", SPOKEN)
    saved(chair)
    write(manager, "Issues and good practice", "The manager's words")
    saved(manager)
    fit_for_everyone(manager)
    picture(manager, "decision")
    manager.reload()
    expect(manager.get_by_label("Points of the discussion", exact=True)).to_have_value(SPOKEN)
    expect(lay.get_by_text("The meeting has moved on")).to_be_visible(timeout=NEWS_SECONDS * 1000)
    fit_for_everyone(lay)


def test_one_answer_changed_by_two_is_asked_about(chair, manager, story):
    chair.goto(item(story, 0))
    manager.goto(item(story, 0))
    write(chair, "Issues and good practice", "What the chair heard")
    saved(chair)
    write(manager, "Issues and good practice", "What the manager heard")
    expect(manager.get_by_text("Saved now: What the chair heard")).to_be_visible(timeout=15000)
    expect(manager.get_by_label("Issues and good practice", exact=True)).to_have_value("What the manager heard")
    fit_for_everyone(manager)
    press(manager, "Keep mine")
    saved(manager)
    chair.goto(item(story, 0))
    expect(chair.get_by_label("Issues and good practice", exact=True)).to_have_value("What the manager heard")


def test_a_lost_connection_loses_no_word(chair, story):
    chair.goto(item(story, 0))
    chair.context.set_offline(True)
    words = f"{SPOKEN} And who called the next day?"
    write(chair, "Points of the discussion", words)
    expect(chair.get_by_text("There is no connection")).to_be_visible(timeout=15000)
    kept = chair.evaluate("localStorage.length + sessionStorage.length + document.cookie.length")
    assert kept == 0, "nothing of a case is kept in the browser"
    chair.context.set_offline(False)
    saved(chair)
    chair.reload()
    expect(chair.get_by_label("Points of the discussion", exact=True)).to_have_value(words)


def test_what_cannot_stand_yet_waits(chair, story):
    chair.goto(item(story, 0))
    chair.get_by_label("What should change").first.fill("Offer a named nurse at night")
    expect(chair.get_by_text("Not saved yet")).to_be_visible(timeout=15000)
    chair.get_by_label("Who owns it").first.fill("Sample General Hospital")
    write_date(chair, "By when", today() + timedelta(days=365))
    saved(chair)
    chair.reload()
    expect(chair.get_by_label("What should change").first).to_have_value("Offer a named nurse at night")


def test_the_projector_shows_the_case_and_nobodys_name(chair, story):
    chair.goto(item(story, 0))
    press(chair, "Show on the projector")
    expect(chair.get_by_role("heading", level=1)).to_contain_text(story.references[0])
    assert "Signed in as" not in chair.content()
    fit_for_everyone(chair)
    picture(chair, "projector")


def test_a_conflict_closes_the_second_case(lay, chair, story):
    lay.goto(story.papers[1])
    follow(lay, "Declare a conflict of interest")
    lay.get_by_label("What is the conflict?").fill("I know the school (invented).")
    press(lay, "Declare the conflict")
    assert lay.goto(story.papers[1]).status == 404
    assert lay.goto(story.papers[1] + "state/").status == 404
    chair.goto(item(story, 1))
    expect(chair.get_by_text("left the meeting for this item")).to_be_visible()


def test_without_a_quorum_only_the_chair_decides_and_says_why(chair, manager, story):
    chair.goto(item(story, 0))
    decision = chair.get_by_role("region", name="Decision")
    expect(decision.get_by_text("Quorate", exact=True)).to_be_visible()
    manager.goto(story.meeting)
    leave = manager.get_by_role("button", name=re.compile("^Leaves now"))
    for left in range(leave.count() - 1, 3, -1):
        leave.last.click()
        expect(leave).to_have_count(left)  # the page was drawn again
    expect(manager.get_by_text("Not quorate").first).to_be_visible()
    fit_for_everyone(manager)
    picture(manager, "meeting")
    expect(decision.get_by_text("Not quorate", exact=True)).to_be_visible(timeout=NEWS_SECONDS * 1000)
    manager.goto(item(story, 0))
    expect(manager.get_by_label("There is no quorum", exact=False)).to_have_count(0)
    chair.goto(item(story, 0))
    decision.get_by_role("radio", name="Review agreed").check()
    decision.get_by_label("There is no quorum", exact=False).fill(WHY)
    press(chair, "Save decision")
    said(chair, "the decision is recorded")


def test_the_second_case_is_deferred_and_the_meeting_ends(chair, story):
    chair.goto(item(story, 1))
    decision = chair.get_by_role("region", name="Decision")
    decision.get_by_role("radio", name="Deferred").check()
    decision.get_by_label("Why is it deferred?").fill("The post-mortem report is awaited (invented).")
    press(chair, "Save decision")
    said(chair, "the decision is recorded")
    chair.goto(f"{story.meeting}finalise/")
    press(chair, "Finalise meeting")
    said(chair, "The meeting is finalised")


def test_the_minutes_are_corrected_and_sent(manager, lay, site, story):
    assert lay.goto(f"{story.meeting}minutes/").status == 404
    manager.goto(f"{story.meeting}minutes/")
    for words in (WHY, "And who called the next day?", "had a conflict of interest", "Until", "Offer a named nurse"):
        expect(manager.get_by_text(words).first).to_be_visible()
    fit_for_everyone(manager)
    follow_button(manager, "Correct the words")
    fit_for_everyone(manager)
    manager.get_by_label("Before the items").fill("The chair welcomed everybody (invented).")
    press(manager, "Save the minutes")
    picture(manager, "minutes")
    follow_button(manager, "Send to the members")
    fit_for_everyone(manager)
    press(manager, "Send the minutes")
    said(manager, "The minutes are sent")
    mail = site.post.wait_for("lay@example.org", "Minutes ready")
    assert not [word for word in (*story.references, WHY) if word in mail.as_string()]


def follow_button(page: Page, name: str) -> None:
    """Follows a link that looks like a button."""
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def test_the_member_reads_all_but_the_closed_case_and_no_papers(lay, manager, story):
    lay.goto(f"{story.meeting}minutes/")
    main = lay.get_by_role("main")
    expect(main.get_by_text("And who called the next day?")).to_be_visible()
    expect(main.get_by_text("This item is closed to you because of a conflict of interest.")).to_be_visible()
    assert story.references[1] not in main.inner_text()
    fit_for_everyone(lay)
    assert [lay.goto(paper).status for paper in story.papers] == [404, 404]
    manager.goto(f"{story.meeting}minutes/")
    with manager.expect_download() as got:
        follow_button(manager, "Word file")
    assert got.value.suggested_filename == f"minutes-{today().isoformat()}.docx"
