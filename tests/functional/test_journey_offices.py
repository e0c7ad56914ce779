"""People beside the panel: administrator and newcomer, auditor, analyst, key worker."""

import re
import time

import pytest
from playwright.sync_api import expect

from cdop.management.commands.demo_code import code_at
from tests.functional.checks import fit_for_everyone
from tests.functional.steps import follow, menu, press, said

pytestmark = pytest.mark.browser
PASSWORD = "three invented sample words"
SOMEBODY = "Vic Unreal"


def test_the_administrator_invites_somebody_who_sets_up_an_account(enter, site):
    page, address = enter("admin"), f"new{int(time.time())}@example.org"
    page.goto("/")
    menu(page, "People")
    fit_for_everyone(page)
    press(page, "Invite a person")
    press(page, "Send the invitation")
    expect(page.get_by_role("alert").first).to_contain_text("Enter")
    fit_for_everyone(page)
    page.get_by_label("Full name").fill("Sample Newcomer")
    page.get_by_label("Email address").fill(address)
    page.get_by_label("Agency respondent").check()
    page.get_by_label("Agency", exact=True).select_option("Sample Surgery")
    press(page, "Send the invitation")
    said(page, "has been written to")
    fit_for_everyone(page)
    mail = site.post.wait_for(address, "Set up your account")
    link = re.search(r"/people/invitation/\S+", mail.get_payload(decode=True).decode())[0]
    _set_up(enter(None), link, address)


def _set_up(page, link: str, address: str) -> None:
    page.goto(link)
    fit_for_everyone(page)
    for box in page.locator("input[type=password]").all():
        box.fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.get_by_label("Email address").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Sign in")
    fit_for_everyone(page)
    page.get_by_text("I cannot scan the picture").click()
    key = page.locator(".app-key").inner_text().replace(" ", "")
    page.get_by_label("Code from the app").fill(code_at(key, int(time.time())))
    press(page, "Continue")
    fit_for_everyone(page)
    page.goto("/requests/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Requests for information")


def test_the_auditor_sees_who_looked_at_a_child(enter):
    manager = enter("manager")
    manager.goto("/cases/")
    manager.locator("main tbody a").first.click()
    manager.get_by_role("navigation", name="Case").get_by_role("link", name="Identity").click()
    fit_for_everyone(manager)

    page = enter("auditor")
    page.goto("/")
    menu(page, "Audit trail")
    fit_for_everyone(page)
    page.get_by_label("Person").fill("manager@example.org")
    page.get_by_label("About", exact=True).select_option("looks")
    press(page, "Apply filters")
    fit_for_everyone(page)
    page.get_by_label("What was done").select_option("identity_viewed")
    press(page, "Apply filters")
    expect(page.get_by_role("cell").filter(has_text="looked at the identity").first).to_be_visible()
    fit_for_everyone(page)
    assert page.goto("/cases/").status in (403, 404)
    fit_for_everyone(page)


def test_the_auditor_finds_where_a_living_person_is_named(enter):
    page = enter("auditor")
    page.goto("/people/audit/")
    follow(page, "Where a living person is named")
    fit_for_everyone(page)
    press(page, "Search")
    expect(page.get_by_role("alert").first).to_contain_text("Enter the name")
    fit_for_everyone(page)
    page.get_by_label("Name or email address").fill(SOMEBODY)
    page.get_by_label("Your reference of the request").fill("SAR-001")
    press(page, "Search")
    expect(page.get_by_role("status").filter(has_text="Named in")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Professionals who knew the child")).first).to_be_visible()
    fit_for_everyone(page)
    page.goto("/people/audit/")
    expect(page.get_by_role("cell").filter(has_text="was told that a living person").first).to_be_visible()
    assert SOMEBODY not in page.content()


def test_the_analyst_sees_figures_and_no_case(enter):
    page = enter("analyst")
    page.goto("/figures/")
    fit_for_everyone(page)
    assert page.goto("/cases/").status in (403, 404)


def test_the_key_worker_sees_their_families(enter):
    page = enter("keyworker")
    page.goto("/families/")
    fit_for_everyone(page)
    page.locator("main tbody a").first.click()
    fit_for_everyone(page)


@pytest.mark.parametrize("address", ["/account/login/", "/accessibility/", "/privacy/", "/help/", "/nothing-here/"])
def test_pages_for_everybody(enter, address):
    page = enter(None)
    page.goto(address)
    fit_for_everyone(page)
