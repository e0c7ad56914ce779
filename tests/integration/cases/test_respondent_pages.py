"""What an agency respondent and a key worker see: their own, and nothing else of a case."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Event
from cases.actions import attachments, key_workers, notes, requests
from cases.models import Attachment, InformationRequest, KeyWorker
from cases.selectors.requests import own
from common.dates import today
from common.errors import Refused
from panels.actions import extracts
from tests import crafted, factories, scenarios
from tests.integration.cases.form_answers import dated


@pytest.fixture
def case(panel):
    return scenarios.open_case(
        panel,
        child={"first_names": "Zebulon", "surname": "Quillfeather", "postcode": "LU1 2AA", "school": "Secret School"},
    )


@pytest.fixture
def respondent(person):
    return person("respondent")


def _ask(case, by, email):
    return requests.ask(
        case_id=case.pk,
        new_id=uuid.uuid4(),
        by=by,
        organisation=factories.organisation(),
        respondent_name="Sample Respondent",
        respondent_email=email,
    )


@pytest.fixture
def asked(case, manager, respondent):
    notes.add(case_id=case.pk, new_id=uuid.uuid4(), by=manager, happened_on=today(), text="Secret note")
    return _ask(case, manager, respondent.email.upper())


def _page(request):
    return reverse("cases:answer", args=[request.pk])


def _answer(request, **fields):
    return {"version": request.version, "new_id": uuid.uuid4(), "text": "Seen twice.", **fields}


def test_the_list_has_the_reference_and_no_name(asked, respondent, signed_in):
    page = signed_in(respondent).get("/requests/").content.decode()
    assert asked.case.reference in page
    assert "Quillfeather" not in page


def test_what_waits_for_an_answer_stands_first(asked, case, manager, respondent):
    waits = _ask(case, manager, respondent.email)
    requests.answer(request_id=asked.pk, version=asked.version, by=respondent, text="Seen twice.")
    assert list(own(respondent, case.panel)) == [waits, asked]


def test_the_page_shows_what_finds_the_child_and_nothing_more(asked, respondent, signed_in):
    page = signed_in(respondent).get(_page(asked)).content.decode()
    for wanted in ("Zebulon Quillfeather", "section 16N", asked.case.panel.contact_email):
        assert wanted in page
    for kept in ("LU1 2AA", "Secret School", "Secret note", "Invented circumstances"):
        assert kept not in page
    looks = Event.objects.filter(verb="identity_viewed", actor_id=str(respondent.pk))
    assert looks.count() == 1


def test_a_request_to_somebody_else_is_not_there(case, manager, respondent, signed_in):
    other = _ask(case, manager, "other@example.org")
    client = signed_in(respondent)
    assert client.get(_page(other)).status_code == 404
    assert client.post(_page(other), _answer(other)).status_code == 404
    assert other.case.reference not in client.get("/requests/").content.decode()


@pytest.mark.parametrize(
    "name", ["case", "timeline", "identity", "documents", "analysis", "case_requests", "ask", "note"]
)
def test_the_case_itself_is_not_there(asked, respondent, signed_in, name):
    assert signed_in(respondent).get(reverse(f"cases:{name}", args=[asked.case_id])).status_code == 404


def test_an_ended_role_ends_the_view(asked, respondent, signed_in):
    respondent.memberships.update(ends_on="2020-01-01", starts_on="2019-01-01")
    assert signed_in(respondent).get(_page(asked)).status_code == 404


def test_save_then_send_then_read_only(asked, respondent, signed_in, manager):
    client = signed_in(respondent)
    file = SimpleUploadedFile("notes.pdf", crafted.pdf("text"))
    assert client.post(_page(asked), _answer(asked, save="1", file=file)).status_code == 302
    page = client.get(_page(asked)).content.decode()
    assert "Seen twice." in page
    assert "notes.pdf" in page
    assert client.post(_page(asked), _answer(asked, version=2)).status_code == 302
    page = client.get(_page(asked)).content.decode()
    assert "Your answer has been sent" in page
    assert "<textarea" not in page
    assert client.post(_page(asked), _answer(asked, version=3, text="Changed")).status_code == 302
    asked.refresh_from_db()
    assert asked.return_text == "Seen twice."


def test_the_office_reads_an_answer_only_once_it_is_sent(asked, respondent, signed_in, manager):
    requests.save_answer(request_id=asked.pk, version=1, by=respondent, text="Half a thought")
    page = reverse("cases:request", args=[asked.case_id, asked.pk])
    assert "Half a thought" not in signed_in(manager).get(page).content.decode()
    requests.answer(request_id=asked.pk, version=2, by=respondent, text="A whole one")
    assert "A whole one" in signed_in(manager).get(page).content.decode()
    assert Event.objects.filter(verb="request_viewed").count() == 1


def test_not_knowing_the_child_is_an_answer(asked, respondent, signed_in):
    signed_in(respondent).post(_page(asked), _answer(asked, text="", not_known="1"))
    asked.refresh_from_db()
    assert asked.state == InformationRequest.State.NOT_KNOWN_CHILD


def test_an_old_page_shows_both_texts(asked, respondent, signed_in):
    requests.save_answer(request_id=asked.pk, version=1, by=respondent, text="Saved elsewhere")
    answer = signed_in(respondent).post(_page(asked), _answer(asked, text="Typed here", save="1"))
    assert answer.status_code == 409
    assert "Saved elsewhere" in answer.content.decode()
    assert "Typed here" in answer.content.decode()


@pytest.mark.parametrize("content", [b"MZ\x90\x00", b"<html></html>"])
def test_a_bad_file_keeps_the_typed_answer(asked, respondent, signed_in, content):
    file = SimpleUploadedFile("notes.pdf", content)
    page = signed_in(respondent).post(_page(asked), _answer(asked, file=file)).content.decode()
    assert "must be one of" in page
    assert "Seen twice." in page
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_a_file_is_taken_back_before_sending_only(asked, respondent, signed_in):
    client = signed_in(respondent)
    client.post(_page(asked), _answer(asked, save="1", file=SimpleUploadedFile("a.pdf", crafted.pdf("a"))))
    row = asked.attachments.get()
    assert client.get(reverse("cases:own_file", args=[asked.pk, row.pk])).status_code == 200
    assert client.post(reverse("cases:detach", args=[asked.pk, row.pk])).status_code == 302
    assert client.get(reverse("cases:own_file", args=[asked.pk, row.pk])).status_code == 404
    client.post(_page(asked), _answer(asked, version=2, file=SimpleUploadedFile("b.pdf", crafted.pdf("b"))))
    kept = asked.attachments.get(removed_at=None)
    assert client.post(reverse("cases:detach", args=[asked.pk, kept.pk])).status_code == 409


def test_the_list_costs_the_same_however_long(case, manager, respondent, signed_in, django_assert_num_queries):
    client = signed_in(respondent)
    _ask(case, manager, respondent.email)
    client.get("/requests/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get("/requests/")
    for _ in range(8):
        _ask(case, manager, respondent.email)
    with django_assert_num_queries(len(one)):
        client.get("/requests/")


@pytest.fixture
def family(case, manager, person):
    own = person("key_worker")
    return key_workers.name(
        case_id=case.pk,
        new_id=uuid.uuid4(),
        by=manager,
        name="Kit",
        organisation=factories.organisation(),
        contact="01632 960002",
        starts_on=today(),
        user=own,
    )


def test_a_key_worker_sees_own_families_in_plain_words(family, signed_in):
    page = signed_in(family.user).get("/families/").content.decode()
    for wanted in ("Zebulon Quillfeather", family.case.reference, "asking the people who knew the child"):
        assert wanted in page
    assert "Gathering information" not in page
    assert Event.objects.filter(verb="names_listed", actor_id=str(family.user_id)).count() == 1


def test_a_key_worker_changes_the_own_contact_only(family, person, signed_in):
    page = reverse("cases:family", args=[family.pk])
    assert signed_in(person("key_worker")).get(page).status_code == 404
    client = signed_in(family.user)
    assert client.post(page, {"version": 1, "contact": "01632 960009"}).status_code == 302
    assert KeyWorker.objects.get().contact == "01632 960009"
    assert client.post(page, {"version": 1, "contact": "Old page"}).status_code == 409
    assert client.get(reverse("cases:case", args=[family.case_id])).status_code == 404


def test_an_ended_task_ends_the_view(family, manager, signed_in):
    key_workers.end(key_worker_id=family.pk, version=1, by=manager, on=today())
    family.starts_on = today()
    KeyWorker.objects.filter(pk=family.pk).update(starts_on="2020-01-01", ends_on="2020-02-01")
    assert "Quillfeather" not in signed_in(family.user).get("/families/").content.decode()


def test_a_file_is_read_by_nobody_else_before_the_answer_is_sent(asked, case, manager, respondent, signed_in):
    """As the words beside it are not; with the answer both are there."""
    file = SimpleUploadedFile("own.pdf", crafted.pdf("invented"))
    requests.save_answer(request_id=asked.pk, version=asked.version, by=respondent, text="", file=file)
    document = asked.attachments.get()
    office = signed_in(manager)
    pages = [reverse(f"cases:{name}", args=[case.pk]) for name in ("documents", "timeline")]
    pages.append(reverse("panels:choose", args=[case.pk]))
    own = [reverse(f"cases:{name}", args=[case.pk, document.pk]) for name in ("download", "remove_document")]
    assert not [url for url in pages if document.title in office.get(url).content.decode()]
    assert [office.get(url).status_code for url in own] == [404, 404]
    with pytest.raises(Refused):
        attachments.read(attachment_id=document.pk, by=manager)
    with pytest.raises(Attachment.DoesNotExist):
        extracts.choose_document(case_id=case.pk, attachment_id=document.pk, by=manager)
    mine = reverse("cases:own_file", args=[asked.pk, document.pk])
    assert signed_in(respondent).get(mine).status_code == 200

    asked.refresh_from_db()
    requests.answer(request_id=asked.pk, version=asked.version, by=respondent, text="Seen twice.")
    office = signed_in(manager)
    assert all(document.title in office.get(url).content.decode() for url in pages)
    assert [office.get(url).status_code for url in own] == [200, 200]


def test_a_clash_with_a_draft_does_not_show_it_to_the_office(asked, case, manager, respondent, signed_in):
    """Whoever records an answer that came another way is told that something changed, and not what."""
    url = reverse("cases:receive", args=[case.pk, asked.pk])
    office = signed_in(manager)
    data = {"version": asked.version, "via": "phone", "text": "Nothing more is known.", "knew_child": "yes",
            **dated("on", today())}  # fmt: skip
    requests.save_answer(request_id=asked.pk, version=asked.version, by=respondent, text="Zqdraft words")
    answer = office.post(url, data)
    assert answer.status_code == 409
    assert "Zqdraft" not in answer.content.decode()
    assert "Nothing more is known." in answer.content.decode()
    asked.refresh_from_db()
    assert (asked.state, asked.return_text) == ("asked", "Zqdraft words")
