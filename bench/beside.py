"""Heavy work while a crowd reads pages: annual reports and the file of all cases, one after the other, without end."""

import contextlib
import http.client
import threading
import time
import uuid
from collections.abc import Iterable, Iterator
from datetime import timedelta
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Max

from accounts.models import Panel, User
from accounts.roles import Role
from bench.servers import HOST, Servers
from cases.models import Case
from common.dates import FinancialYear

LONGEST = 600


@contextlib.contextmanager
def beside(kinds: Iterable[str], servers: Servers, over: threading.Event) -> Iterator[list[str]]:
    """Each kind goes on in a thread of its own until ``over``; what it made stands in the list afterwards."""
    done: list[str] = []
    work = {"report": _reports, "export": _exports}
    threads = [threading.Thread(target=work[kind], args=(servers, over, done)) for kind in kinds]
    for thread in threads:
        thread.start()
    try:
        yield done
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _reports(servers: Servers, over: threading.Event, done: list[str]) -> None:
    """A public report of a panel and year as PDF, then of the next panel: asked for by the chair, made by a worker."""
    took: list[float] = []
    for panel in Panel.objects.filter(cases__reviewed_on__isnull=False).distinct().order_by("code"):
        if over.is_set():
            break
        started = time.monotonic()
        state = _report(panel)
        took.append(time.monotonic() - started)
        if state != "ready":
            done.append(f"a report of {panel.code} is {state}")
    connection.close()
    done.append(f"{len(took)} annual reports made beside, {max(took):.0f} seconds at most")


def _report(panel: Panel) -> str:
    from reporting.annual_report.actions import exports, sections
    from reporting.annual_report.models import Export

    chair = User.objects.filter(memberships__panel=panel, memberships__role=Role.CHAIR).earliest("pk")
    last = Case.objects.filter(panel=panel).aggregate(last=Max("reviewed_on"))["last"] - timedelta(days=365)
    report = sections.open_report(panel=panel, year=FinancialYear.of(last), by=chair)
    asked = {"edition": Export.Edition.PUBLIC, "formats": [Export.Format.PDF], "new_id": uuid.uuid4()}
    export = exports.ask_exports(report_id=report.pk, **asked, by=chair)[0]
    for _ in range(LONGEST):
        export.refresh_from_db()
        if export.state not in (Export.State.DUE, Export.State.RUNNING):
            break
        time.sleep(1)
    return export.state


def _exports(servers: Servers, over: threading.Event, done: list[str]) -> None:
    """All cases of England as CSV, fetched to the end by somebody who manages every panel."""
    from bench.bars.exporting import browser, national

    session, sizes, took = browser(national()).cookies["session"].value, [], []
    while not over.is_set():
        started = time.monotonic()
        sizes.append(export(servers.ports[0], session, "csv"))
        took.append(time.monotonic() - started)
        over.wait(5)
    connection.close()
    done.append(f"{len(sizes)} files of all cases, {sizes[0] / 1e6:.1f} MB, {max(took):.0f} seconds at most")


def export(port: int, session: str, file_format: str) -> int:
    """The bytes of one such file."""
    from bench.bars.exporting import GIVEN, URL

    token = "a" * 32
    headers = {
        "Cookie": f"session={session}; csrf={token}", "X-CSRFToken": token,
        "Content-Type": "application/x-www-form-urlencoded",
    }  # fmt: skip
    asked = http.client.HTTPConnection(HOST, port, timeout=300)
    try:
        asked.request("POST", URL, urlencode(GIVEN | {"file_format": file_format}), headers)
        answer = asked.getresponse()
        size = len(answer.read())
    finally:
        asked.close()
    if answer.status != 200 or "attachment" not in answer.getheader("Content-Disposition", ""):
        raise RuntimeError(f"no file: {answer.status}")
    return size
