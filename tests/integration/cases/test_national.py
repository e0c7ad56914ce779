"""The national return: what would be sent, what is missing, what changed, and what was sent."""

import json
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from cases.actions import national, steps
from cases.actions import requests as request_actions
from cases.actions.cases import change_facts
from cases.identity import actions as identity
from cases.identity import national as content
from cases.identity.models import Child, ReturnCopy
from cases.models import NationalReturn
from cases.national import senders
from cases.national.bundle import Bundle, Line, Part, changes
from common.dates import today
from common.errors import NotNow, Refused, Stale
from tests import factories, scenarios


@pytest.fixture
def case(panel, manager):
    return scenarios.open_case(panel, by=manager, died_on=today() - timedelta(days=40))


def _bundle(case, by) -> Bundle:
    return content.bundle_of(case, by=by, purpose="Test")


def _send(case, by, stage="notification", **how):
    how = {"new_id": uuid.uuid4(), "on": today(), "digest": _bundle(case, by).digest, **how}
    return national.send(case_id=case.pk, stage=stage, by=by, **how)


def _fields(bundle: Bundle) -> dict[str, Line]:
    return {line.key: line for line in bundle.lines}


def test_it_holds_what_is_known_and_names_what_is_missing(case, manager):
    bundle = _bundle(case, manager)
    fields, child = _fields(bundle), Child.objects.get(case=case)
    assert fields["child.surname"].value == child.surname
    assert fields["death.on"].value == case.died_on.isoformat()
    assert fields["residence.authority"].value == case.local_authority_id
    assert fields["notifier.name"].value == "Sample Notifier"
    missing = {line.key for line in bundle.missing}
    assert {"child.gp_practice", "residence.address", "professionals.none"} <= missing
    assert "child.nhs_number" not in missing
    assert len({line.key for line in bundle.lines}) == len(bundle.lines)


def test_a_reason_stands_for_a_number_that_is_not_there(panel, manager):
    case = scenarios.open_case(panel, by=manager, child={"nhs_number": "", "nhs_number_absence": "not_available"})
    assert "child.nhs_number" not in {line.key for line in _bundle(case, manager).missing}


def test_returns_of_agencies_go_along(case, manager):
    asked = request_actions.ask(
        case_id=case.pk, new_id=uuid.uuid4(), by=manager, organisation=factories.organisation("Sample Surgery"),
        respondent_name="Sample", respondent_email="gp@example.org",
    )  # fmt: skip
    request_actions.receive(
        request_id=asked.pk, version=asked.version, by=manager, on=today(), via="post", text="Invented return"
    )
    assert _fields(_bundle(case, manager))[f"returns.{asked.pk}.text"].value == "Invented return"


def test_the_same_content_has_the_same_digest(case, manager):
    first, second = _bundle(case, manager), _bundle(case, manager)
    assert first.digest == second.digest
    identity.set_child(case_id=case.pk, version=Child.objects.get(case=case).version, by=manager, surname="Otherwise")
    assert _bundle(case, manager).digest != first.digest


def test_a_submission_keeps_a_sealed_copy_and_the_date(case, manager):
    made = _send(case, manager, receipt="N-1", on=today() - timedelta(days=1))
    case.refresh_from_db()
    assert (made.number, made.receipt, made.sender) == (1, "N-1", "by_hand")
    assert case.ncmd_notified_on == today() - timedelta(days=1)
    surname = Child.objects.get(case=case).surname
    assert surname not in ReturnCopy.objects.get().sealed
    assert surname in json.dumps(content.copy_of(made, by=manager))
    event = Event.objects.get(verb="return_sent")
    assert surname not in str(event.details)
    assert event.details["digest"] == made.digest


def test_what_changed_is_told_field_by_field(case, manager):
    made = _send(case, manager)
    child = Child.objects.get(case=case)
    identity.set_child(case_id=case.pk, version=child.version, by=manager, surname="Otherwise", school="Sample School")
    found = changes(content.last_content(made), _bundle(case, manager).content())
    assert {(change.key, change.before, change.now) for change in found} == {
        ("child.surname", child.surname, "Otherwise"),
        ("child.school", "", "Sample School"),
    }
    assert content.changed(case.panel, by=manager) == {case.pk}
    _send(case, manager, stage="reporting")
    assert content.changed(case.panel, by=manager) == set()
    assert [row.number for row in case.national_returns.order_by("number")] == [1, 2]


def test_work_that_changes_nothing_sent_is_no_change(case, manager):
    _send(case, manager)
    case.refresh_from_db()
    steps.assign(case_id=case.pk, version=case.version, worker=manager, by=manager)
    assert content.changed(case.panel, by=manager) == set()


def test_sent_twice_is_one_submission(case, manager):
    key, digest = uuid.uuid4(), _bundle(case, manager).digest
    for _ in range(2):
        national.send(case_id=case.pk, new_id=key, stage="notification", on=today(), digest=digest, by=manager)
    assert NationalReturn.objects.count() == 1
    assert Event.objects.filter(verb="return_sent").count() == 1


