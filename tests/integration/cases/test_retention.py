"""The queue of cases whose time is over: who falls due, who decides, two people, holds, and calling back."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.models import Event
from audit.recording import SYSTEM
from cases.actions import access, requests, retention, steps
from cases.models import Case, Disposal, LegalHold
from cases.workflow import Step
from common.dates import today
from common.errors import NotNow, Refused, Stale
from tests import factories
from tests.scenarios_retention import WHY, approved, due, ended, held, let_pass, long_ago, proposed, with_rule

pytestmark = pytest.mark.django_db
State = Disposal.State


@pytest.fixture
def auditor(person):
    """Who answers for information governance."""
    return person(Role.AUDITOR)


@pytest.fixture
def row(panel, manager):
    """A case in the queue."""
    return due(panel)


def verbs(row) -> list[str]:
    return list(Event.objects.filter(subject_id=str(row.pk)).order_by("pk").values_list("verb", flat=True))


def states() -> list[str]:
    return sorted(Disposal.objects.values_list("state", flat=True))


# falling due


def test_without_a_rule_nothing_is_ever_proposed(panel, manager):
    ended(panel)
    assert retention.sweep(by=SYSTEM) == 0
    assert not Disposal.objects.exists()


def test_what_is_over_is_put_there_once_with_its_day_and_rule(panel, manager, row):
    assert retention.sweep(by=SYSTEM) == 0
    assert (row.state, row.due_on, row.died_in) == (State.DUE, long_ago(5), long_ago().year)
    assert row.rule == "15 years after the death (Records schedule of 2020)"
    assert verbs(row) == ["case_due_for_erasure"]
    assert Case.objects.filter(pk=row.case_id, erased_on=None).exists()


def test_what_is_not_over_or_still_goes_on_is_not(panel, manager):
    with_rule(panel)
    ended(panel, died_on=long_ago(14))
    case = ended(panel)
    steps.take(case_id=case.pk, step=Step.REOPEN, by=manager, reason="New facts")
    assert retention.sweep(by=SYSTEM) == 0


@pytest.mark.parametrize("years", [None, 40])
def test_a_longer_period_or_none_takes_what_is_undecided_out_again(panel, row, years):
    with_rule(panel, years)
    retention.sweep(by=SYSTEM)
    assert not Disposal.objects.exists()
    assert verbs(row) == ["case_due_for_erasure", "case_kept_longer"]


def test_a_reopened_case_leaves_the_queue(panel, manager, row):
    steps.take(case_id=row.case_id, step=Step.REOPEN, by=manager, reason="New facts")
    retention.sweep(by=SYSTEM)
    assert not Disposal.objects.exists()


def test_a_panel_s_rule_is_its_own(panel, other_panel, manager):
    with_rule(other_panel)
    ended(panel)
    assert retention.sweep(by=SYSTEM) == 0


# deciding


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.AUDITOR, Role.MANAGER)])
def test_nobody_else_decides(row, person, role):
    by = person(role)
    common = {"disposal_id": row.pk, "version": row.version, "by": by}
    for action, more in (
        (retention.keep, {"until": today() + timedelta(days=1), "reason": WHY}),
        (retention.propose, {"reason": WHY}),
        (retention.approve, {}),
        (retention.call_back, {}),
    ):
        with pytest.raises(Refused):
            action(**common, **more)
    with pytest.raises(Refused):
        held(row.case, by)
    assert states() == [State.DUE]


def test_kept_for_longer_it_comes_back_on_its_day(row, auditor):
    until = today() + timedelta(days=1)
    kept = retention.keep(disposal_id=row.pk, version=row.version, until=until, reason=WHY, by=auditor)
    retention.sweep(by=SYSTEM)
    assert states() == [State.KEPT]
    Disposal.objects.filter(pk=kept.pk).update(keep_until=today())
    retention.sweep(by=SYSTEM)
    row.refresh_from_db()
    assert (row.state, row.keep_until, row.reason) == (State.DUE, None, "")


def test_an_old_page_overwrites_nothing(row, manager, auditor):
    proposed(row, manager)
    with pytest.raises(Stale):
        retention.approve(disposal_id=row.pk, version=1, by=auditor)
    with pytest.raises(NotNow):
        retention.keep(disposal_id=row.pk, version=2, until=today() + timedelta(days=1), reason=WHY, by=auditor)


def test_two_people_and_fourteen_days(row, manager, auditor):
    proposed(row, manager)
    row.refresh_from_db()
    with pytest.raises(Refused, match="Somebody else"):
        retention.approve(disposal_id=row.pk, version=row.version, by=manager)
    done = retention.approve(disposal_id=row.pk, version=row.version, by=auditor)
    assert done.erase_after - done.approved_at == timedelta(days=14)
    assert verbs(row) == ["case_due_for_erasure", "case_erasure_proposed", "case_erasure_approved"]


def test_the_database_knows_both_rules_too(row, manager, auditor):
    row = approved(row, manager, auditor)
    for values in (
        {"approved_by": manager.pk},
        {"erase_after": row.approved_at + timedelta(days=13)},
        {"state": State.ERASED},
        {"state": State.ERASED, "erased_at": timezone.now(), "reason": ""},
        {"approved_by": None, "approved_at": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Disposal.objects.filter(pk=row.pk).update(**values)


@pytest.mark.parametrize("as_approved", [False, True])
def test_it_can_be_called_back_and_starts_again(row, manager, auditor, as_approved):
    row = approved(row, manager, auditor) if as_approved else proposed(row, manager)
    retention.call_back(disposal_id=row.pk, version=row.version, by=manager)
    row.refresh_from_db()
    assert (row.state, row.proposed_by, row.approved_by, row.erase_after, row.reason) == (
        State.DUE,
        None,
        None,
        None,
        "",
    )


# what stands against it


def test_a_legal_hold_stops_it_and_calls_it_back(row, manager, auditor):
    approved(row, manager, auditor)
    hold = held(row.case, manager)
    row.refresh_from_db()
    assert row.state == State.DUE
    with pytest.raises(NotNow) as refused:
        proposed(row, manager)
    assert refused.value.unmet == ("There is a legal hold.",)
    retention.end_hold(hold_id=hold.pk, version=hold.version, reason="Settled", by=auditor)
    proposed(row, manager)


def test_one_hold_at_a_time_and_pressing_twice_is_one(row, manager):
    common = {"case_id": row.case_id, "reason": WHY, "by": manager}
    key = uuid.uuid4()
    assert retention.place_hold(new_id=key, **common) == retention.place_hold(new_id=key, **common)
    with pytest.raises(NotNow):
        retention.place_hold(new_id=uuid.uuid4(), **common)
    assert LegalHold.objects.count() == 1


def test_an_open_request_stops_it(panel, manager, row):
    steps.take(case_id=row.case_id, step=Step.REOPEN, by=manager, reason="New facts")
    asked = {"respondent_name": "Sample", "respondent_email": "somebody@example.org"}
    agency = factories.organisation()
    requests.ask(case_id=row.case_id, new_id=uuid.uuid4(), by=manager, organisation=agency, form="reporting", **asked)
    steps.take(case_id=row.case_id, step=Step.MARK_OUT_OF_SCOPE, by=manager, reason="Stillborn after all")
    with pytest.raises(NotNow) as refused:
        proposed(row, manager)
    assert "A request for information is still open." in refused.value.unmet


def test_what_came_between_is_called_back_in_the_open(panel, row, manager, auditor):
    row = approved(row, manager, auditor)
    let_pass(row, days=15)
    with_rule(panel, 40)
    assert retention.carry_out_or_call_back(disposal_id=row.pk) is None
    row.refresh_from_db()
    assert row.state == State.DUE
    assert verbs(row)[-1] == "case_erasure_called_back"


# the pages


def url(name, *args) -> str:
    return reverse(f"cases:retention{name}", args=args)


def test_the_list_shows_references_and_no_name(panel, manager, auditor, signed_in):
    row = due(panel, child={"surname": "Canary-Smythe"})
    for person in (manager, auditor):
        for page in (url(""), url("_one", row.pk)):
            text = signed_in(person).get(page).content.decode()
            assert row.case.reference in text
            assert "Canary-Smythe" not in text
    assert reverse("cases:case", args=[row.case_id]) not in text, "the auditor cannot open it"


def test_a_case_that_is_closed_to_somebody_is_not_there(row, manager, person, signed_in):
    other = person(Role.MANAGER)
    access.exclude(case=row.case, user=manager, by=other, reason="Treated the child")
    client = signed_in(manager)
    assert row.case.reference not in client.get(url("")).content.decode()
    assert client.get(url("_one", row.pk)).status_code == 404
    posted = {"reference": row.case.reference, "reason": WHY, "new_id": uuid.uuid4()}
    assert "There is no case with this reference" in client.post(url("_hold"), posted).content.decode()
    with pytest.raises(Refused):
        proposed(row, manager)


def test_from_the_queue_to_the_approval(row, manager, auditor, signed_in):
    one = url("_one", row.pk)
    client = signed_in(manager)
    assert url("_propose", row.pk) in client.get(one).content.decode()
    client.post(url("_propose", row.pk), {"version": row.version, "reason": WHY})
    assert url("_approve", row.pk) not in client.get(one).content.decode()
    assert client.get(url("_approve", row.pk)).status_code == 403
    row.refresh_from_db()
    client = signed_in(auditor)
    text = client.post(url("_approve", row.pk), {"version": row.version}, follow=True).content.decode()
    assert "It can be called back for 14 days" in text
    row.refresh_from_db()
    client.post(url("_call_back", row.pk), {"version": row.version})
    assert states() == [State.DUE]


def test_holds_are_placed_and_ended_on_pages(row, auditor, signed_in):
    client = signed_in(auditor)
    posted = {"reference": row.case.reference.lower(), "reason": "A claim is made", "new_id": uuid.uuid4()}
    assert "A claim is made" in client.post(url("_hold"), posted, follow=True).content.decode()
    hold = LegalHold.objects.get()
    client.post(url("_hold_end", hold.pk), {"version": hold.version, "reason": "Settled"})
    assert not LegalHold.objects.standing().exists()


@pytest.mark.parametrize(
    ("page", "posted", "said"),
    [
        ("_keep", {"reason": WHY}, "Enter"),
        ("_keep", {"until_day": "1", "until_month": "1", "until_year": "2020", "reason": WHY}, "in the future"),
        ("_propose", {"reason": ""}, "Enter the reason"),
    ],
)
def test_what_is_missing_is_said(row, manager, signed_in, page, posted, said):
    assert said in signed_in(manager).post(url(page, row.pk), {"version": 1, **posted}).content.decode()
    assert states() == [State.DUE]


def test_the_list_takes_as_many_queries_for_many_as_for_one(panel, manager, signed_in, row, django_assert_num_queries):
    client = signed_in(manager)
    client.get(url(""))
    with CaptureQueriesContext(connection) as once:
        client.get(url(""))
    for _ in range(3):
        due(panel)
    with django_assert_num_queries(len(once)):
        client.get(url(""))
