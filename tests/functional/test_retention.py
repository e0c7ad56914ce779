"""Cases whose time is over, in a real browser: two people, one after the other, and a hold."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from accounts.roles import Role
from tests.functional.checks import fit_for_everyone
from tests.functional.steps import follow, press, said
from tests.scenarios_retention import due

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def enter(context, live_server):
    """``enter(user)``: a page of the browser in that person's session."""

    def open_page(user):
        client = Client()
        client.force_login(user)
        context.clear_cookies()
        found = client.cookies.items()
        context.add_cookies([{"name": name, "value": one.value, "url": live_server.url} for name, one in found])
        page = context.new_page()
        page.goto(live_server.url + reverse("accounts:profile"))
        return page

    return open_page


def test_one_proposes_another_approves_and_a_hold_stops_it(panel, manager, person, enter):
    row = due(panel)
    reference = row.case.reference
    auditor = person(Role.AUDITOR)

    page = enter(manager)
    follow(page, "Cases whose time is over, and legal holds")
    fit_for_everyone(page)
    follow(page, reference)
    fit_for_everyone(page)
    follow(page, "Propose to erase it")
    page.get_by_label("Why can it be erased?").fill("Nothing in it is needed any more")
    fit_for_everyone(page)
    press(page, "Propose to erase it")
    said(page, "Somebody else has to approve it")

    page = enter(auditor)
    page.goto(page.url.replace(reverse("accounts:profile"), reverse("cases:retention")))
    follow(page, reference)
    follow(page, "Approve the erasure")
    press(page, "Approve the erasure")
    said(page, "It can be called back for 14 days")

    page.goto(page.url.split("/retention/")[0] + "/retention/")
    follow(page, "Place a legal hold")
    page.get_by_label("Reference of the case").fill(reference)
    page.get_by_label("Why must it not be erased?").fill("A claim is made")
    press(page, "Place the hold")
    said(page, "The legal hold has been placed")
    fit_for_everyone(page)
    expect(page.get_by_role("main")).to_contain_text("A claim is made")
    expect(page.get_by_role("main")).not_to_contain_text("can be called back until")
