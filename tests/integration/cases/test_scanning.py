"""The virus scan: held until there is a verdict, opened or closed by it, never lost while the scanner is down."""

import io
import uuid

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from audit.models import Event
from audit.recording import SYSTEM
from cases import tasks
from cases.actions import attachments, scanning
from cases.models import Attachment
from common.errors import NotNow
from common.files import scanner as protocol
from tests import scenarios_casework as scenarios
from tests.scanning import scanner


@pytest.fixture
def case(panel):
    return scenarios.open_case(panel)


def _added(case, by, words: str = "Invented words") -> Attachment:
    file = ContentFile(words.encode(), name="words.txt")
    return attachments.add(case_id=case.pk, new_id=uuid.uuid4(), by=by, title="Words", file=file)


def _state(document) -> str:
    document.refresh_from_db()
    return document.scan


def test_without_a_scanner_a_document_is_marked_and_opens(case, manager):
    document = _added(case, manager)
    assert _state(document) == "not_scanned"
    assert attachments.read(attachment_id=document.pk, by=manager) == document
    assert tasks.scan_waiting() == 0
    assert _state(document) == "not_scanned"


def test_with_a_scanner_it_is_held_until_nothing_was_found(case, manager, settings):
    with scanner(settings) as server:
        document = _added(case, manager)
        assert _state(document) == "waiting"
        with pytest.raises(NotNow) as refused:
            attachments.read(attachment_id=document.pk, by=manager)
        assert refused.value.code == "waiting"
        tasks.scan_attachment(str(document.pk))
    assert server.seen == [b"Invented words"]
    assert _state(document) == "clean"
    assert attachments.read(attachment_id=document.pk, by=manager) == document
    assert Event.objects.filter(verb="attachment_scanned", subject_id=str(document.pk)).count() == 1


def test_what_was_found_closes_it_for_good(case, manager, settings, signed_in):
    with scanner(settings):
        document = _added(case, manager, "EICAR invented")
        assert tasks.scan_waiting() == 1
        assert tasks.scan_waiting() == 0
    assert (_state(document), document.scan_found) == ("infected", "Invented.Test")
    client = signed_in(manager)
    assert client.get(reverse("cases:download", args=[case.pk, document.pk])).status_code == 409
    page = client.get(reverse("cases:documents", args=[case.pk])).content.decode()
    assert "Held back" in page
    assert f'href="{reverse("cases:download", args=[case.pk, document.pk])}"' not in page
    assert Event.objects.filter(verb="attachment_held").count() == 1


def test_while_the_scanner_is_down_documents_wait_and_then_the_sweep_drains_them(case, manager, settings):
    with scanner(settings):
        pass  # it was there, and is gone
    held = [_added(case, manager, f"Words {number}") for number in range(3)]
    assert tasks.scan_waiting() == 0
    assert {_state(document) for document in held} == {"waiting"}
    with scanner(settings):
        assert tasks.scan_waiting() == 3
    assert {_state(document) for document in held} == {"clean"}


def test_documents_from_before_are_scanned_once_there_is_a_scanner(case, manager, settings):
    before = _added(case, manager, "EICAR before")
    with scanner(settings):
        after = _added(case, manager)
        assert tasks.scan_waiting() == 2
    assert (_state(before), _state(after)) == ("infected", "clean")


@pytest.mark.parametrize("answer", ["INSTREAM size limit exceeded. ERROR", "stream: ", "UNKNOWN COMMAND", ""])
def test_anything_but_a_verdict_leaves_it_held(case, manager, settings, answer):
    with scanner(settings) as server:
        server.answers = answer or " "
        document = _added(case, manager)
        assert not scanning.scan(attachment_id=document.pk, by=SYSTEM)
    assert _state(document) == "waiting"


def test_a_verdict_is_written_once(case, manager, settings):
    with scanner(settings):
        document = _added(case, manager)
        scanning.scan(attachment_id=document.pk, by=SYSTEM)
    scanning.keep(attachment_id=document.pk, found="Late.Test", by=SYSTEM)
    assert _state(document) == "clean"


def test_a_removed_document_is_not_scanned(case, manager, settings):
    with scanner(settings) as server:
        document = _added(case, manager)
        attachments.remove(attachment_id=document.pk, by=manager, reason="Wrong case")
        assert tasks.scan_waiting() == 0
        assert scanning.scan(attachment_id=document.pk, by=SYSTEM)
    assert server.seen == []


def test_the_scanner_speaks_over_a_unix_socket_too(settings, tmp_path):
    settings.CLAMD_ADDRESS = f"unix:{tmp_path}/nobody.ctl"
    with pytest.raises(protocol.ScannerDown):
        protocol.scan(io.BytesIO(b"x"))


def test_a_case_and_a_panel_hold_so_much(case, manager, settings):
    settings.ATTACHMENT_MAX_PER_CASE = 2
    settings.ATTACHMENT_QUOTA_BYTES = 30
    first = _added(case, manager, "x" * 20)
    with pytest.raises(NotNow) as full:
        _added(case, manager, "y" * 11)
    assert full.value.code == "quota"
    attachments.remove(attachment_id=first.pk, by=manager, reason="Not needed")
    _added(case, manager, "y" * 11)
    _added(case, manager, "z" * 11)
    with pytest.raises(NotNow) as many:
        _added(case, manager, "w")
    assert many.value.code == "too_many"


def test_the_form_says_what_the_action_would(case, manager, settings, signed_in):
    """A full panel is told on the page, with what was typed still there."""
    settings.ATTACHMENT_QUOTA_BYTES = 5
    file = ContentFile(b"Invented words", name="words.txt")
    page = reverse("cases:document_new", args=[case.pk])
    answer = signed_in(manager).post(page, {"title": "Words", "file": file, "new_id": uuid.uuid4()})
    assert answer.status_code == 200
    assert "room for documents is used up" in answer.content.decode()
    assert 'value="Words"' in answer.content.decode()
