"""How much a process holds, and how long it takes to start: each in a fresh one."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, sleep

from bench.bar import figure, pair
from bench.servers import children, fetch, running

ROOT = Path(__file__).parents[2]
PORT, ROUNDS = 8795, 10
START = """
from cdop.wsgi import application
from django.test import Client
assert Client(HTTP_HOST="127.0.0.1").get("/health/live/").status_code == 200
"""
MINIMAL = """
import sys
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.test import Client
from django.urls import path
names = "admin auth contenttypes sessions messages staticfiles"
settings.configure(
    SECRET_KEY="minimal", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, STATIC_URL="static/",
    INSTALLED_APPS=[f"django.contrib.{name}" for name in names.split()],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
)
urlpatterns = [path("", lambda request: HttpResponse(""))]
application = get_wsgi_application()
assert Client(HTTP_HOST="127.0.0.1").get("/").status_code == 200
"""


@figure("P-16a", "memory of a web process that has shown sixty pages", 150, "MB")
def web_memory(world):
    """Pages of memory that it shares counted whole; a soak needs longer, see ``bench.crowd``."""
    session = world.client().cookies["session"].value
    pages = ("/cases/", f"/cases/{world.case.pk}/", "/board/", "/time-limits/", "/figures/", "/meetings/")
    with running(PORT, 1, 0) as servers:
        for _ in range(ROUNDS):
            for page in pages:
                fetch(PORT, page, session)
        return max(servers.memory()["webs"])


@figure("P-16b", "memory of an idle worker with its one child", 200, "MB")
def worker_memory(world):
    """Pages that both share counted once."""
    with running(PORT, 0, 1) as servers:
        worker = servers.workers[0]
        for _ in range(100):
            if children(worker.pid) and worker.poll() is None:
                break
            sleep(0.2)
        sleep(3)
        return sum(_shared_once(one) for one in [worker.pid, *children(worker.pid)])


def _shared_once(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


@pair("P-17a", "cold start to the first answer against a new project of Django's", 3)
def cold(world):
    """Both without a look at a database."""
    surroundings = {**os.environ, "DJANGO_SETTINGS_MODULE": "cdop.settings.local"}
    return _fresh(START, surroundings), _fresh(MINIMAL, os.environ)


def _fresh(words: str, surroundings):
    command = [sys.executable, "-W", "ignore", "-c", words]
    return lambda: subprocess.run(command, cwd=ROOT, env=surroundings, check=True)


@figure("P-17b", "migrations from an empty database, its making included", 60, "seconds")
def migrate(world):
    """In a folder of its own that goes afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="bench-migrate-"))
    folder.chmod(0o755)  # the account of the database passes through
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    for name in ("DJANGO_SETTINGS_MODULE", "CDOP_DATABASE_ROLE", "CDOP_PANELS"):
        kept.pop(name, None)
    started = perf_counter()
    try:
        command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        subprocess.run(command, cwd=ROOT, env={**kept, "CDOP_VAR": str(folder)}, check=True)
        return perf_counter() - started
    finally:
        shutil.rmtree(folder, ignore_errors=True)
