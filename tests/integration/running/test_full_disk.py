"""A disk that is full: what is sent is refused whole and said to be, what is there stays, and with room all goes on."""

import errno
import os
import time
import uuid
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from audit.models import Event
from audit.recording import SYSTEM
from cases.models import Attachment
from cdop.keeping import strays
from cdop.running import services
from cdop.running.findings import State
from common.dates import FinancialYear
from common.storage import WholeFiles
from reporting.annual_report import actions, exporting
from tests import crafted, scenarios

pytestmark = pytest.mark.django_db
PDF = crafted.pdf("invented")
FULL = b"no room left to save anything"
PRETENDED = """
CREATE FUNCTION pg_temp.no_room() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER no_room BEFORE INSERT ON cases_attachment FOR EACH ROW EXECUTE FUNCTION pg_temp.no_room()
"""


class Narrow(WholeFiles):
    """A disk with room for a hundred bytes of each file, or room enough."""

    full = False

    def _save(self, name, content):
        return super()._save(name, SimpleNamespace(chunks=lambda: _first_bytes(content)) if self.full else content)


def _first_bytes(content):
    yield content.read(100)
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def disk(settings, tmp_path, monkeypatch):
    """The store of files is a folder, ``disk(full=True)`` fills it; gives the names of what lies there."""
    store = {"BACKEND": f"{__name__}.Narrow", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": store}

    def become(*, full: bool) -> list[Path]:
        monkeypatch.setattr(Narrow, "full", full)
        return [path for path in tmp_path.rglob("*") if path.is_file()]

    return become


@pytest.fixture
def send(panel, manager, signed_in):
    """``send()``: the same document once more, by the form."""
    case, key, browser = scenarios.open_case(panel), uuid.uuid4(), signed_in(manager)
    browser.raise_request_exception = False

    def one():
        sent = {"title": "Report", "file": SimpleUploadedFile("report.pdf", PDF), "new_id": str(key)}
        return browser.post(reverse("cases:document_new", args=[case.pk]), sent)

    return one


@pytest.mark.filterwarnings("ignore")
def test_a_document_that_finds_no_room_is_refused_whole(disk, send):
    disk(full=True)
    refused = send()
    assert (refused.status_code, FULL in refused.content) == (507, True)
    assert not Attachment.objects.exists()
    assert not Event.objects.filter(verb="attachment_added").exists()
    assert disk(full=False) == []
    assert [send().status_code for _ in range(2)] == [302, 302]
    assert Attachment.objects.get().file.read() == PDF
    assert len(disk(full=False)) == 1


@pytest.mark.filterwarnings("ignore")
def test_a_database_without_room_undoes_all_and_the_stray_file_goes_in_time(disk, send):
    with connection.cursor() as cursor:
        cursor.execute(PRETENDED)
    refused = send()
    assert (refused.status_code, FULL in refused.content) == (507, True)
    assert not Attachment.objects.exists()
    (stray,) = disk(full=False)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER no_room ON cases_attachment")
    assert send().status_code == 302
    named = Path(default_storage.path(Attachment.objects.get().file.name))
    _age(named, days=400)
    _age(stray, days=29)
    assert (strays.sweep(by=SYSTEM), stray.exists()) == (0, True)
    _age(stray, days=31)
    assert (strays.sweep(by=SYSTEM), stray.exists(), named.exists()) == (1, False, True)
    assert Event.objects.get(verb="stray_files_deleted").details == {"files": 1}
    assert strays.sweep(by=SYSTEM) == 0


def _age(path: Path, *, days: int) -> None:
    when = time.time() - timedelta(days=days).total_seconds()
    os.utime(path, (when, when))


def _made(export):
    actions.note_step(export=export, step="", by=SYSTEM, snapshot={"invented": 1}, digest="0" * 64)
    actions.finish(export=export, content=b"x" * 1000, by=SYSTEM)


def test_a_report_that_finds_no_room_says_so_and_can_be_asked_for_again(disk, panel, chair, monkeypatch):
    monkeypatch.setattr(exporting, "_make", _made)
    report = actions.open_report(panel=panel, year=FinancialYear(2024), by=chair)
    disk(full=True)
    for expected in ("failed", "ready"):
        asked = {"report_id": report.pk, "edition": "public", "formats": ["csv"], "new_id": uuid.uuid4()}
        (export,) = actions.ask_exports(**asked, by=chair)
        for _ in range(4):
            exporting.run(str(export.pk))
        export.refresh_from_db()
        assert export.state == expected
        assert export.error == ("" if expected == "ready" else actions.exports.NO_ROOM)
        assert len(disk(full=False)) == (expected == "ready")


@pytest.mark.parametrize(
    ("blocks", "names", "state"),
    [(50, 50, State.WELL), (5, 50, State.LOOK), (2, 50, State.FAULT), (50, 1, State.FAULT), (0, 50, State.FAULT)],
)
def test_what_runs_shows_a_disk_without_room_for_bytes_or_for_names(monkeypatch, blocks, names, state):
    told = SimpleNamespace(f_blocks=100, f_bavail=blocks, f_frsize=2**20, f_files=100, f_favail=names)
    monkeypatch.setattr(services.os, "statvfs", lambda path: told)
    assert services.disk().state == state
