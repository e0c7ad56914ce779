"""One death through the whole house, each step by the person whose step it is, on the running product."""

import re
import time
from dataclasses import dataclass
from datetime import timedelta

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from common.dates import today
from tests.functional.checks import fit_for_everyone
from tests.functional.notifying import DIED, notify, write_date
from tests.functional.steps import follow, menu, picture, press, said

pytestmark = pytest.mark.browser
SUMMARY = "A baby girl was born very early and lived for five days on a neonatal unit. Invented for this journey."


@dataclass
class Story:
    """What one step leaves for the next."""

    surname: str = f"Sample-{int(time.time()) % 100_000}"
    reference: str = ""
    case: str = ""
    meeting: str = ""
    paper: str = ""


@pytest.fixture(scope="module")
def story() -> Story:
    """The case of this module."""
    return Story()


def test_a_professional_notifies_the_death(enter, site, story):
    page = enter(None)
    notify(page, story.surname, DIED - timedelta(days=5))
    expect(page.get_by_role("heading", level=1)).to_have_text("Notification sent")
    fit_for_everyone(page)
    mail = site.post.wait_for("manager@example.org", "A notification is waiting")
    assert story.surname not in mail.as_string()


def test_the_manager_opens_a_case(enter, story):
    page = enter("manager")
    page.goto("/")
    menu(page, "Notifications")
    fit_for_everyone(page)
    page.locator("tr", has_text=story.surname).get_by_role("link").first.click()
    fit_for_everyone(page)
    picture(page, "notification")
    press(page, "Open a case")
    fit_for_everyone(page)
    press(page, "Open a case")
    said(page, "has been opened")
    story.reference = re.search(r"Case (\S+) has been opened", page.get_by_role("main").inner_text())[1]
    fit_for_everyone(page)
    story.case = re.search(r"/cases/[0-9a-f-]{36}/", page.url)[0]
    fit_for_everyone(page)


def test_the_manager_asks_an_agency(enter, site, story):
    page = enter("manager")
    page.goto(f"{story.case}requests/")
    follow(page, "Ask one agency")
    press(page, "Ask and send the email")
    expect(page.get_by_role("alert").first).to_contain_text("Select the organisation")
    fit_for_everyone(page)
    page.get_by_label("Organisation").select_option("Sample Surgery")
    page.get_by_label("Who is asked").fill("Dr Uma Unreal")
    page.get_by_label("Their email address").fill("gp@example.org")
    page.get_by_label("Form asked for").select_option("Reporting form")
    write_date(page, "Answer due", today() + timedelta(days=14))
    press(page, "Ask and send the email")
    page.goto(f"{story.case}requests/")
    expect(page.get_by_text("Sample Surgery").first).to_be_visible()
    fit_for_everyone(page)
    mail = site.post.wait_for("gp@example.org", story.reference)
    assert story.surname not in mail.as_string()


def test_the_agency_answers(enter, site, story):
    page = enter("gp")
    page.goto("/requests/")
    fit_for_everyone(page)
    page.locator("tr", has_text=story.reference).get_by_role("link").first.click()
    fit_for_everyone(page)
    page.get_by_label("What your agency knows").fill("Booked at nine weeks; smoked in pregnancy. Invented.")
    press(page, "Send the answer")
    said(page, "Your answer has been sent")
    fit_for_everyone(page)
    site.post.wait_for("manager@example.org", story.reference)


