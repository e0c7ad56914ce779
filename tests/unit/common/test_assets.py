"""The built assets: nothing that is not ours to use, and fit for hashed names."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import override_settings

ROOT = Path(settings.BASE_DIR)


@pytest.fixture(scope="module")
def styles() -> str:
    return Path(finders.find("css/app.css")).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "foreign",
    ["GDS Transport", "Frutiger", "@font-face", "crest", "crown", "@import", "url(http", 'url("http', "url(//"],
)
def test_the_styles_hold_nothing_of_others(styles, foreign):
    assert foreign not in styles


def test_every_picture_of_the_styles_is_there(styles):
    named = set(re.findall(r"url\(\"?\.\./([^)\"]+)", styles))
    assert named
    assert [name for name in named if not finders.find(name)] == []


def test_the_lock_names_hashes_and_no_place():
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if not package["integrity"].startswith("sha512-")] == []


@pytest.mark.slow
def test_hashed_names_can_be_made(tmp_path):
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES={**settings.STORAGES, "staticfiles": storage}):
        call_command("collectstatic", "--noinput", verbosity=0)
        html = render_to_string("500.html")
    assert re.search(r"css/app\.[0-9a-f]{12}\.css", html)
    assert re.search(r"js/govuk\.[0-9a-f]{12}\.js", html)


def test_the_crash_page_needs_nothing_from_the_request():
    html = render_to_string("500.html")
    assert "Sorry, there is a problem with the service" in html
    assert "None" not in html
