"""Production settings: nothing to remark when they are filled in well, no start when they are not."""

import base64
import os
import re
import secrets
import subprocess
import sys

import pytest
import yaml

from cdop.embedded.places import ROOT

GOOD = {
    "DJANGO_SETTINGS_MODULE": "cdop.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "FIELD_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    "ALLOWED_HOSTS": "cdop.example.org",
    "CSRF_TRUSTED_ORIGINS": "https://cdop.example.org",
    "SITE_URL": "https://cdop.example.org",
    "DATABASE_URL": "postgresql://nobody@nowhere.invalid/none",
    "REDIS_URL": "redis://nowhere.invalid",
}
CHECK = ("manage.py", "check", "--deploy", "--fail-level=WARNING")
LOCAL_KEY = "bG9jYWwtb25seS1ub3QtYS1zZWNyZXQtMzItYnl0ZXM="


def run(*arguments: str, **changes: str | None) -> subprocess.CompletedProcess:
    """A command under the good environment with ``changes``; nothing of ours reaches it."""
    given = {key: value for key, value in {**GOOD, **changes}.items() if value is not None}
    variables = {"PATH": os.environ["PATH"], **given}
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=variables, capture_output=True, text=True)


def test_a_good_environment_leaves_nothing_to_warn_of():
    answer = run(*CHECK)
    assert answer.returncode == 0, answer.stderr
    assert "no issues (0 silenced)" in answer.stdout


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECRET_KEY": None}, "Set the environment variable SECRET_KEY"),
        ({"SECRET_KEY": "local-only-not-a-secret"}, "SECRET_KEY is a default"),
        ({"SECRET_KEY": "short"}, "shorter than 50"),
        ({"FIELD_KEY": None}, "Set the environment variable FIELD_KEY"),
        ({"FIELD_KEY": LOCAL_KEY}, "FIELD_KEY is a default"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty"),
        ({"ALLOWED_HOSTS": "*"}, "allows any host"),
        ({"DEBUG": "1"}, "DEBUG is on"),
        ({"SITE_URL": None}, "SITE_URL is not https"),
        ({"DATABASE_URL": None}, "Set the environment variable DATABASE_URL"),
        ({"REDIS_URL": None}, "Set the environment variable REDIS_URL"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_an_unsafe_environment_is_refused_in_a_sentence(change, sentence):
    answer = run("-c", "import django; django.setup()", **change)
    assert answer.returncode != 0
    assert sentence in answer.stderr.splitlines()[-1]


@pytest.mark.parametrize("command", ["seed_demo", "demo_code"])
def test_production_has_no_demonstration(command):
    answer = run("manage.py", command)
    assert answer.returncode != 0
    assert "demonstration" in answer.stderr.splitlines()[-1]


def test_every_variable_that_compose_sets_is_read_somewhere():
    parts = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    given = {name for part in ("web", "worker", "beat", "migrate", "prepare") for name in parts[part]["environment"]}
    sources = [*(ROOT / "cdop" / "settings").glob("*.py"), ROOT / "cdop" / "env.py"]
    read = set(re.findall(r'(?:env\.\w+|secret|text)\("([A-Z_]+)"', "".join(path.read_text() for path in sources)))
    assert {name.removesuffix("_FILE") for name in given} - {"DJANGO_SETTINGS_MODULE"} <= read


def test_the_image_gets_every_app_and_every_template():
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    apps = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "bench", "chaos"}
    assert apps | {"templates", "static", "manage.py", "requirements-runtime.lock"} <= allowed
    assert not {"docs", "tests", "bench", "chaos", "var", "deploy"} & allowed
