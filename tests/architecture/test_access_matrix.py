"""Every address × everybody × GET and POST, against one reviewed file: ``docs/access-matrix.csv``.

A route without a row fails, a row without a route fails, and so does every answer that differs.
``python -m pytest tests/architecture/test_access_matrix.py --write-matrix`` writes what is; read it before you commit.
"""

import csv
from pathlib import Path

import pytest

from tests.architecture.scene import PEOPLE
from tests.sweep import METHODS, routes, views

FILE = Path(__file__).parents[2] / "docs" / "access-matrix.csv"
HEADER = ["route", "method", *PEOPLE]


def written() -> dict[tuple[str, str], dict]:
    """The reviewed file, by route and method."""
    with FILE.open(encoding="utf-8", newline="") as source:
        return {(row["route"], row["method"]): row for row in csv.DictReader(source)}


def test_every_route_has_its_rows():
    named = {name for name, _ in routes()}
    assert not [name for name in named if name.endswith(":") or not name], "every route needs a name"
    assert {(name, method) for name in named for method in METHODS} == set(written())


@pytest.mark.slow
@pytest.mark.django_db
def test_everybody_gets_what_the_file_says(sweep, request):
    rows = {key: {who: str(answers[who].status) for who in PEOPLE} for key, answers in sweep.answers.items()}
    if request.config.getoption("--write-matrix"):
        _write(rows)
    said = written()
    wrong = [
        f"{name} {method} {who}: {row[who]}, not {said.get((name, method), {}).get(who)}"
        for (name, method), row in rows.items()
        for who in PEOPLE
        if row[who] != said.get((name, method), {}).get(who)
    ]
    assert not wrong, "\n".join(wrong)


def _write(rows: dict) -> None:
    with FILE.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, HEADER, lineterminator="\n")
        writer.writeheader()
        writer.writerows({"route": name, "method": method, **row} for (name, method), row in rows.items())


def test_nobody_is_ever_answered_with_a_crash():
    crashes = [(*key, who) for key, row in written().items() for who in PEOPLE if row[who].startswith("5")]
    assert not crashes


PUBLIC = {
    "health", "live", "ready", "metrics", "accessibility", "privacy", "help",
    "account_login", "account_logout", "mfa_authenticate",
    "account_ended", "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "accounts:accept_invitation",
    "openid_connect_login", "openid_connect_callback", "cases:notify", "cases:notify_check",
    "cases:notify_code", "cases:notify_copy", "cases:notify_copy_text", "cases:notify_finish", "cases:notify_page",
    "cases:notify_return", "cases:notify_saved", "cases:notify_send", "cases:notify_sent", "cases:link",
    "cases:respond", "cases:respond_code", "cases:respond_copy", "cases:respond_detach", "cases:respond_file",
    "cases:respond_form_autosave", "cases:respond_form_begin", "cases:respond_form_carry",
    "cases:respond_form_check", "cases:respond_form_overview", "cases:respond_form_print",
    "cases:respond_form_section", "cases:respond_finish", "cases:respond_over", "cases:respond_pass",
    "panels:owner_answer", "panels:owner_open",
}  # fmt: skip
"""What answers without sign-in. Adding to this list is a decision."""


def test_only_the_short_list_is_public():
    assert {name for name, entry in views() if not getattr(entry.callback, "login_required", True)} == PUBLIC


def test_everything_else_leads_to_signing_in():
    closed = {key: row["anonymous"] for key, row in written().items() if key[0] not in PUBLIC}
    assert set(closed.values()) == {"302"}
