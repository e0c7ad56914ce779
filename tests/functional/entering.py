"""Signing in as one of the invented people, through the real pages."""

import time

from cdop.demo.people import PASSWORD, SECRET
from cdop.management.commands.demo_code import code_at

_used: dict[str, str] = {}


def code_for(name: str) -> str:
    """A code that this person has not used yet: each is good for one sign-in only."""
    while (code := code_at(SECRET, int(time.time()))) == _used.get(name):
        time.sleep(0.5)
    _used[name] = code
    return code


def sign_in(browser, site, name: str) -> dict:
    """The session of ``name`` after password and second factor."""
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    page.goto("/account/login/")
    page.get_by_label("Email address").fill(f"{name}@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("code", exact=False).first.fill(code_for(name))
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url(lambda url: "/account/" not in url)
    state = context.storage_state()
    context.close()
    return state
