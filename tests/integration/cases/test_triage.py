"""What becomes of a notification, and who may decide it."""

from datetime import timedelta

import pytest

from audit.models import Event
from cases.actions import triage
from cases.identity.models import Child
from cases.models import Notification
from common.dates import today
from common.errors import NotNow, Refused, Stale
from tests import scenarios

pytestmark = pytest.mark.django_db


def decide(action, notification, by, **values):
    return action(notification_id=notification.pk, version=notification.version, by=by, **values)


def test_accepting_opens_a_case_and_joins_the_child(panel, manager):
    notification = scenarios.notified(panel, child={"born_on": today() - timedelta(days=11)})

    case = scenarios.open_case(panel, by=manager, notification=notification)

    notification.refresh_from_db()
    assert notification.case == case
    assert (case.age_days, case.age_years) == (10, 0)
    assert Child.objects.get(case=case).notification_id == notification.pk
    assert Event.objects.filter(verb="notification_accepted", case_id=str(case.pk)).exists()


def test_a_corrected_birth_date_is_taken_over_and_recorded(panel, manager):
    notification = scenarios.notified(panel)
    born = notification.died_on - timedelta(days=400)

    case = decide(triage.accept, notification, manager, born_on=born)

    assert Child.objects.get(case=case).born_on == born
    assert case.age_years == 1
    assert Event.objects.get(verb="identity_changed").details == {"fields": ["born_on"]}


@pytest.mark.parametrize(
    ("born", "died", "code"),
    [
        (-7000, -1, "adult"),
        (-1, -3, "dates"),
        (-10, 1, "dates"),
    ],
)
def test_impossible_facts_open_no_case(panel, manager, born, died, code):
    notification = scenarios.notified(panel)
    day = lambda days: today() + timedelta(days=days)  # noqa: E731

    with pytest.raises(NotNow) as refusal:
        decide(triage.accept, notification, manager, born_on=day(born), died_on=day(died))

    assert refusal.value.code == code
    notification.refresh_from_db()
    assert notification.state == Notification.State.RECEIVED


DECISIONS = [
    (triage.mark_out_of_scope, {"reason": "Lived elsewhere"}, "out_of_scope"),
    (triage.transfer, {"reason": "Home panel", "to": "Sampleshire North CDOP"}, "transferred"),
]


@pytest.mark.parametrize(("action", "values", "state"), DECISIONS)
def test_decided_with_a_reason_and_put_back(panel, manager, action, values, state):
    notification = decide(action, scenarios.notified(panel), manager, **values)
    assert notification.state == state
    assert Event.objects.filter(verb=f"notification_{state}").count() == 1

    back = decide(triage.put_back, notification, manager, reason="Decided too early")

    assert (back.state, back.decided_by, back.decision_reason, back.transferred_to) == ("received", None, "", "")
    assert Event.objects.filter(verb="notification_put_back").count() == 1
    assert [d.reason for d in notification.decisions.all()] == [values["reason"], "Decided too early"]


@pytest.mark.parametrize(("action", "values", "state"), DECISIONS)
@pytest.mark.parametrize("reason", ["", "   "])
def test_no_decision_without_a_reason(panel, manager, action, values, state, reason):
    with pytest.raises(NotNow) as refusal:
        decide(action, scenarios.notified(panel), manager, **{**values, "reason": reason})
    assert refusal.value.code == "reason"


def test_a_duplicate_points_at_the_case_and_merges_nothing(panel, manager):
    case = scenarios.open_case(panel, by=manager)
    again = scenarios.notified(panel)

    decide(triage.mark_duplicate, again, manager, case_id=case.pk, reason="Same NHS number")

    again.refresh_from_db()
    assert (again.state, again.duplicate_of) == ("duplicate", case)
    assert Child.objects.filter(case=case).count() == 1


def test_a_duplicate_of_another_panels_case_is_refused(panel, other_panel, manager):
    elsewhere = scenarios.open_case(other_panel)

    with pytest.raises(NotNow) as refusal:
        decide(triage.mark_duplicate, scenarios.notified(panel), manager, case_id=elsewhere.pk, reason="x")

    assert refusal.value.code == "no_such_case"


def test_decided_twice_is_refused(panel, manager):
    notification = scenarios.notified(panel)
    scenarios.open_case(panel, by=manager, notification=notification)

    with pytest.raises(NotNow) as refusal:
        decide(triage.mark_out_of_scope, notification, manager, reason="x")

    assert refusal.value.code == "decided"


def test_an_accepted_notification_is_not_put_back(panel, manager):
    notification = scenarios.notified(panel)
    scenarios.open_case(panel, by=manager, notification=notification)

    with pytest.raises(NotNow) as refusal:
        decide(triage.put_back, notification, manager, reason="x")

    assert refusal.value.code == "not_decided"


def test_a_decision_on_an_old_page_is_refused(panel, manager):
    notification = scenarios.notified(panel)
    decide(triage.put_back, decide(triage.mark_out_of_scope, notification, manager, reason="x"), manager, reason="y")

    with pytest.raises(Stale):
        triage.mark_out_of_scope(notification_id=notification.pk, version=1, by=manager, reason="z")


@pytest.mark.parametrize("role", ["doctor", "chair", "member", "analyst", "auditor", "administrator", "respondent"])
def test_only_the_manager_decides(panel, person, role):
    with pytest.raises(Refused):
        decide(triage.mark_out_of_scope, scenarios.notified(panel), person(role), reason="x")


def test_the_manager_of_another_panel_does_not_decide(panel, other_panel):
    with pytest.raises(Refused):
        decide(triage.mark_out_of_scope, scenarios.notified(panel), scenarios.some_manager(other_panel), reason="x")
