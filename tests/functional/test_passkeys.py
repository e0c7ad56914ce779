"""Passkeys in a real browser with a virtual device: made, and used in place of a code."""

import os

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from tests.functional.checks import fit_for_everyone
from tests.functional.steps import follow, press, said
from tests.integration.accounts.signing_in import PASSWORD, give_password

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def someone(manager):
    """A manager with a password."""
    cache.clear()
    give_password(manager)
    return manager


@pytest.fixture
def signed(client, someone, live_server):
    """``signed(context)``: a page in that person's session, the proof a moment old."""

    def enter(context):
        client.force_login(someone)
        cookies = [{"name": name, "value": one.value, "url": live_server.url} for name, one in client.cookies.items()]
        context.add_cookies(cookies)
        return context.new_page()

    return enter


def shown(page, name: str) -> None:
    """Keeps a picture where somebody wants to look."""
    if "CDOP_LOOK" in os.environ:
        page.screenshot(path=f"{os.environ['CDOP_LOOK']}/{name}.png", full_page=True)


def test_a_passkey_is_made_and_stands_in_for_the_code(context, signed, someone, live_server):
    page = signed(context)
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})

    page.goto(live_server.url + reverse("accounts:profile"))
    follow(page, "Your passkeys")
    fit_for_everyone(page)
    press(page, "Add a passkey")
    fit_for_everyone(page)
    page.get_by_label("Name").fill("Sample laptop")
    shown(page, "passkey-add")
    press(page, "Add a passkey")
    said(page, "The passkey has been added")
    expect(page.get_by_role("main")).to_contain_text("Sample laptop")
    fit_for_everyone(page)
    shown(page, "passkeys")

    page.goto(live_server.url + reverse("accounts:profile"))
    press(page, "Sign out")
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_label("Email address").fill(someone.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Sign in")
    fit_for_everyone(page)
    shown(page, "passkey-sign-in")
    press(page, "Use a passkey")
    page.wait_for_url(lambda url: "/account/" not in url)

    again = f"{reverse('mfa_reauthenticate_webauthn')}?next={reverse('accounts:profile')}"
    page.goto(live_server.url + again)
    fit_for_everyone(page)
    shown(page, "passkey-confirm")
    press(page, "Use a passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")


def test_without_scripts_the_page_says_that_a_code_works(browser, signed, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = signed(context)
    page.goto(live_server.url + reverse("mfa_add_webauthn"))
    press(page, "Add a passkey")
    expect(page.get_by_role("main")).to_contain_text("Passkeys need JavaScript")
    context.close()
