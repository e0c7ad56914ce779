"""Planning in the browser: a series of meetings, the proposed agenda, invitations, a deputy, and the owner's answer."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from common.dates import today
from tests.functional.checks import fit_for_everyone
from tests.functional.notifying import write_date
from tests.functional.steps import follow, press, said

pytestmark = pytest.mark.browser
FIRST = today() + timedelta(days=400)
PLACE = "Sample Hall, upper room"


@dataclass
class Story:
    """What one step leaves for the next."""

    meeting: str = ""
    action: str = ""


@pytest.fixture(scope="module")
def story() -> Story:
    """The meeting of this module."""
    return Story()


def entry(mail):
    """The calendar entry of a message."""
    [part] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    [event] = calendar.walk("VEVENT")
    return str(calendar["method"]), event


def test_the_manager_schedules_a_series(enter, story):
    page = enter("manager")
    page.goto("/panel/")
    fit_for_everyone(page)
    press(page, "Schedule several")
    fit_for_everyone(page)
    write_date(page, "Date of the first meeting", FIRST)
    page.get_by_label("Every four weeks").check()
    page.get_by_label("How many meetings?").fill("2")
    page.get_by_label("Starts at").fill("9:30am")
    page.get_by_label("Ends at").fill("10:30am")
    page.get_by_label("Theme, if any").fill("Neonatal")
    page.get_by_label("Place or joining link").fill(PLACE)
    press(page, "Schedule these meetings")
    said(page, "2 meetings are scheduled")
    rows = page.locator("main table").first.locator("tbody tr")
    rows.nth(rows.count() - 2).get_by_role("link").click()
    story.meeting = re.search(r"/panel/meetings/[0-9a-f-]{36}/", page.url)[0]
    expect(page.get_by_text(PLACE)).to_be_visible()


def test_an_agenda_is_proposed_with_its_reasons(enter, story):
    page = enter("manager")
    page.goto(f"{story.meeting}agenda/")
    press(page, "Propose an agenda that fits")
    fit_for_everyone(page)
    expect(page.get_by_text("60 minutes of the meeting are free")).to_be_visible()
    expect(page.get_by_text("since notification").first).to_be_visible()
    page.get_by_label("Minutes for each case").fill("30")
    press(page, "Propose again")
    expect(page.get_by_text("At 30 minutes each")).to_be_visible()
    press(page, "Put these on the agenda")
    said(page, "added to the agenda")
    fit_for_everyone(page)


def test_people_are_invited_and_a_deputy_in_place(enter, site, story):
    page = enter("manager")
    page.goto(story.meeting)
    follow(page, "Invite people")
    press(page, "Send invitations")
    said(page, "invited by email")
    method, event = entry(site.post.wait_for("chair@example.org", "Invitation:"))
    assert method == "REQUEST"
    assert event["DTSTART"].dt.date() >= FIRST
    row = page.locator(".app-people__person", has_text="Pat Everyperson")
    row.get_by_role("link", name="Invite a deputy").click()
    fit_for_everyone(page)
    page.get_by_label("Who comes in their place?").select_option(
        label="Max Invented, Detective inspector, Sample Police"
    )
    press(page, "Invite in their place")
    said(page, "in the place of Pat Everyperson")
    fit_for_everyone(page)
    mail = site.post.wait_for("police@example.org", "Invitation:")
    assert "in the place of Pat Everyperson" in mail.as_string().replace("=\n", "")


def test_the_rest_of_the_series_follows_and_calling_off_empties_calendars(enter, site, story):
    page = enter("manager")
    page.goto(f"{story.meeting}change/")
    fit_for_everyone(page)
    page.get_by_label("This meeting and the later meeting of its series").check()
    page.get_by_label("Starts at").fill("9am")
    press(page, "Save changes")
    said(page, "The meeting is changed")
    _, event = entry(site.post.wait_for("chair@example.org", "Changed"))
    assert event["SEQUENCE"] == 1
    follow(page, "Cancel this meeting")
    page.get_by_label("Why is it cancelled?").fill("Only tried out")
    press(page, "Cancel meeting")
    said(page, "The meeting is cancelled")
    method, event = entry(site.post.wait_for("chair@example.org", "Cancelled"))
    assert (method, event["SEQUENCE"]) == ("CANCEL", 2)


def test_the_register_and_the_attendance_of_a_year(enter):
    page = enter("chair")
    page.goto("/panel/")
    follow(page, "Members of the panel")
    expect(page.get_by_text("seats vacant")).to_be_visible()
    fit_for_everyone(page)
    press(page, "Attendance by seat")
    page.get_by_label("Financial year").select_option("2024-25")
    press(page, "Show")
    expect(page.get_by_role("row", name=re.compile("Chair, public health"))).to_be_visible()
    fit_for_everyone(page)


def test_the_owner_of_a_recommendation_answers_by_link(enter, site, story):
    page = enter("chair")
    page.goto("/panel/actions/")
    fit_for_everyone(page)
    follow(page, "The notification asks")
    fit_for_everyone(page)
    press(page, "Ask the owner by email")
    said(page, "The owner is asked by email")
    story.action = page.url
    mail = site.post.wait_for("owner@example.org", "please say what has become")
    link = re.search(r"http://\S+/panel/answer/\S+/", mail.get_payload(decode=True).decode())[0]
    owner = enter(None)
    owner.goto(link)
    assert "smoking" not in owner.content()
    fit_for_everyone(owner)
    press(owner, "Read the recommendation")
    fit_for_everyone(owner)
    owner.get_by_label("In progress").check()
    owner.get_by_label("What was done, and how can one see it? Or why not?").fill("On the list for the next version.")
    press(owner, "Send the answer")
    expect(owner.get_by_role("heading", level=1)).to_have_text("Your answer is sent")
    assert owner.goto(link).status == 404
    page.goto(story.action)
    expect(page.get_by_text("On the list for the next version.")).to_be_visible()
    lay = enter("lay")
    lay.goto(story.action)
    expect(lay.get_by_text("The owner's words are not yet checked")).to_be_visible()
    expect(lay.get_by_text("On the list for the next version.")).to_have_count(0)


def test_a_briefing_is_made_from_learning(enter):
    page = enter("lay")
    page.goto("/panel/learning/")
    fit_for_everyone(page)
    page.get_by_label("Theme").select_option("Neonatal")
    page.get_by_role("button", name="Apply").first.click()
    press(page, "Briefing: Neonatal")
    expect(page.get_by_role("heading", name="What we learned")).to_be_visible()
    fit_for_everyone(page)
