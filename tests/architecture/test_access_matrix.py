"""Every address × everybody × GET and POST, against one reviewed file: ``docs/access-matrix.csv``.

A route without a row fails, a row without a route fails, and so does every answer that differs.
``python -m pytest tests/architecture/test_access_matrix.py --write-matrix`` writes what is; read it before you commit.
"""

import csv
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.scene import PEOPLE, Scene

FILE = Path(__file__).parents[2] / "docs" / "access-matrix.csv"
METHODS = ("GET", "POST")
HEADER = ["route", "method", *PEOPLE]


def routes(resolver=None, prefix: str = "", names: tuple[str, ...] = ()):
    """``(name with its namespace, {argument names})`` of every address."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, prefix, (*names, entry.namespace) if entry.namespace else names)
        elif isinstance(entry, URLPattern):
            yield ":".join((*names, entry.name or "")), tuple(entry.pattern.converters)


def written() -> dict[tuple[str, str], dict]:
    """The reviewed file, by route and method."""
    with FILE.open(encoding="utf-8", newline="") as source:
        return {(row["route"], row["method"]): row for row in csv.DictReader(source)}


def answer(scene: Scene, user, method: str, url: str) -> str:
    """The status this person gets; whatever the request did is undone."""
    client = Client(raise_request_exception=False)
    with transaction.atomic():
        if user is not None:
            client.force_login(user)
        response = client.generic(method, url) if method == "GET" else client.post(url)
        transaction.set_rollback(True)
    return str(response.status_code)


@pytest.fixture
def scene(db):
    """One panel with something at every address."""
    return Scene()


def test_every_route_has_its_rows():
    named = {name for name, _ in routes()}
    assert not [name for name in named if name.endswith(":") or not name], "every route needs a name"
    assert {(name, method) for name in named for method in METHODS} == set(written())


@pytest.mark.slow
def test_everybody_gets_what_the_file_says(scene, request):
    rows, wrong = [], []
    expected = {} if request.config.getoption("--write-matrix") else written()
    for name, arguments in sorted(set(routes())):
        url = scene.url(name, arguments)
        for method in METHODS:
            row = {"route": name, "method": method}
            row |= {who: answer(scene, scene.people[who], method, url) for who in PEOPLE}
            rows.append(row)
            said = expected.get((name, method), row)
            wrong += [f"{name} {method} {w}: {row[w]}, not {said[w]}" for w in PEOPLE if row[w] != said[w]]
    if request.config.getoption("--write-matrix"):
        with FILE.open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, HEADER, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    assert not wrong, "\n".join(wrong)


def test_nobody_is_ever_answered_with_a_crash():
    crashes = [key for key, row in written().items() for who in PEOPLE if row[who].startswith("5")]
    assert not crashes


PUBLIC = {
    "health", "accessibility", "privacy", "help", "account_login", "account_logout", "mfa_authenticate",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}  # fmt: skip
"""What answers without sign-in. Adding to this list is a decision."""
PUBLIC_PREFIXES = ("cases:notify", "accounts:accept_invitation")


def test_only_the_short_list_is_public():
    open_to_all = {
        key[0] for key, row in written().items() if row["anonymous"] != "302" and not key[0].startswith(PUBLIC_PREFIXES)
    }
    assert open_to_all <= PUBLIC
