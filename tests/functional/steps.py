"""Small words for what a person does on a page, and pictures of it for the README."""

import os
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

PICTURES = Path(__file__).parents[2] / "docs" / "images"


def press(page: Page, name: str) -> None:
    """Presses the button in the page's own part."""
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """Follows the first link of this name in the page's own part."""
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def menu(page: Page, name: str) -> None:
    """Takes an entry of the main menu."""
    page.get_by_role("navigation").get_by_role("link", name=name, exact=True).first.click()


def said(page: Page, words: str) -> None:
    """The page says so in its green box."""
    expect(page.locator(".govuk-notification-banner, .moj-alert").first).to_contain_text(words)


def plain_text(page: Page) -> Locator:
    """The plain field of a section; the editor, where it stands over it, gives way."""
    turn = page.get_by_role("button", name="Show the plain text")
    field = page.locator("#section-form textarea")
    expect(page.locator("#section-form")).to_be_visible()
    if page.locator("body.js-enabled").count():
        expect(page.locator(".app-editor__turn")).to_be_visible()
    if turn.is_visible():
        turn.click()
    return field


def picture(page: Page, name: str, height: int = 860) -> None:
    """Keeps a picture for the README, when one was asked for."""
    if os.environ.get("CDOP_SCREENSHOTS") != "1":
        return
    before = page.viewport_size
    page.set_viewport_size({"width": 1280, "height": height})
    page.evaluate("scrollTo(0, 0)")
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", scale="css", animations="disabled")
    page.set_viewport_size(before)
