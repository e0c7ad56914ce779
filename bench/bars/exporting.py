"""The file of all cases of England, taken by somebody who manages every panel."""

import csv
import io
import time
from pathlib import Path

from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.actions import founding
from accounts.models import Panel, User
from accounts.roles import Role
from audit.recording import SYSTEM
from bench.bar import figure, pair
from cases.selectors import exporting
from cdop.demo.people import SECRET

URL = "/cases/export/"
GIVEN = {"cases": "all", "panels": "everywhere", "dates_of_birth": "on", "purpose": "Measuring", "answerable": "on"}
NATIONAL = {"email": "national@example.org", "full_name": "Zoe National (invented)", "role": Role.MANAGER}


def national() -> User:
    """The manager of every panel, appointed once in the database that is measured."""
    from allauth.mfa.totp.internal.auth import TOTP

    held = Panel.objects.filter(memberships__user__email=NATIONAL["email"])
    for panel in Panel.objects.exclude(pk__in=held):
        founding.appoint(panel=panel, by=SYSTEM, **NATIONAL)
    user = User.objects.get(email=NATIONAL["email"])
    if not user.authenticator_set.exists():
        TOTP.activate(user, SECRET)
    return user


def browser(user: User) -> Client:
    """Signed in, with a second step given just now and for the next hour."""
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time() + 3600}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def _taken(file_format: str):
    client = browser(national())
    cache.clear()  # a turn that an earlier run was stopped in

    def call() -> int:
        answer = client.post(URL, GIVEN | {"file_format": file_format})
        if not answer.streaming:
            raise RuntimeError(f"no file: {answer.status_code}")
        return sum(map(len, answer.streaming_content))

    return call


def _statement() -> str:
    user = national()
    wanted = exporting.Wanted(tuple(user.panels_as(Role.MANAGER)))
    return exporting.copied(exporting.table(user, wanted, dates_of_birth=True))


def _copy():
    statement = _statement()

    def call() -> int:
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            return sum(map(len, copy))

    return call


@pair("P-07a", "all cases as CSV against COPY of the same query", 6)
def as_csv(world):
    """Its entries in the trail with it; the floor sees every row without the wall's question."""
    return _taken("csv"), _copy()


def _memory(name: str) -> int:
    line = next(one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith(name))
    return int(line.split()[1])


@figure("P-07b", "memory that the CSV of all cases takes beside a page", 50, "MB")
def csv_memory(world):
    """The highest that this process stands while it sends, above what it held after the first one."""
    call = _taken("csv")
    call()
    before = _memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the kernel forgets the highest so far
    call()
    return (_memory("VmHWM") - before) / 1024


@figure("P-07c", "queries of the CSV of all cases", 30, "queries")
def csv_queries(world):
    """The rows are one of them, whatever their number."""
    return world.queries(_taken("csv"))


def _written(rows: list[list[str]]):
    from openpyxl import Workbook

    def call() -> int:
        book, made = Workbook(write_only=True), io.BytesIO()
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
        book.save(made)
        return made.tell()

    return call


@pair("P-08", "all cases as XLSX against openpyxl writing the same cells from memory", 1.5)
def as_xlsx(world):
    """The floor has them as lists already; ours reads, passes to a child and sends."""
    with connection.cursor() as cursor, cursor.copy(_statement()) as copy:
        lines = b"".join(bytes(block) for block in copy).decode()
    return _taken("xlsx"), _written(list(csv.reader(io.StringIO(lines, newline=""))))
