"""The pages of the notification form, filled in as a professional would."""

import re
from datetime import timedelta

from playwright.sync_api import Page

from common.dates import today

DIED = today() - timedelta(days=2)


def save(page: Page) -> None:
    """On to the next page."""
    page.get_by_role("button", name="Save and continue").click()


def pick(page: Page, question: str, answer: str) -> None:
    """Answers a question of radios."""
    page.get_by_role("group", name=re.compile(re.escape(question))).get_by_label(answer, exact=True).check()


def write_date(page: Page, question: str, day) -> None:
    """Fills day, month and year."""
    group = page.get_by_role("group", name=question)
    for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(part).fill(str(value))


def about_you(page: Page) -> None:
    """Page one."""
    page.get_by_label("Full name").fill("Sample Notifier")
    page.get_by_label("Role").fill("GP")
    page.get_by_label("Organisation").fill("Sample Surgery")
    page.get_by_label("Secure work email").fill("gp@example.org")
    page.get_by_label("Phone number").fill("01632 960002")


def the_child(page: Page, born_on, surname: str = "Sample-Journey") -> None:
    """Page two, for a girl of Luton."""
    page.get_by_label("First names").fill("Test")
    page.get_by_label("Surname").fill(surname)
    pick(page, "Do you have the child’s NHS number?", "Yes")
    page.get_by_role("textbox", name="NHS number").fill("999 000 0018")
    write_date(page, "Date of birth", born_on)
    pick(page, "Sex", "Female")
    page.get_by_label("Ethnic group").select_option("A")
    pick(page, "Which area did the child normally live in?", "Luton")
    page.get_by_label("Home address").fill("1 Sample Street")
    page.get_by_label("Postcode").fill("LU1 2AA")
    page.get_by_label("GP practice").fill("Sample Surgery")


def the_death(page: Page) -> None:
    """Page three."""
    write_date(page, "Date of death", DIED)
    page.get_by_label("Where was the death confirmed?").select_option("neonatal")
    page.get_by_label("Name of the hospital, hospice or place").fill("Sample Hospital")
    page.get_by_label("Where did the event that led to the death happen?").select_option("neonatal")
    pick(page, "Was the death expected?", "Unexpected")


def the_birth(page: Page) -> None:
    """Page four, which only a baby has."""
    page.get_by_label("Weeks", exact=True).fill("24")
    page.get_by_label("Birth weight", exact=True).fill("640")
    pick(page, "Was this a single or a multiple birth?", "Single")


def the_processes(page: Page) -> None:
    """Page seven."""
    for question in (
        "Has a joint agency response started?", "Has the coroner been told?", "Will there be a post-mortem?",
        "Has a medical certificate of cause of death been issued?", "Has a medical examiner looked at the death?",
        "Was the child known to children’s social care?",
    ):  # fmt: skip
        pick(page, question, "No")
    page.get_by_label("None that I know of").check()


def the_support(page: Page) -> None:
    """Page eight."""
    pick(page, "Does the family have a key worker?", "Not known")
    pick(page, "Has the family been given", "Yes")
    pick(page, "Should the national database", "No")


def a_professional(page: Page) -> None:
    """Page nine."""
    page.get_by_label("Role").first.fill("Consultant neonatologist")
    page.get_by_label("Full name").first.fill("Test Doctor")
    page.get_by_label("Organisation").first.fill("Sample Trust")


def notify(page: Page, surname: str, born_on) -> None:
    """The whole form, from its start page to the last one sent."""
    page.goto("/notify/")
    page.get_by_role("button", name="Start now").click()
    page.get_by_role("button", name="Continue").click()
    pages = (about_you, lambda p: the_child(p, born_on, surname), the_death, the_birth, what_happened)
    for fill in (*pages, the_family, the_processes, the_support, a_professional):
        fill(page)
        save(page)
    page.get_by_role("button", name="Send the notification").click()


def what_happened(page: Page) -> None:
    """Page five."""
    page.get_by_label("Describe what happened").fill("Invented circumstances.")


def the_family(page: Page) -> None:
    """Page six."""
    page.get_by_label("Relationship to the child").select_option("Mother")
    page.get_by_label("Full name").fill("Test Mother")
