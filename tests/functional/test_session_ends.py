"""The session in a real browser: the warning, staying, the page after the end, and a screen that is locked."""

import os
import time

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from accounts.middleware import SEEN
from tests.functional.checks import accessible, fit_for_everyone
from tests.functional.steps import press
from tests.integration.accounts.signing_in import code_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEADING = "You will soon be signed out"


@pytest.fixture
def page(context, client, manager, live_server):
    """The page of a manager's account, in a window whose clock can be put forward."""
    cache.clear()
    client.force_login(manager)
    cookies = [{"name": name, "value": one.value, "url": live_server.url} for name, one in client.cookies.items()]
    context.add_cookies(cookies)
    page = context.new_page()
    page.clock.install()
    page.goto(live_server.url + reverse("accounts:profile"))
    page.wait_for_load_state("networkidle")
    return page


def idle_for(client, seconds: int) -> None:
    """Nothing was done for so long, as the server sees it."""
    session = client.session
    session[SEEN] = int(time.time()) - seconds
    session.save()


def test_the_warning_comes_before_the_end_and_one_can_stay(page, client):
    idle_for(client, 800)
    page.clock.fast_forward(790_000)
    warning = page.get_by_role("dialog", name=HEADING)
    expect(warning).to_contain_text("You will be signed out in about 2 minutes")
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    expect(warning.get_by_role("button")).to_have_count(1)
    fit_for_everyone(page)
    if "CDOP_LOOK" in os.environ:
        page.screenshot(path=f"{os.environ['CDOP_LOOK']}/session-warning.png")

    page.get_by_role("button", name="Stay signed in").click()
    expect(warning).to_be_hidden()
    assert time.time() - client.session[SEEN] < 100

    idle_for(client, 800)
    page.clock.fast_forward(790_000)
    expect(warning).to_be_visible()
    page.keyboard.press("Escape")
    expect(warning).to_be_hidden()


def test_when_it_has_ended_the_page_goes_away(page, client):
    idle_for(client, 901)
    page.clock.fast_forward(790_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("You have been signed out")
    fit_for_everyone(page)
    page.get_by_role("button", name="Sign in again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_locked_screen_opens_with_a_code_where_it_was(page):
    page.get_by_role("button", name="Lock now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your screen is locked")
    expect(page.get_by_role("navigation")).to_have_count(0)
    accessible(page)
    if "CDOP_LOOK" in os.environ:
        page.screenshot(path=f"{os.environ['CDOP_LOOK']}/locked.png")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your screen is locked")
    page.get_by_label("Code").fill(code_at())
    press(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
