"""Documents: taken in under a random name, sent only after the rule and the trail, removed with a reason."""

import uuid

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Event
from cases.actions import attachments
from cases.models import Attachment
from common.errors import NotNow, Refused
from tests import crafted
from tests import scenarios_casework as scenarios

PDF = crafted.pdf("invented")


@pytest.fixture
def case(panel):
    return scenarios.open_case(panel)


@pytest.fixture
def document(case, manager):
    file = ContentFile(PDF, name="Report of Zebulon Quillfeather.pdf")
    return attachments.add(case_id=case.pk, new_id=uuid.uuid4(), by=manager, title="Report", file=file)


def _verbs(case, verb):
    return Event.objects.filter(case_id=str(case.pk), verb=verb).count()


def test_the_stored_name_is_random_and_the_file_unscanned(case, document):
    assert "Quillfeather" not in document.file.name
    assert document.file.name.startswith(f"attachments/{case.pk}/")
    assert (document.scan, document.size, document.content_type) == ("not_scanned", len(PDF), "application/pdf")
    assert _verbs(case, "attachment_added") == 1
    assert "Quillfeather" not in str(Event.objects.filter(verb="attachment_added").values())


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"MZ\x90\x00", "must be one of"), (b"<html></html>", "must be one of")],
)
def test_other_files_are_refused(case, manager, content, words):
    file = ContentFile(content, name="report.pdf")
    with pytest.raises(NotNow, match=words):
        attachments.add(case_id=case.pk, new_id=uuid.uuid4(), by=manager, title="Report", file=file)
    assert not Attachment.objects.exists()


def test_a_file_too_big_is_refused(case, manager, settings):
    settings.ATTACHMENT_MAX_BYTES = 10
    with pytest.raises(NotNow, match="smaller"):
        attachments.add(
            case_id=case.pk, new_id=uuid.uuid4(), by=manager, title="R", file=ContentFile(PDF, name="r.pdf")
        )


def test_the_same_upload_twice_is_one_document(case, manager):
    key = uuid.uuid4()
    for _ in range(2):
        attachments.add(case_id=case.pk, new_id=key, by=manager, title="R", file=ContentFile(PDF, name="r.pdf"))
    assert Attachment.objects.get().pk == key
    assert _verbs(case, "attachment_added") == 1


@pytest.mark.parametrize("role", ["chair", "member", "respondent", "key_worker", "analyst", "auditor", "administrator"])
def test_others_neither_add_nor_read_nor_remove(case, document, person, role):
    user = person(role)
    with pytest.raises(Refused):
        attachments.add(case_id=case.pk, new_id=uuid.uuid4(), by=user, title="R", file=ContentFile(PDF, name="r.pdf"))
    with pytest.raises(Refused):
        attachments.read(attachment_id=document.pk, by=user)
    with pytest.raises(Refused):
        attachments.remove(attachment_id=document.pk, by=user, reason="No")


def test_a_download_is_an_attachment_recorded_once(case, document, signed_in, doctor):
    answer = signed_in(doctor).get(reverse("cases:download", args=[case.pk, document.pk]))
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert _verbs(case, "attachment_downloaded") == 1


def test_a_document_of_another_case_is_not_there(panel, document, signed_in, manager):
    other = scenarios.open_case(panel)
    assert signed_in(manager).get(reverse("cases:download", args=[other.pk, document.pk])).status_code == 404


def test_another_panels_manager_finds_nothing(case, document, other_panel, signed_in):
    from tests import factories

    outsider = factories.person(other_panel, "manager")
    assert signed_in(outsider).get(reverse("cases:download", args=[case.pk, document.pk])).status_code == 404


def test_a_removed_document_stays_on_record_but_opens_for_nobody(case, document, signed_in, manager):
    client = signed_in(manager)
    page = reverse("cases:remove_document", args=[case.pk, document.pk])
    assert b"Enter" in client.post(page, {"reason": ""}).content
    assert client.post(page, {"reason": "Belongs to another case"}).status_code == 302
    assert client.get(reverse("cases:download", args=[case.pk, document.pk])).status_code == 409
    assert b"Belongs to another case" in client.get(reverse("cases:documents", args=[case.pk])).content
    assert _verbs(case, "attachment_removed") == 1
    assert _verbs(case, "attachment_downloaded") == 0


def test_a_bad_upload_is_explained_on_the_page(case, signed_in, manager):
    page = reverse("cases:document_new", args=[case.pk])
    file = SimpleUploadedFile("innocent.pdf", b"<html><script></script></html>", content_type="application/pdf")
    answer = signed_in(manager).post(page, {"title": "Report", "file": file, "new_id": uuid.uuid4()})
    assert answer.status_code == 200
    assert b"The selected file must be one of" in answer.content
    assert b'value="Report"' in answer.content
