"""How much a browser fetches: the first time, and when styles and scripts are there already."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles.finders import find

from accounts.roles import Role
from bench.bar import figure

STATIC = re.compile(r"(?:href|src)=\"/static/([^\"?#]+)\"")
WITHIN = re.compile(r"url\(\"?(?:\.\./|/static/)([^\")?#]+)")


def _page(world, path: str, role: str = Role.MANAGER) -> bytes:
    """As it is sent: never packed, for packed secrets can be guessed."""
    return world.get(path, role)().content


def _files(page: bytes) -> set[str]:
    named = set(STATIC.findall(page.decode()))
    styles = [Path(find(name)).read_text() for name in named if name.endswith(".css")]
    return named | {name for style in styles for name in WITHIN.findall(style) if find(name)}


def _sent(name: str) -> int:
    """Packed once and kept for good; pictures and typefaces are packed by nature."""
    content = Path(find(name)).read_bytes()
    return min(len(content), len(gzip.compress(content, 9)))


@figure("P-18a", "first visit: work list with styles and scripts", 150_000, "bytes")
def first(world):
    """Everything that the page names and its styles name."""
    page = _page(world, "/cases/")
    return len(page) + sum(_sent(name) for name in _files(page))


@figure("P-18b", "work list again", 40_000, "bytes")
def again(world):
    """The page alone."""
    return len(_page(world, "/cases/"))


@figure("P-18c", "case page again", 40_000, "bytes")
def case_again(world):
    """The page alone."""
    return len(_page(world, f"/cases/{world.case.pk}/"))


@figure("P-18d", "audit trail again", 40_000, "bytes")
def trail_again(world):
    """The page alone, with two hundred kinds of entries to choose from."""
    return len(_page(world, "/people/audit/", Role.AUDITOR))
