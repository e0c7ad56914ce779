"""What every page has to pass in the browser. ``fit_for_everyone(page)`` does all of it."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Error, Page

AXE = Path(__file__).resolve().parents[2] / "build" / "test" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 768, 1280)
WIDER = """() => [...document.querySelectorAll('body *')]
  .filter(e => !e.closest('.app-table-scroll, .govuk-visually-hidden, thead'))
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.tagName.toLowerCase() + '.' + e.className).slice(0, 5)"""


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def _looked_at(page: Page) -> dict:
    page.wait_for_load_state()
    page.evaluate(_axe())
    return page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)


def accessible(page: Page, *, own_colours: bool = True) -> None:
    """axe finds nothing, and no text has the colour of what is behind it (it cannot tell with forced colours)."""
    try:
        found = _looked_at(page)
    except Error:  # the page gave way to the next one while it was looked at; on that one an error stands
        found = _looked_at(page)
    faults = [(fault["id"], [node["html"][:160] for node in fault["nodes"][:3]]) for fault in found["violations"]]
    assert faults == [], (page.url, faults)
    unseen = list(_invisible(found["incomplete"])) if own_colours else []
    assert unseen == [], (page.url, unseen)


def _invisible(incomplete: list):
    for fault in incomplete:
        for node in fault["nodes"]:
            for check in node["any"]:
                if (check.get("data") or {}).get("contrastRatio") == 1:
                    yield node["html"][:160]


def fits(page: Page) -> None:
    """Nothing is wider than the window, from a small phone to a desktop."""
    before = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wider = page.evaluate(WIDER)  # also finds what a contained column cuts off without a scrollbar
        assert (over, wider) == (0, []), (page.url, width, over, wider)
    page.set_viewport_size(before)


def fit_for_everyone(page: Page) -> None:
    """Accessible and within the window, wide and narrow."""
    accessible(page)
    fits(page)
