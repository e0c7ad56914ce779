"""Deaths that pass between panels: what was agreed is kept, what left does not count, what comes back is ours again."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from cases.actions import steps, transfers, triage
from cases.models import Case, Transfer
from cases.workflow import Step
from common.dates import today
from common.errors import NotNow, Refused
from tests import factories, scenarios

AGREED = {
    "other_panel": "Sampleshire North CDOP", "contact": "north@example.org", "agreed_with": "Sample Manager",
    "agreed_on": today() - timedelta(days=1), "their_reference": "N-1", "reason": "Lived there",
}  # fmt: skip
FORWARDED = {"other_panel": "Sampleshire North CDOP", "reason": "Lived there"}


@pytest.fixture
def case(panel, manager):
    return scenarios.open_case(panel, by=manager)


def _of_case(case, by, kind="out", **how):
    return transfers.of_case(**{"case_id": case.pk, "new_id": uuid.uuid4(), "by": by, "kind": kind, **AGREED, **how})


def _of_notification(found, by, kind="forwarded", **how):
    given = {"notification_id": found.pk, "version": found.version, "new_id": uuid.uuid4(), "by": by, "kind": kind}
    return transfers.of_notification(**{**given, **FORWARDED, **how})


@pytest.mark.parametrize(
    ("kind", "status", "counts"),
    [
        ("out", "transferred", False),
        ("joint_them", "transferred", False),
        ("joint_us", "gathering", True),
        ("in", "gathering", True),
    ],
)
def test_only_what_we_review_counts(case, manager, kind, status, counts):
    made = _of_case(case, manager, kind)
    case.refresh_from_db()
    assert (case.status, made.leaves) == (status, not counts)
    assert Case.objects.counted().filter(pk=case.pk).exists() == counts
    assert Event.objects.get(verb="transfer_agreed").details == {"kind": kind, "leaves": not counts}


@pytest.mark.parametrize("kind", ["forwarded", "out", "joint_them"])
def test_a_notification_leaves_as_a_stub(panel, manager, kind):
    found = scenarios.notified(panel)
    made = _of_notification(found, manager, kind, **(AGREED if kind != "forwarded" else {}))
    found.refresh_from_db()
    assert (found.state, found.transferred_to) == ("transferred", "Sampleshire North CDOP")
    assert made.notification == found


@pytest.mark.parametrize("kind", ["in", "joint_us"])
def test_what_we_review_needs_a_case(panel, manager, kind):
    with pytest.raises(NotNow) as refused:
        _of_notification(scenarios.notified(panel), manager, kind, **AGREED)
    assert refused.value.code == "kind"


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"reason": " "}, "reason"),
        ({"other_panel": ""}, "to_whom"),
        ({"agreed_with": ""}, "agreed_with"),
        ({"agreed_on": None}, "agreed_with"),
        ({"agreed_on": today() + timedelta(days=1)}, "agreed_on"),
    ],
)
def test_an_agreement_says_with_whom_when_and_why(case, manager, how, code):
    with pytest.raises(NotNow) as refused:
        _of_case(case, manager, **how)
    assert refused.value.code == code
    assert not Transfer.objects.exists()


def test_one_agreement_at_a_time_and_twice_is_once(case, manager):
    key = uuid.uuid4()
    first = _of_case(case, manager, "joint_us", new_id=key)
    assert _of_case(case, manager, "joint_us", new_id=key) == first
    with pytest.raises(NotNow) as refused:
        _of_case(case, manager, "out")
    assert refused.value.code == "agreed"


def test_ended_it_comes_back(panel, case, manager):
    made = _of_case(case, manager)
    transfers.end(transfer_id=made.pk, by=manager, reason="They declined")
    case.refresh_from_db()
    assert case.status == "gathering"
    found = scenarios.notified(panel)
    sent = _of_notification(found, manager)
    transfers.end(transfer_id=sent.pk, by=manager, reason="Ours after all")
    found.refresh_from_db()
    assert found.state == "received"
    with pytest.raises(NotNow):
        transfers.end(transfer_id=sent.pk, by=manager, reason="Again")


def test_reopening_or_putting_back_ends_what_was_agreed(panel, case, manager):
    made = _of_case(case, manager)
    steps.take(case_id=case.pk, step=Step.REOPEN, by=manager, reason="They declined")
    found = scenarios.notified(panel)
    sent = _of_notification(found, manager)
    found.refresh_from_db()
    triage.put_back(notification_id=found.pk, version=found.version, by=manager, reason="Ours after all")
    for row in (made, sent):
        row.refresh_from_db()
        assert row.ended_at
        assert row.end_reason
    _of_case(case, manager, "joint_us")  # and something else can be agreed


@pytest.mark.parametrize("role", ["doctor", "chair", "member", "key_worker"])
def test_only_the_manager_agrees(case, panel, person, role):
    user = person(role, areas=panel.areas.all() if role == "doctor" else ())
    with pytest.raises(Refused):
        _of_case(case, user)
    with pytest.raises(Refused):
        _of_notification(scenarios.notified(panel), user)


def test_the_list_holds_everything_that_is_not_reviewed_here(panel, case, manager, signed_in):
    _of_case(case, manager)
    out = scenarios.open_case(panel, by=manager)
    steps.take(case_id=out.pk, step=Step.MARK_OUT_OF_SCOPE, by=manager, reason="Stillbirth after all")
    found = scenarios.notified(panel)
    triage.mark_out_of_scope(notification_id=found.pk, version=found.version, by=manager, reason="An adult")
    page = signed_in(manager).get(reverse("cases:transfers")).content.decode()
    for words in (case.reference, "Lived there", "They review", out.reference, "Stillbirth after all", "An adult"):
        assert words in page


def test_the_list_takes_the_same_number_of_queries(panel, manager, signed_in):
    client, counts = signed_in(manager), []
    client.get(reverse("cases:transfers"))
    for _ in range(2):
        for _ in range(3):
            _of_case(scenarios.open_case(panel, by=manager), manager)
            _of_notification(scenarios.notified(panel), manager)
        with CaptureQueriesContext(connection) as taken:
            client.get(reverse("cases:transfers"))
        counts.append(len(taken))
    assert counts[0] == counts[1]


def test_the_pages(panel, case, manager, signed_in):
    client, page, day = signed_in(manager), reverse("cases:transfer", args=[case.pk]), today()
    assert page in client.get(reverse("cases:case", args=[case.pk])).content.decode()
    answers = {
        "kind": "joint_them",
        "other_panel": "Sampleshire North CDOP",
        "reason": "Lived there",
        "new_id": uuid.uuid4(),
    }
    refused = client.post(page, answers).content.decode()
    assert "Enter with whom it was agreed" in refused
    assert "Enter when it was agreed" in refused
    agreed = {
        "agreed_with": "Sample",
        "agreed_on_day": day.day,
        "agreed_on_month": day.month,
        "agreed_on_year": day.year,
    }
    assert client.post(page, {**answers, **agreed}).status_code == 302
    made = Transfer.objects.get()
    assert "Joint review agreed, they lead" in client.get(page).content.decode()
    ending = reverse("cases:transfer_end", args=[case.pk, made.pk])
    assert client.post(ending, {"reason": "Theirs no longer"}).status_code == 302
    case.refresh_from_db()
    assert case.status == "gathering"
    other = scenarios.open_case(panel, by=manager)
    assert client.get(reverse("cases:transfer_end", args=[other.pk, made.pk])).status_code == 404


def test_another_panel_sees_nothing(case, manager, other_panel, signed_in):
    _of_case(case, manager)
    client = signed_in(factories.person(other_panel, "manager"))
    assert case.reference not in client.get(reverse("cases:transfers")).content.decode()
    assert client.get(reverse("cases:transfer", args=[case.pk])).status_code == 404