def test_what_was_not_seen_is_not_recorded(case, manager):
    digest = _bundle(case, manager).digest
    change_facts(case_id=case.pk, version=case.version, by=manager, sex="male")
    with pytest.raises(Stale):
        _send(case, manager, digest=digest)
    assert not NationalReturn.objects.exists()


@pytest.mark.parametrize(
    ("stage", "days", "code"),
    [("final", 0, "not_reviewed"), ("notification", -1, "date"), ("notification", 400, "date")],
)
def test_when_it_cannot_be(case, manager, stage, days, code):
    with pytest.raises(NotNow) as refused:
        _send(case, manager, stage=stage, on=today() - timedelta(days=days))
    assert refused.value.code == code


def test_a_connection_that_does_not_deliver_leaves_no_record(case, manager, monkeypatch):
    class Broken(senders.ByHand):
        def send(self, content, *, key, said):
            raise ConnectionError("nobody answers")

    monkeypatch.setattr(senders, "current", Broken)
    with pytest.raises(ConnectionError):
        _send(case, manager)
    assert not NationalReturn.objects.exists()
    case.refresh_from_db()
    assert case.ncmd_notified_on is None


@pytest.mark.parametrize("role", ["doctor", "chair", "member", "respondent", "analyst", "auditor", "administrator"])
def test_only_the_manager_sends_or_looks(case, manager, panel, person, role):
    user = person(role, areas=panel.areas.all() if role == "doctor" else ())
    with pytest.raises(Refused):
        _bundle(case, user)
    with pytest.raises(Refused):
        _send(case, user, digest=_bundle(case, manager).digest)


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        ({"a": "1"}, {"a": "1"}, []),
        ({"a": "1"}, {"a": "2"}, [("a", "1", "2")]),
        ({"a": "1"}, {"a": "1", "b": "2"}, [("b", "", "2")]),
        ({"a": "1", "b": "2"}, {"a": "1"}, [("b", "2", "")]),
        ({"a": ""}, {}, []),
        (None, {"a": "1"}, []),
    ],
)
def test_differences(before, now, found):
    def made(values):
        return Bundle("R", (Part("p", "P", tuple(Line(k, k, v, v) for k, v in values.items())),)).content()

    told = changes(made(before) if before is not None else None, made(now))
    assert [(change.key, change.before, change.now) for change in told] == found


def test_the_pages(case, manager, signed_in):
    client = signed_in(manager)
    page = client.get(reverse("cases:national_return", args=[case.pk])).content.decode()
    assert "Required and missing" in page
    assert "GP practice" in page
    sheet = client.get(reverse("cases:national_sheet", args=[case.pk])).content.decode()
    assert sheet.index("The child") < sheet.index("The death") < sheet.index("Professionals who knew")
    bundle = client.get(reverse("cases:national_bundle", args=[case.pk]))
    assert bundle["Content-Disposition"] == f'attachment; filename="return-{case.reference}.json"'
    assert bundle.json() == _bundle(case, manager).content()
    form = reverse("cases:national_send", args=[case.pk])
    assert "required fields are missing" in client.get(form).content.decode()
    day = today()
    answers = {
        "new_id": uuid.uuid4(), "digest": _bundle(case, manager).digest, "stage": "notification", "receipt": "N-9",
        "on_day": day.day, "on_month": day.month, "on_year": day.year,
    }  # fmt: skip
    assert client.post(form, answers)["Location"] == reverse("cases:national_return", args=[case.pk])
    sent = NationalReturn.objects.get()
    copy = client.get(reverse("cases:national_sent", args=[case.pk, sent.pk])).content.decode()
    assert "N-9" in copy
    assert Child.objects.get(case=case).surname in copy
    other = scenarios.open_case(case.panel, by=manager)
    assert client.get(reverse("cases:national_sent", args=[other.pk, sent.pk])).status_code == 404


@pytest.mark.parametrize(
    ("show", "there"),
    [("due", True), ("notification", True), ("final", False), ("sent", False), ("nonsense", True)],
)
def test_the_list_says_what_is_due(case, manager, signed_in, show, there):
    page = signed_in(manager).get(reverse("cases:national_returns"), {"show": show}).content.decode()
    assert (case.reference in page) == there


def test_the_list_takes_the_same_number_of_queries(panel, manager, signed_in):
    client, counts = signed_in(manager), []
    client.get(reverse("cases:national_returns"))
    for _ in range(2):
        for _ in range(4):
            case = scenarios.open_case(panel, by=manager)
            _send(case, manager)
            child = Child.objects.get(case=case)
            identity.set_child(case_id=case.pk, version=child.version, by=manager, school="Sample School")
        with CaptureQueriesContext(connection) as taken:
            page = client.get(reverse("cases:national_returns"), {"show": "changed"}).content.decode()
        assert case.reference in page
        counts.append(len(taken))
    assert counts[0] == counts[1]
