"""Urgent access in a real browser: the form, the case as it is then shown, the end."""

import os

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import scenarios
from tests.functional.checks import fit_for_everyone
from tests.functional.steps import follow, press, said

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def shown(page, name: str) -> None:
    """Keeps a picture where somebody wants to look."""
    if "CDOP_LOOK" in os.environ:
        page.screenshot(path=f"{os.environ['CDOP_LOOK']}/{name}.png", full_page=True)


def test_the_chair_opens_a_case_and_ends_it(context, client, panel, chair, live_server):
    case = scenarios.open_case(panel)
    client.force_login(chair)
    cookies = [{"name": name, "value": one.value, "url": live_server.url} for name, one in client.cookies.items()]
    context.add_cookies(cookies)
    page = context.new_page()

    page.goto(live_server.url + reverse("accounts:profile"))
    follow(page, "Urgent access to a case")
    fit_for_everyone(page)
    page.get_by_label("Reference of the case").fill(case.reference)
    page.get_by_label("Why can it not wait for the CDR manager?").fill("A sibling may be in danger tonight")
    shown(page, "urgent-form")
    press(page, "Open the case for three hours")
    expect(page.get_by_role("main")).to_contain_text("Every look is recorded")
    fit_for_everyone(page)
    shown(page, "urgent-case")

    follow(page, "End it now")
    fit_for_everyone(page)
    press(page, "End the access")
    said(page, "The urgent access has been ended")
    fit_for_everyone(page)
    shown(page, "urgent-list")
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text(case.reference)
