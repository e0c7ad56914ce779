"""What the last meeting wanted other bodies to be told: found, worded, taken as a letter, settled."""

import re

import pytest
from playwright.sync_api import Page, expect

from common.dates import today
from tests.functional.checks import fit_for_everyone
from tests.functional.notifying import write_date
from tests.functional.steps import follow, press, said

pytestmark = pytest.mark.browser


@pytest.fixture
def manager(enter) -> Page:
    """The manager, who alone tells other bodies."""
    return enter("manager")


def test_the_examiner_has_not_answered_and_the_partners_have(manager):
    manager.goto("/panel/actions/")
    follow(manager, "What other bodies are told")
    fit_for_everyone(manager)
    expect(manager.get_by_role("row", name=re.compile("The medical examiner.*no answer yet"))).to_be_visible()
    manager.goto("/panel/told/?show=closed")
    expect(manager.get_by_role("row", name=re.compile("Safeguarding partners.*answered"))).to_be_visible()


def test_the_letter_is_worded_and_taken_and_the_answer_recorded(manager):
    manager.goto("/panel/told/")
    follow(manager, "The medical examiner")
    page = manager.url
    fit_for_everyone(manager)
    follow(manager, "Change the words of the letter")
    fit_for_everyone(manager)
    manager.get_by_label("What the letter says").fill("An infection of the lungs comes before the certified cause.")
    press(manager, "Save these words")
    said(manager, "The words of the letter are saved")
    with manager.expect_download() as taken:
        manager.get_by_role("button", name="Letter (Word)").click()
    assert re.fullmatch(r"letter-[\w-]+-correction\.docx", taken.value.suggested_filename)
    press(manager, "Record what became of it")
    fit_for_everyone(manager)
    manager.get_by_role("radio", name="Not told").check()
    press(manager, "Record")
    expect(manager.get_by_text("Enter why it is not told").first).to_be_visible()
    manager.get_by_label("Why is it not told?").fill("The coroner corrects it (invented).")
    press(manager, "Record")
    said(manager, "It is recorded what became of it")
    assert manager.url == page
    manager.goto(f"{page}settle/")
    manager.get_by_role("radio", name="Told, no answer yet").check()
    write_date(manager, "When was it told?", today())
    press(manager, "Record")
    said(manager, "It is recorded what became of it")
