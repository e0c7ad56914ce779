"""The report's pages in a real browser: written, previewed, made, downloaded, by one author and by two."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from accounts.roles import Role
from common.dates import FinancialYear
from reporting import tasks
from reporting.annual_report import actions
from tests import factories
from tests.functional.checks import fit_for_everyone
from tests.functional.steps import plain_text
from tests.integration.reporting import rows

pytestmark = pytest.mark.browser


@pytest.fixture
def report(transactional_db):
    """A report of 2024/25 with some deaths behind it."""
    panel = factories.panel()
    chair = factories.person(panel, Role.CHAIR, seat="core")
    for number in range(24):
        rows.case(panel, age_days=number * 20, sex="female" if number % 2 else "male", place_of_death="hospital")
        rows.reviewed(panel, age_days=number * 100, modifiability="modifiable" if number < 8 else "none")
    made = actions.open_report(panel=panel, year=FinancialYear(2024), by=chair)
    made.chair = chair
    return made


@pytest.fixture
def enter(browser, live_server, report):
    """``enter()``: a page in the chair's session."""
    contexts = []

    def page_of(user=None, **options):
        client = Client()
        client.force_login(user or report.chair)
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
        context = browser.new_context(base_url=live_server.url, **options)
        context.add_cookies([cookie | {"url": live_server.url}])
        contexts.append(context)
        return context.new_page()

    yield page_of
    for context in contexts:
        context.close()


def test_every_page_of_the_report_is_fit_for_everyone(enter, report):
    section = report.sections.get(key="introduction")
    text = "One of [[notified.total]], [[x.y]]\n\n- two, 17 events rose, 50% of them"
    actions.save_section(section_id=section.pk, version=1, text=text, by=report.chair)
    actions.comment(section_id=section.pk, new_id=report.pk, text="Is this so?", about="two", by=report.chair)
    actions.add_source(panel=report.panel, new_id=report.pk, key="act", words="Invented Act", by=report.chair)
    page = enter()
    for path in (
        "", f"{report.pk}/", f"{report.pk}/preview/", f"{report.pk}/files/", f"section/{section.pk}/",
        f"section/{section.pk}/earlier/", f"section/{section.pk}/earlier/1/", f"section/{section.pk}/comments/",
        f"section/{section.pk}/last-year/", f"{report.pk}/find/?q=sex", f"{report.pk}/sources/",
        f"{report.pk}/abbreviations/",
    ):  # fmt: skip
        page.goto(f"/figures/report/{path}")
        fit_for_everyone(page)


def test_the_chair_writes_previews_makes_and_downloads(enter, report):
    page = enter()
    page.goto("/figures/report/")
    page.get_by_role("link", name="Annual report 2024/25").click()
    page.get_by_role("link", name="Write Introduction by the chair").click()
    plain_text(page).fill("It was a hard year.\n\n- First\n- Second")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="The report", exact=True).first.click()
    page.get_by_role("button", name="Preview the report").click()
    expect(page.get_by_text("It was a hard year.")).to_be_visible(timeout=20_000)
    page.get_by_role("link", name="The report", exact=True).first.click()
    page.get_by_role("button", name="Make and download files").click()
    page.get_by_label("Public, small numbers protected").check()
    page.get_by_label("PDF").check()
    page.get_by_role("button", name="Make the files").click()
    expect(page.get_by_text("1 file still being made")).to_be_visible(timeout=20_000)
    assert tasks.run_due_exports() == 1
    link = page.get_by_role("link", name="Download PDF, public edition")  # the page finds out by itself
    link.wait_for(timeout=20_000)
    fit_for_everyone(page)
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "annual-report-2024-25-public.pdf"


def test_without_a_script_the_page_is_looked_at_again(enter, report):
    page = enter(java_script_enabled=False)
    actions.ask_exports(report_id=report.pk, edition="public", formats=["csv"], new_id=report.pk, by=report.chair)
    page.goto(f"/figures/report/{report.pk}/files/")
    tasks.run_due_exports()
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_role("link", name="Download CSV tables (zip), public edition")).to_be_visible(timeout=20_000)


def test_the_later_of_two_authors_sees_both_texts(enter, report):
    manager = factories.person(report.panel, Role.MANAGER)
    address = f"/figures/report/section/{report.sections.get(key='introduction').pk}/"
    first, second = enter(), enter(manager)
    for page in (first, second):
        page.goto(address)
    for page, words in ((first, "The chair's words"), (second, "The manager's words")):
        plain_text(page).fill(words)
        page.get_by_role("button", name="Save", exact=True).click()
    expect(second.locator(".app-change del").first).to_contain_text("chair", timeout=20_000)
    assert plain_text(second).input_value() == "The chair's words\nThe manager's words"
    fit_for_everyone(second)
    second.get_by_role("button", name="Save both together").click()
    assert "“Introduction by the chair” is saved." in second.content()
