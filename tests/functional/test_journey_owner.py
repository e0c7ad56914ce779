"""What the owner of a recommendation wrote by link, checked before others read it, and the reminders that rest."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.functional.checks import fit_for_everyone
from tests.functional.steps import follow, press, said

pytestmark = pytest.mark.browser
OVERDUE = "Safer sleep advice"
NAMED = "Dr Sample"
RESTS = "The trust is being merged with its neighbour (invented)."


def recommendation(page: Page) -> None:
    """The one whose owner has answered and is late."""
    page.goto("/panel/actions/?show=open")
    follow(page, OVERDUE)


def test_the_owners_words_wait_for_the_manager(enter):
    manager, lay = enter("manager"), enter("lay")
    recommendation(lay)
    main = lay.get_by_role("main")
    expect(main.get_by_text("The owner's own words are for the chair and the CDR manager.")).to_be_visible()
    assert NAMED not in main.inner_text()
    manager.goto("/panel/actions/?show=unchecked")
    follow(manager, OVERDUE)
    follow(manager, "Check the owner's words")
    fit_for_everyone(manager)
    expect(manager.get_by_role("article").filter(has_text=NAMED).first).to_be_visible()
    press(manager, "Put the suggestions into the words")
    words = manager.get_by_label("What others will read")
    expect(words).not_to_have_value(re.compile(NAMED))
    accepted = words.input_value()
    press(manager, "Accept these words")
    said(manager, "The words are checked")
    expect(manager.get_by_role("main").get_by_text(NAMED)).to_be_visible()  # the owner's own stay in the history
    lay.reload()
    expect(main.get_by_text(accepted)).to_be_visible()
    assert NAMED not in main.inner_text()
    fit_for_everyone(lay)


def test_reminders_rest_with_a_reason_and_go_on(enter):
    page = enter("manager", viewport={"width": 390, "height": 844}, has_touch=True)
    recommendation(page)
    expect(page.get_by_text("Owner reminded five working days after the date")).to_be_visible()
    expect(page.get_by_text("Chair told that the owner has not answered")).to_be_visible()
    follow(page, "Pause the reminders")
    press(page, "Pause the reminders")
    expect(page.get_by_role("alert").filter(has_text="There is a problem")).to_be_visible()
    page.get_by_label("Reason").fill(RESTS)
    press(page, "Pause the reminders")
    said(page, "The reminders rest")
    expect(page.get_by_text(RESTS).first).to_be_visible()
    page.goto("/panel/actions/?show=overdue")
    expect(page.get_by_role("row", name=re.compile(OVERDUE))).to_contain_text(f"Reminders paused: {RESTS}")
    fit_for_everyone(page)
    follow(page, OVERDUE)
    press(page, "Let the reminders go on")
    said(page, "The reminders go on")
    fit_for_everyone(page)
