"""Browser tests: the distribution's Chromium, and a console that has to stay silent."""

import os
import shutil
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.functional import running
from tests.functional.entering import sign_in

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the driver runs a loop in the test's thread
FLAGS = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's browser; nothing is downloaded, and nothing is skipped where it is missing."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.fail("Chromium is missing. Install it with: sudo apt-get install chromium", pytrace=False)
    sandbox = ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": found, "args": [*FLAGS, *sandbox]}


@pytest.fixture(scope="module", autouse=True)
def _one_day():
    """A journey that speaks of today takes minutes: one that would run over midnight begins after it."""
    now = timezone.localtime()
    left = now.replace(hour=0, minute=0, second=10, microsecond=0) + timedelta(days=1) - now
    if left < timedelta(minutes=6):
        time.sleep(left.total_seconds())


@pytest.fixture(autouse=True)
def _silent_console(request):
    """No test passes with a script error or a refused resource in the console."""
    if "context" not in request.fixturenames:
        yield
        return
    said = []
    context = request.getfixturevalue("context")
    context.on("console", lambda message: said.append(message.text) if _matters(message) else None)
    context.on("weberror", lambda error: said.append(str(error.error)))
    yield
    assert said == []


def _matters(message) -> bool:
    answered = message.text.startswith("Failed to load resource: the server responded with a status of 4")
    page_itself = answered and "/static/" not in message.location.get("url", "")
    cut_off = message.text == "Failed to load resource: net::ERR_INTERNET_DISCONNECTED"  # a test took the network away
    return message.type in ("error", "warning") and not page_itself and not cut_off


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The whole demonstration, running; one for all journeys.

    While journeys are being written, ``CDOP_SITE`` names one that runs already: seeding takes minutes.
    """
    if "CDOP_SITE" in os.environ:
        found, controller = running.join(os.environ["CDOP_SITE"])
        yield found
        controller.stop()
        return
    try:
        found, controller = running.start(tmp_path_factory.mktemp("var"), running.free_port())
    except AssertionError as trouble:  # each journey would try again, for minutes, and none of them could pass
        pytest.exit(str(trouble), returncode=1)
    yield found
    assert running.stop(found, controller) == 0


@pytest.fixture(scope="session")
def _sessions():
    return {}


@pytest.fixture
def enter(browser, site, _sessions):
    """``enter("manager")``: a page signed in as that invented person, watched for console errors until the test ends.

    Signs in once for all tests and keeps the session; ``enter(None)`` is a page of somebody without an account.
    """
    contexts, said = [], []

    def page_of(name: str | None, **options):
        if name and name not in _sessions:
            _sessions[name] = sign_in(browser, site, name)
        context = browser.new_context(base_url=site.url, storage_state=_sessions.get(name), **options)
        context.on("console", lambda message: said.append(message.text) if _matters(message) else None)
        context.on("weberror", lambda error: said.append(str(error.error)))
        contexts.append(context)
        return context.new_page()

    yield page_of
    for context in contexts:
        context.close()
    assert said == []
