"""The editor of a report's section in a real browser: by keys alone, on a phone, as the plain text it stands for."""

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from accounts.roles import Role
from common.dates import FinancialYear
from reporting.annual_report import actions
from tests import factories
from tests.functional.checks import accessible, fit_for_everyone
from tests.functional.steps import plain_text, press
from tests.integration.reporting import rows

pytestmark = pytest.mark.browser
TITLE = "Introduction by the chair"
MODIFIABLE = "[[reviewed.modifiability.modifiable.percent]]"
TEXT = f"Of all, {MODIFIABLE} and [[x.y]].\n\n- **two** [the Act](https://example.org/act)\n> Boxed"
LOSSLESS = """async texts => {
  const { lossless } = await import(document.getElementById('js-section-text').href)
  return texts.filter(text => !lossless(text))
}"""
SECONDS = 30_000


@pytest.fixture
def section(transactional_db):
    """An introduction with some deaths behind it."""
    panel = factories.panel()
    chair = factories.person(panel, Role.CHAIR, seat="core")
    for number in range(24):
        rows.reviewed(panel, age_days=number * 100, modifiability="modifiable" if number < 9 else "none")
    report = actions.open_report(panel=panel, year=FinancialYear(2024), by=chair)
    made = report.sections.get(key="introduction")
    actions.save_section(section_id=made.pk, version=1, text=TEXT, by=chair)
    made.chair = chair
    return made


@pytest.fixture
def page(browser, live_server, section):
    """The section's page in the chair's session."""
    client = Client()
    client.force_login(section.chair)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    context = browser.new_context(base_url=live_server.url)
    context.add_cookies([cookie | {"url": live_server.url}])
    said = []
    context.on("console", lambda one: said.append(one.text) if one.type in ("error", "warning") else None)
    context.on("weberror", lambda error: said.append(str(error.error)))
    made = context.new_page()
    made.goto(f"/figures/report/section/{section.pk}/")
    yield made
    context.close()
    assert said == []


def editor_of(page):
    return page.get_by_role("textbox", name=TITLE)


def kept(section) -> str:
    section.refresh_from_db()
    return section.text


def test_references_stand_as_their_values_and_the_text_stays_what_it_was(page, section):
    editor = editor_of(page)
    expect(editor).to_be_visible()
    expect(editor.locator(".app-chip").first).to_have_text("38%")
    expect(editor.locator(".app-chip--fault")).to_have_count(1)
    expect(editor.locator("strong")).to_have_text("two")
    fit_for_everyone(page)
    assert plain_text(page).input_value() == TEXT
    accessible(page)
    page.get_by_role("button", name="Show as in the report").click()
    expect(editor.locator(".app-chip").first).to_have_text("38%")
    press(page, "Save")
    assert kept(section) == TEXT


def test_a_section_is_written_and_a_figure_put_in_with_the_keyboard_alone(page, section):
    editor_of(page).focus()
    keys = page.keyboard
    keys.press("Control+A")
    keys.press("Delete")
    keys.type("## What we found")
    keys.press("Enter")
    keys.type("Modifiable in ")
    keys.press("Control+Alt+F")
    search = page.get_by_role("combobox", name="Which figure?")
    expect(search).to_be_focused()
    keys.type("modifiable")
    option = page.get_by_role("option").filter(has_text="38%").first
    expect(option).to_be_visible(timeout=SECONDS)
    accessible(page)
    while option.get_attribute("aria-selected") != "true":
        keys.press("ArrowDown")
    chosen = option.locator("strong").inner_text()
    keys.press("Enter")
    expect(search).to_have_count(0)
    expect(editor_of(page)).to_be_focused()
    expect(editor_of(page).locator(".app-chip")).to_have_text(chosen)
    keys.type(" of reviews, ")
    keys.press("Control+B")
    keys.type("so")
    keys.press("Control+B")
    keys.type(".")
    keys.press("Enter")
    keys.type("- one")
    keys.press("Enter")
    keys.type("two")
    keys.press("Enter")
    keys.press("Enter")
    keys.type("Read ")
    keys.press("Control+K")
    keys.type("javascript:alert(1)")
    keys.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="begins with https")).to_be_visible()
    keys.press("Control+A")
    keys.type("https://example.org/act")
    keys.press("Enter")
    fit_for_everyone(page)
    press(page, "Save")
    expect(page.get_by_text("is saved").first).to_be_visible(timeout=SECONDS)
    wanted = (
        r"## What we found\nModifiable in \[\[reviewed\.[\w.-]+\]\] of reviews, \*\*so\*\*\.\n\n- one\n- two\n\n?"
        r"Read \[https://example\.org/act\]\(https://example\.org/act\)"
    )
    assert re.fullmatch(wanted, kept(section)), section.text


