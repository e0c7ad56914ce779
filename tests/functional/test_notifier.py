"""A GP notifies a death, and the CDR manager opens a case: in a real browser, against real servers."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from accounts.roles import Role
from cases.identity.models import Child
from cases.models import Case, Notification
from tests import factories, scenarios
from tests.functional.checks import fit_for_everyone
from tests.functional.notifying import (
    DIED,
    a_professional,
    about_you,
    save,
    the_birth,
    the_child,
    the_death,
    the_processes,
    the_support,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def panel(transactional_db):
    """One panel, with a telephone number."""
    cache.clear()
    made = factories.panel()
    made.contact_phone = "01632 960001"
    made.save()
    return made


@pytest.fixture
def notifier(page: Page, live_server, panel) -> Page:
    """A browser at the start of the form."""
    page.goto(f"{live_server.url}/notify/")
    return page


def test_a_notifier_sends_a_notification_and_keeps_a_copy(notifier: Page):
    page = notifier
    fit_for_everyone(page)
    page.get_by_role("button", name="Start now").click()
    fit_for_everyone(page)
    page.get_by_role("button", name="Continue").click()

    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Enter your full name")
    fit_for_everyone(page)
    page.get_by_role("link", name="Enter your full name").click()
    expect(page.get_by_label("Full name")).to_be_focused()
    about_you(page)
    save(page)
    fit_for_everyone(page)
    the_child(page, DIED - timedelta(days=5))
    fit_for_everyone(page)
    save(page)
    fit_for_everyone(page)
    the_death(page)
    save(page)
    fit_for_everyone(page)
    the_birth(page)
    save(page)
    fit_for_everyone(page)
    page.get_by_label("Describe what happened").fill("Invented circumstances.")
    save(page)
    fit_for_everyone(page)
    page.get_by_label("Relationship to the child").select_option("Mother")
    page.get_by_label("Full name").fill("Test Mother")
    page.get_by_role("button", name="Add a brother").click()
    expect(page.get_by_label("Full name").first).to_have_value("Test Mother")
    fit_for_everyone(page)
    page.get_by_role("button", name="Remove brother").click()
    save(page)
    fit_for_everyone(page)
    the_processes(page)
    save(page)
    fit_for_everyone(page)
    the_support(page)
    save(page)
    fit_for_everyone(page)
    a_professional(page)
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers before you send them")
    fit_for_everyone(page)

    page.get_by_role("button", name="Send the notification").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Notification sent")
    fit_for_everyone(page)
    page.get_by_role("button", name="Print or save a copy").click()
    expect(page.get_by_text("Test Mother")).to_be_visible()
    fit_for_everyone(page)

    assert Notification.objects.get().state == Notification.State.RECEIVED
    assert Child.objects.get().surname == "Sample-Journey"


def test_it_works_without_scripts_and_after_coming_back(browser: Browser, live_server, panel):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{live_server.url}/notify/")
    page.get_by_role("button", name="Start now").click()
    reference, code = page.locator(".app-code").all_inner_texts()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Full name").fill("Sample Half-Finished")
    page.get_by_role("button", name="Save and come back later").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers are saved")
    page.get_by_role("button", name="Leave the form").click()

    page.get_by_role("link", name="Come back to a notification").click()
    page.get_by_label("Reference").fill(reference)
    page.get_by_label("Return code").fill("wrong")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert").first).to_contain_text("could not find")
    page.get_by_label("Return code").fill(code)
    page.get_by_role("button", name="Continue").click()
    page.goto(f"{live_server.url}/notify/page/about-you/")
    expect(page.get_by_label("Full name")).to_have_value("Sample Half-Finished")
    context.close()


@pytest.fixture
def manager_page(page: Page, live_server, panel, client) -> Page:
    """The CDR manager's browser, signed in."""
    client.force_login(factories.person(panel, Role.MANAGER))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return page


def test_the_manager_compares_and_opens_a_case(manager_page: Page, live_server, panel):
    page = manager_page
    twin = {"surname": "Sample-Twin", "born_on": DIED, "nhs_number": "9990000018"}
    scenarios.open_case(panel, child={**twin, "first_names": "Testone"}, died_on=DIED)
    scenarios.notified(
        panel,
        child={**twin, "first_names": "Testtwo", "nhs_number": "9990000026"},
        died_on=DIED,
        signs_of_life="not_known",
        multiplicity=2,
        relatives=[{"relationship": "Mother", "name": "Test Mother", "parental_responsibility": "yes"}],
        professionals=[{"role": "GP", "name": "Test Doctor", "organisation": "Sample Surgery"}],
    )
    page.goto(f"{live_server.url}/notifications/")
    expect(page.get_by_text("Could be twins").first).to_be_visible()
    fit_for_everyone(page)
    page.locator("tr", has_text="Testtwo").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Possible duplicates")).to_be_visible()
    fit_for_everyone(page)
    for name in ("Mark as a duplicate", "Mark as out of scope", "Transfer to another panel"):
        page.get_by_role("button", name=name).click()
        fit_for_everyone(page)
        page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("button", name="Open a case").click()
    fit_for_everyone(page)
    page.locator("main").get_by_role("button", name="Open a case").click()

    expect(page.get_by_text("has been opened")).to_be_visible()
    assert Case.objects.count() == 2