def test_the_manager_records_an_answer_by_post(enter, story):
    page = enter("manager")
    page.goto(f"{story.case}requests/new/")
    page.get_by_label("Organisation").select_option("Sample General Hospital")
    page.get_by_label("Who is asked").fill("Dr Ona Notreal")
    page.get_by_label("Their email address").fill("ward@example.org")
    press(page, "Ask and send the email")
    page.goto(f"{story.case}requests/")
    page.locator("tr", has_text="Sample General Hospital").get_by_role("link").first.click()
    fit_for_everyone(page)
    follow(page, "Record an answer that came another way")
    fit_for_everyone(page)
    page.get_by_label("By post", exact=True).check()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("What it says").fill("An invented return.")
    press(page, "Record the answer")
    page.goto(story.case)
    press(page, "Record that the review meeting was held")
    fit_for_everyone(page)
    write_date(page, "Date of the meeting", today())
    press(page, "Record that the review meeting was held")
    said(page, "The case has been moved on")
    fit_for_everyone(page)
    page.goto(story.case)
    picture(page, "case")
    page.goto("/cases/")
    fit_for_everyone(page)
    picture(page, "work-list")


def test_the_doctor_writes_the_analysis(enter, story):
    page = enter("doctor.luton")
    page.goto(f"{story.case}analysis/")
    press(page, "Begin the draft")
    fit_for_everyone(page)
    page.get_by_label("First 28 days: a to e").check()
    page.get_by_label("a: main condition in the baby").fill("Extreme prematurity")
    page.get_by_label("Cause of death as now understood").fill("Extreme prematurity")
    page.get_by_label(re.compile("^8. Perinatal")).check()
    page.get_by_label("Factor", exact=True).first.select_option(value="smoking_in_pregnancy")
    page.get_by_label(re.compile("^2: factors")).first.check()
    page.get_by_label("It could be changed (modifiable)").first.check()
    page.get_by_label("No modifiable factors identified").check()
    press(page, "Save the draft")
    expect(page.get_by_role("alert").first).to_contain_text("modifiable")
    page.get_by_label("Modifiable factors identified", exact=True).check()
    page.get_by_label("Learning point").first.fill("Ask about smoking at every contact.")
    press(page, "Save the draft")
    page.goto(f"{story.case}analysis/")
    expect(page.get_by_text("Modifiable factors identified").first).to_be_visible()
    fit_for_everyone(page)


def test_the_manager_prepares_the_case_for_the_panel(enter, story):
    page = enter("manager")
    page.goto(story.case)
    press(page, "Prepare for panel")
    press(page, "Prepare for panel")
    said(page, "The case has been moved on")


def test_the_manager_writes_the_summary_and_is_told_of_a_name_in_it(enter, story):
    page = enter("manager")
    page.goto(story.case)
    page.get_by_role("navigation", name="Case").get_by_role("link", name="Panel").click()
    fit_for_everyone(page)
    page.goto(page.url.rstrip("/") + "/summary/")
    fit_for_everyone(page)
    page.get_by_label("Anonymised summary", exact=True).fill(f"{SUMMARY} Her name was {story.surname}.")
    page.get_by_label("I have read it through").check()
    page.get_by_label("I have read the words of the analysis").check()
    press(page, "Save summary")
    said(page, "not marked as checked")
    fit_for_everyone(page)
    place = page.get_by_role("article").filter(has=page.locator("mark", has_text="Sample")).first
    place.get_by_label("The suggestion").check()
    place.get_by_role("button", name="Save this decision").click()
    said(page, "Your decision is saved")
    page.goto(page.url.replace("/check/", "/summary/"))
    page.get_by_label("Anonymised summary", exact=True).fill(SUMMARY)
    page.get_by_label("I have read it through").check()
    page.get_by_label("I have read the words of the analysis").check()
    press(page, "Save summary")
    said(page, "The summary is saved")


