"""Information gathered from five agencies: asked in one go, answered by link on a phone, reminded, complete."""

import re
import uuid
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from common.dates import today
from tests.functional.checks import fit_for_everyone
from tests.functional.steps import follow, menu, press, said

pytestmark = pytest.mark.browser

PEOPLE = {
    "gp": ("General practitioner", "Dr Ivy Unreal", "Sample Surgery"),
    "school": ("Head teacher", "Bo Unreal", "Sample Primary School"),
    "ward": ("Consultant paediatrician", "Dr Fay Notreal", "Sample General Hospital"),
    "care": ("Social worker", "Gus Notreal", "Luton Council (sample)"),
    "police": ("Detective sergeant", "Ida Notreal", "Sample Police"),
}
OPEN_A_CASE = """
from accounts.models import Panel
from tests import scenarios
case = scenarios.open_case(Panel.objects.get(code="BL"), child={{"surname": "{surname}"}}, professionals={people!r})
print("case", case.pk, case.reference)
"""
MOVED = """
from datetime import date
from audit.recording import SYSTEM
from cases.actions import reminders
from cdop.demo import clock
with clock.on(date.fromisoformat("{day}")):
    print("taken", reminders.sweep(by=SYSTEM))
"""
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


@dataclass
class Story:
    """What one step leaves for the next."""

    key: str = field(default_factory=lambda: uuid.uuid4().hex[:6])
    case: str = ""
    reference: str = ""

    @property
    def surname(self) -> str:
        """A name that no other case has."""
        return f"Sample-{self.key}"

    def address(self, who: str) -> str:
        """A mailbox of this journey alone."""
        return f"{who}-{self.key}@example.org"


@pytest.fixture(scope="module")
def story(site) -> Story:
    """A case whose notification names five professionals."""
    made = Story()
    people = [
        {"role": role, "name": name, "organisation": agency, "email": made.address(who)}
        for who, (role, name, agency) in PEOPLE.items()
    ]
    done = site.manage("shell", "-c", OPEN_A_CASE.format(surname=made.surname, people=people))
    found = re.search(r"case (\S+) (\S+)", done.stdout)
    assert found, done.stderr
    made.case, made.reference = f"/cases/{found[1]}/", found[2]
    return made


def _link(site, story, who: str) -> str:
    mail = site.post.wait_for(story.address(who), story.reference)
    text = mail.get_payload(decode=True).decode()
    assert story.surname not in mail.as_string() + text
    return re.search(r"/respond/link/\S+", text)[0]


def _open(page, site, story, who: str, manager) -> None:
    """Presses the link, rings the office for a code, and enters it."""
    page.goto(_link(site, story, who))
    expect(page.get_by_role("heading", level=1)).to_have_text("You are asked for information")
    fit_for_everyone(page)
    press(page, "Go on")
    page.get_by_label("Code").fill(_code(manager, story, PEOPLE[who][2]))
    fit_for_everyone(page)
    press(page, "Open the request")
    expect(page.get_by_text(story.surname)).to_be_visible()


def _code(page, story, agency: str) -> str:
    page.goto(f"{story.case}requests/")
    page.locator("tr", has_text=agency).get_by_role("link").first.click()
    fit_for_everyone(page)
    press(page, "Show a code to read out")
    fit_for_everyone(page)
    return page.locator(".app-code--large").inner_text().strip()


def test_the_manager_asks_five_agencies_in_one_go(enter, site, story):
    page = enter("manager")
    page.goto(f"{story.case}requests/")
    fit_for_everyone(page)
    press(page, "Ask several agencies")
    fit_for_everyone(page)
    expect(page.get_by_label("Ask", exact=True).first).to_be_checked()
    page.get_by_label("Their role").first.fill("General practitioner partner")
    for row in page.locator("fieldset.app-repeat").all():
        if row.get_by_label("Form", exact=True).input_value() != "reporting":
            row.get_by_label("Ask", exact=True).uncheck()  # the ward gets one form to begin with
    press(page, "Check before sending")
    fit_for_everyone(page)
    expect(page.get_by_role("row")).to_have_count(6)
    expect(page.get_by_text("General practitioner partner")).to_be_visible()
    press(page, "Send 5 requests")
    said(page, "5 requests are on the way")
    fit_for_everyone(page)
    for who in PEOPLE:
        _link(site, story, who)