def test_brackets_open_the_search_escape_leaves_them_and_a_typed_reference_becomes_its_value(page):
    editor_of(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("[[")
    expect(page.get_by_role("combobox", name="Which figure?")).to_be_focused()
    page.keyboard.press("Escape")
    expect(editor_of(page)).to_be_focused()
    page.keyboard.type("reviewed.modifiability.base]] read")
    expect(editor_of(page).locator(".app-chip").filter(has_text="24").first).to_be_visible(timeout=SECONDS)
    assert "[[reviewed.modifiability.base]] read" in plain_text(page).input_value()


def test_the_caret_goes_where_the_first_key_after_the_focus_sends_it(page):
    expect(editor_of(page)).to_be_visible()
    at_once = """key => {
      const text = document.querySelector('.app-editor__text')
      text.focus()
      text.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true, cancelable: true }))
      return new Promise(done => setTimeout(done, 100))  // longer than the editor takes to put its own caret back
    }"""
    page.evaluate(at_once, "End")
    page.keyboard.type("!")
    page.evaluate("document.activeElement.blur()")
    page.evaluate(at_once, "Home")
    page.keyboard.type("?")
    assert plain_text(page).input_value() == f"?{TEXT}!"


def test_the_toolbar_is_one_stop_with_arrows_and_what_it_does_can_be_undone(page):
    editor_of(page).focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Shift+Tab")
    heading = page.get_by_role("button", name="Heading", exact=True)
    expect(heading).to_be_focused()
    page.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Shift+Tab")
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-pressed", "false")
    assert plain_text(page).input_value() == TEXT


def test_a_number_is_replaced_beside_the_text_and_words_are_pasted_as_words(page):
    editor = editor_of(page)
    editor.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(", 24 reviews")
    page.locator("#remarks").get_by_role("button", name=re.compile("Replace by")).first.click(timeout=SECONDS)
    assert re.search(r"Boxed, \[\[[\w.-]+\]\] reviews$", page.locator("#section-form textarea").input_value())
    expect(editor.locator(".app-chip").last).to_have_text("24", timeout=SECONDS)
    pasted = """words => {
      const data = new DataTransfer()
      data.setData('text/plain', words)
      data.setData('text/html', '<b style="color:red" onclick="x()">other</b>')
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
      document.activeElement.dispatchEvent(event)
    }"""
    editor.focus()
    page.keyboard.press("Control+End")
    page.evaluate(pasted, f" and <i>this</i>\n- {MODIFIABLE}")
    expect(editor.locator(".app-chip").last).to_have_text("38%")
    assert plain_text(page).input_value().endswith(f"reviews and <i>this</i>\n- {MODIFIABLE}")


def test_any_ordinary_text_survives_the_editor_and_any_other_keeps_the_plain_field(page, section):
    texts = [
        "", "\n", "a\n\n\nb", "- ", "-", "* x\n• y\n– z", "1. a\n12) b", "##  two  spaces", ">\n>> x", "  - deep",
        "2 ** 3 ** 4", "**a** **b**", "**[[x|y]]**z", "[[a]][[b]]", "[[[x]]]", "[x](https://example.org/)",
        "[x](http://a b)", "\ttab  spaces ", "<b>&amp;</b>", "**bold [link](https://example.org/a) more**",
    ]  # fmt: skip
    assert page.evaluate(LOSSLESS, texts) == []
    odd = "**a****b**"
    assert page.evaluate(LOSSLESS, [odd]) == [odd]
    actions.save_section(section_id=section.pk, version=2, text=odd, by=section.chair)
    page.goto(page.url)
    expect(page.locator("#section-form textarea")).to_be_visible()
    expect(page.locator(".app-editor")).to_have_count(0)
