"""Who decides is told that cases wait: once for all of a day, naming nobody, and only who can open one of them."""

from datetime import timedelta

import pytest

from accounts.actions import people
from accounts.models import OutgoingMessage
from accounts.roles import Role
from audit.recording import SYSTEM
from cases.actions import access, retention
from cases.models import Disposal
from common.dates import today
from tests import factories
from tests.scenarios_retention import ended, long_ago, with_rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(person):
    return person(Role.AUDITOR)


def told() -> list[str]:
    return sorted(OutgoingMessage.objects.filter(event="retention_due").values_list("recipient", flat=True))


def test_each_who_decides_is_told_once_of_all_that_fell_due(panel, other_panel, manager, auditor, chair, person):
    with_rule(panel)
    with_rule(other_panel)
    elsewhere = factories.person(other_panel, Role.MANAGER)
    gone = person(Role.AUDITOR)
    people.switch_off(user_id=gone.pk, version=gone.version, panel=panel, reason="Left", by=person(Role.ADMINISTRATOR))
    cases = [ended(panel, died_on=long_ago(years)) for years in (20, 21)]
    for _ in range(2):
        retention.sweep(by=SYSTEM)
    assert told() == sorted([manager.email, auditor.email])
    written = OutgoingMessage.objects.filter(event="retention_due")
    for word in (*(case.reference for case in cases), str(long_ago().year), "2 cases"):
        assert not any(word in message.subject + message.body for message in written)
    assert {message.panel for message in written} == {panel}
    assert "/retention/" in written[0].body
    assert elsewhere.email not in told()


def test_nobody_is_told_where_nothing_fell_due_or_all_of_it_is_closed_to_them(panel, manager, auditor):
    with_rule(panel)
    retention.sweep(by=SYSTEM)
    assert told() == []
    case = ended(panel)
    access.exclude(case=case, user=auditor, by=manager, reason="Knew the family")
    retention.sweep(by=SYSTEM)
    assert told() == [manager.email]


def test_a_case_kept_for_longer_is_told_of_again_when_that_is_over(panel, manager):
    with_rule(panel)
    ended(panel)
    retention.sweep(by=SYSTEM)
    row = Disposal.objects.get()
    until = today() + timedelta(days=9)
    retention.keep(disposal_id=row.pk, version=row.version, until=until, reason="A claim", by=manager)
    OutgoingMessage.objects.all().delete()
    retention.sweep(by=SYSTEM)
    assert told() == []
    Disposal.objects.update(keep_until=today())
    retention.sweep(by=SYSTEM)
    assert told() == [manager.email]
