"""What no template may do: inline anything, inputs by hand, unescaped text, tables without a caption."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "templates"
PAGES = sorted(path for path in ROOT.rglob("*.html") if "emails" not in path.parts)
DOWNLOADS = {"documents/page.html"}  # a file that people keep: it has to carry its own styles
BY_HAND = {
    "components/filter.html",  # one hidden field: how the list is sorted
}

FORBIDDEN = {
    "inline style": r"\sstyle\s*=|<style",
    "inline script": r"<script(?![^>]*\ssrc=)",
    "event handler": r"\son[a-z]+\s*=\s*[\"']",
    "unescaped text": r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq",
    "script address": r"javascript:",
    "foreign resource": r"(?:src|href)=\"(?:https?:)?//",
}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_are_templates():
    assert len(PAGES) > 30


@pytest.mark.parametrize("fault", FORBIDDEN)
def test_no_template_has(fault):
    pages = [path for path in PAGES if fault != "inline style" or name_of(path) not in DOWNLOADS]
    found = [name_of(path) for path in pages if re.search(FORBIDDEN[fault], path.read_text(), re.IGNORECASE)]
    assert found == [], fault


def test_inputs_come_from_the_form_pack():
    found = [
        name_of(path)
        for path in PAGES
        if not name_of(path).startswith("govuk/")
        and name_of(path) not in BY_HAND
        and re.search(r"<(?:input|select|textarea)\b", path.read_text())
    ]
    assert found == []


def test_every_table_has_a_caption():
    found = [name_of(path) for path in PAGES if path.read_text().count("<table") > path.read_text().count("<caption")]
    assert found == []


def test_every_posted_form_carries_its_token():
    short = [
        name_of(path)
        for path in PAGES
        if path.read_text().count('method="post"') > path.read_text().count("{% csrf_token %}")
    ]
    assert short == []


def test_a_browser_remembers_nothing_that_is_typed():
    """A field about whoever types says so itself, and may be remembered: their own name and address."""
    found = [
        name_of(path)
        for path in PAGES
        if path.read_text().count("<form") > path.read_text().count('<form autocomplete="off"')
    ]
    assert found == []


def test_every_page_is_in_the_frame():
    fragments = ("components/", "govuk/", "layouts/", "allauth/", "documents/", "django/")
    included = set(re.findall(r"{% include \"([^\"]+)\"", "".join(path.read_text() for path in PAGES)))
    outside = [
        name_of(path)
        for path in PAGES
        if not name_of(path).startswith(fragments)
        and name_of(path) not in included
        and name_of(path) != "base.html"
        and "{% extends" not in path.read_text()
    ]
    assert outside == []