def test_a_gp_answers_by_link_on_a_phone(enter, site, story):
    manager, phone = enter("manager"), enter(None, **PHONE)
    _open(phone, site, story, "gp", manager)
    fit_for_everyone(phone)
    phone.get_by_label("What your agency knows").fill("Seen twice, nothing of note. Invented.")
    press(phone, "Save and come back later")
    said(phone, "saved")
    press(phone, "Send the answer")
    said(phone, "Your answer has been sent")
    fit_for_everyone(phone)
    with phone.expect_download() as download:
        follow(phone, "Download a copy")
    assert "Seen twice" in download.value.path().read_text()
    press(phone, "Close the request in this browser")
    phone.goto("/respond/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("This link does not open anything now")
    fit_for_everyone(phone)


def test_a_school_did_not_know_the_child(enter, site, story):
    manager, page = enter("manager"), enter(None, **PHONE)
    _open(page, site, story, "school", manager)
    press(page, "We did not know this child")
    said(page, "Your answer has been sent")
    expect(page.get_by_text("did not know this child").first).to_be_visible()


def test_a_social_worker_passes_it_on(enter, site, story):
    manager, page = enter("manager"), enter(None, **PHONE)
    _open(page, site, story, "care", manager)
    follow(page, "Pass the request on to a colleague")
    fit_for_everyone(page)
    page.get_by_label("Your colleague's name").fill("Hal Notreal")
    page.get_by_label("Their email address at work").fill(story.address("colleague"))
    press(page, "Pass it on")
    code = page.locator(".app-code--large").inner_text().strip()
    fit_for_everyone(page)
    colleague = enter(None, **PHONE)
    colleague.goto(_link(site, story, "colleague"))
    press(colleague, "Go on")
    colleague.get_by_label("Code").fill(code)
    press(colleague, "Open the request")
    colleague.get_by_label("What your agency knows").fill("Not known to us before. Invented.")
    press(colleague, "Send the answer")
    said(colleague, "Your answer has been sent")


def test_a_reminder_goes_out_when_its_day_has_come(enter, site, story):
    page = enter("manager")
    page.goto(f"{story.case}requests/")
    page.locator("tr", has_text="Sample Police").get_by_role("link").first.click()
    due = page.get_by_text("Next reminder").locator("xpath=..").inner_text()
    assert "a week before the date" in due
    done = site.manage("shell", "-c", MOVED.format(day=today() + timedelta(days=40)))
    assert re.search(r"taken [1-9]", done.stdout), done.stderr
    site.post.wait_for(story.address("police"), "still needed", seconds=150)
    page.reload()
    expect(page.get_by_text("Reminded two weeks after the date").first).to_be_visible()
    fit_for_everyone(page)


def test_the_rest_comes_by_post_and_the_case_is_ready(enter, story):
    page = enter("manager")
    for agency in ("Sample Police", "Sample General Hospital"):
        page.goto(f"{story.case}requests/")
        page.locator("tr", has_text=agency).get_by_role("link").first.click()
        follow(page, "Record an answer that came another way")
        page.get_by_label("By post", exact=True).check()
        page.get_by_label("Yes", exact=True).check()
        page.get_by_label("What it says").fill("See document")
        press(page, "Record the answer")
    page.goto(f"{story.case}requests/")
    needs = page.get_by_role("table", name="What this review needs")
    expect(needs.get_by_text("Came")).to_have_count(needs.get_by_role("row").count() - 1)
    page.goto(story.case)
    press(page, "Prepare for panel")
    press(page, "Prepare for panel")
    said(page, "The case has been moved on")


def test_the_board_shows_what_is_awaited(enter):
    page = enter("manager")
    page.goto("/")
    menu(page, "Requests")
    fit_for_everyone(page)
    for name in ("By agency", "By case", "How agencies answer"):
        page.get_by_role("link", name=name, exact=True).click()
        fit_for_everyone(page)
    page.goto("/letters/")
    fit_for_everyone(page)
    follow(page, "First email")
    press(page, "Preview")
    fit_for_everyone(page)
