"""A web process stays small, whatever it has shown, and neither it nor a worker at rest holds a heavy library."""

import os
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

pytestmark = pytest.mark.slow

MOST_MB = 150
HEAVY = {"scipy", "statsmodels", "vl_convert", "typst", "docx", "xlsxwriter", "openpyxl", "pandas", "numpy"}
WORK = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "cdop.settings.test"
from cdop.worker import app
app.loader.init_worker()
app.finalize(auto=True)
assert any(name.startswith("reporting.") for name in app.tasks), list(app.tasks)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
RARE = {"icalendar", "prometheus_client", "celery", "kombu", "redis", "rapidfuzz"}
"""Loaded where an invitation is sent, monitoring asks, work is handed over, the cache is used, or a text is looked
through for what may say who a child was; not with every start."""
START = """
import gc, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "cdop.settings.test"
import cdop.wsgi
print(gc.isenabled(), gc.get_freeze_count() > 100_000, "reporting.views.figures" in sys.modules)
"""
SERVE = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "cdop.settings.test"
from cdop.wsgi import application
from django.urls import get_resolver
from django.test import Client
list(get_resolver().url_patterns)
browser = Client(HTTP_HOST="127.0.0.1")
for path in ("/help/", "/accessibility/", "/privacy/", "/nowhere/"):
    browser.get(path)
from cases.statutory import catalogue
catalogue.forms()
with open("/proc/self/status") as status:
    kilobytes = next(line for line in status if line.startswith("VmRSS")).split()[1]
print(kilobytes, *sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="only Linux says so")
def test_a_web_process_is_small_and_holds_nothing_heavy():
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SERVE], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    kilobytes, *modules = run.stdout.split()
    assert not (HEAVY | RARE) & set(modules)
    assert int(kilobytes) < MOST_MB * 1024


def test_a_web_process_holds_all_addresses_before_its_first_request():
    """And looks for garbage from then on, no more among what it loaded."""
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", START], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.split() == ["True", "True", "True"]


def test_a_worker_at_rest_holds_nothing_heavy():
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", WORK], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert not HEAVY & set(run.stdout.split())