def test_the_manager_calls_a_meeting_for_today(enter, site, story):
    page = enter("manager")
    page.goto("/panel/")
    fit_for_everyone(page)
    press(page, "Schedule a meeting")
    fit_for_everyone(page)
    write_date(page, "Date", today())
    page.get_by_label("Starts at").fill("9:30am")
    page.get_by_label("Ends at").fill("11:59pm")  # whenever the test runs: to a meeting gone by nobody is invited
    page.get_by_label("Place or joining link").fill("Sample Room")
    press(page, "Schedule meeting")
    said(page, "The meeting is scheduled")
    story.meeting = re.search(r"/panel/meetings/[0-9a-f-]{36}/", page.url)[0]
    fit_for_everyone(page)
    follow(page, "Invite people")
    fit_for_everyone(page)
    press(page, "Send invitations")
    said(page, "invited by email")
    day = f"{today().day} {today():%B %Y}"  # other journeys invite to other days
    mail = site.post.wait_for("lay@example.org", day)
    [part] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    [event] = Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")
    assert event["DTSTART"].dt.date() == today()
    assert story.meeting.strip("/").rsplit("/", 1)[-1] in event["UID"]


def test_the_manager_builds_the_agenda_and_sends_it(enter, site, story):
    page = enter("manager")
    page.goto(f"{story.meeting}agenda/")
    fit_for_everyone(page)
    page.get_by_label(re.compile(story.reference)).check()
    press(page, "Add to the agenda")
    said(page, "1 added to the agenda")
    fit_for_everyone(page)
    press(page, "Send to everybody invited")
    said(page, "told by email")
    site.post.wait_for("lay@example.org", "Papers ready")


def test_the_manager_releases_the_papers(enter, story):
    page = enter("manager")
    page.goto(f"{story.meeting}papers/release/")
    fit_for_everyone(page)
    expect(page.get_by_text("Ready", exact=True)).to_be_visible()
    press(page, "Release the papers")
    said(page, "Version 1 of the papers is released")
    fit_for_everyone(page)


def test_a_member_reads_without_names_and_declares_a_conflict_on_another_case(enter, story):
    page = enter("lay")
    page.goto(story.meeting)
    fit_for_everyone(page)
    press(page, "Yes, I will come")
    said(page, "The answer is recorded")
    follow(page, story.reference)
    story.paper = page.url
    expect(page.get_by_text(SUMMARY)).to_be_visible()
    assert story.surname not in page.content()
    fit_for_everyone(page)
    picture(page, "panel-case")
    assert page.goto(story.case).status == 404
    fit_for_everyone(page)


def test_a_declared_conflict_closes_the_case(enter):
    page = enter("lay")
    page.goto("/panel/")
    fit_for_everyone(page)
    page.locator("main table").first.locator("tbody a").last.click()  # the demonstration's own, after today's
    page.locator(".app-agenda__item a").first.click()
    paper = page.url
    follow(page, "Declare a conflict of interest")
    fit_for_everyone(page)
    page.get_by_label("What is the conflict?").fill("I know the family (invented).")
    press(page, "Declare the conflict")
    said(page, "is closed to you")
    fit_for_everyone(page)
    assert page.goto(paper).status == 404


def test_the_chair_holds_the_meeting(enter, story):
    page = enter("chair")
    page.goto(story.meeting)
    fit_for_everyone(page)
    press(page, "Start meeting")
    fit_for_everyone(page)
    for present in page.get_by_label("Present", exact=True).all():
        present.check()
    press(page, "Save attendance")
    said(page, "Attendance is saved")
    follow(page, story.reference)
    fit_for_everyone(page)
    picture(page, "decision")
    page.get_by_role("region", name="Decision").get_by_role("radio").first.check()
    press(page, "Save decision")
    said(page, "the decision is recorded")
    page.goto(story.meeting)
    fit_for_everyone(page)
    picture(page, "meeting")
    press(page, "Finalise meeting")
    fit_for_everyone(page)
    press(page, "Finalise meeting")
    said(page, "The meeting is finalised")
    fit_for_everyone(page)


def test_afterwards_members_cannot_read_and_the_case_is_reviewed(enter, story):
    assert enter("lay").goto(story.paper).status == 404
    page = enter("manager")
    page.goto(story.case)
    expect(page.get_by_text("Reviewed", exact=True).first).to_be_visible()
    fit_for_everyone(page)
    page.goto(f"{story.case}timeline/")
    fit_for_everyone(page)
