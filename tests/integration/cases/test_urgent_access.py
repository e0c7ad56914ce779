"""Urgent access: who may open which case, for how long, who is told, what is seen and recorded, and how it ends."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutgoingMessage
from accounts.roles import Role
from audit.models import Event
from cases.actions import access, urgent
from cases.models import UrgentAccess
from common.dates import today
from common.errors import NotNow, Refused
from tests import factories, scenarios

pytestmark = pytest.mark.django_db
LIST = reverse("cases:urgent_access")
WHY = "A sibling may be in danger tonight"


@pytest.fixture
def case(panel):
    """A case whose child is called Canary-Smythe."""
    return scenarios.open_case(panel, child={"surname": "Canary-Smythe"})


@pytest.fixture
def elsewhere(person):
    """A designated doctor for no area of the case."""
    return person(Role.DOCTOR)


def open_it(case, by, **changes) -> UrgentAccess:
    return urgent.open_case(**{"case_id": case.pk, "new_id": uuid.uuid4(), "reason": WHY, "by": by, **changes})


def later(opened: UrgentAccess, **ago) -> None:
    """As if it had been opened that long ago."""
    begun = timezone.now() - timedelta(**ago)
    UrgentAccess.objects.filter(pk=opened.pk).update(begun_at=begun, ends_at=begun + timedelta(hours=3))


def page(opened: UrgentAccess) -> str:
    return reverse("cases:urgent_case", args=[opened.pk])


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.CHAIR, Role.DOCTOR)])
def test_nobody_else_opens(case, person, role):
    with pytest.raises(Refused):
        open_it(case, person(role))
    assert not UrgentAccess.objects.exists()


def test_whoever_sees_the_case_anyway_does_not_need_it(case, doctor):
    with pytest.raises(Refused, match="open to you already"):
        open_it(case, doctor)


@pytest.mark.parametrize("role", [Role.CHAIR, Role.DOCTOR])
def test_a_conflict_of_interest_closes_this_way_too(case, manager, person, client, role):
    someone = person(role)
    access.exclude(case=case, user=someone, by=manager, reason="Treated the child")
    with pytest.raises(Refused, match="conflict of interest"):
        open_it(case, someone)
    client.force_login(someone)
    form = {"reference": case.reference, "reason": WHY, "new_id": uuid.uuid4()}
    answers = [client.post(LIST, {**form, "reference": one}).content for one in (case.reference, "SAMPLE-0")]
    assert all(b"You cannot open a case with this reference" in one for one in answers)
    assert not UrgentAccess.objects.exists()


def test_another_panel_s_case_is_not_there(case, other_panel, client):
    stranger = factories.person(other_panel, Role.CHAIR)
    with pytest.raises(Refused):
        open_it(case, stranger)
    client.force_login(stranger)
    form = {"reference": case.reference, "reason": WHY, "new_id": uuid.uuid4()}
    assert b"You cannot open a case with this reference" in client.post(LIST, form).content


def test_the_whole_way(case, chair, person, client):
    auditor, other_chair = person(Role.AUDITOR), person(Role.CHAIR)
    client.force_login(chair)
    form = {"reference": f" {case.reference.lower()} ", "reason": WHY, "new_id": uuid.uuid4()}
    went = client.post(LIST, form)
    opened = UrgentAccess.objects.get()
    assert went.url == page(opened)
    assert opened.ends_at - opened.begun_at == timedelta(hours=3)
    assert client.post(LIST, form).url == went.url  # sent twice it is one

    shown = client.get(went.url).content.decode()
    assert "Canary-Smythe" in shown
    assert client.get(reverse("cases:case", args=[case.pk])).status_code == 404
    assert client.get(went.url).status_code == 200
    looks = Event.objects.filter(case_id=str(case.pk), actor_id=str(chair.pk))
    assert [looks.filter(verb=verb).count() for verb in ("urgent_access_opened", "case_viewed", "identity_viewed")] == [
        1, 2, 2,
    ]  # fmt: skip
    assert set(looks.filter(verb="identity_viewed").values_list("purpose", flat=True)) == {"Urgent access"}

    told = OutgoingMessage.objects.filter(event="urgent_access_opened")
    assert {one.recipient for one in told} == {chair.email, auditor.email, other_chair.email}
    for one in told:
        words = one.subject + one.body
        assert not [said for said in ("Canary", chair.full_name, case.reference, WHY) if said in words]

    client.force_login(auditor)
    assert (
        "opened a case in an emergency" in client.get(reverse("accounts:audit_case", args=[case.pk])).content.decode()
    )
    listed = client.get(LIST).content.decode()
    assert (WHY in listed, chair.full_name in listed, "Canary" in listed) == (True, True, False)


def test_it_is_the_person_s_own(case, elsewhere, chair, manager, client):
    opened = open_it(case, elsewhere)
    for someone in (chair, manager):
        client.force_login(someone)
        assert client.get(page(opened)).status_code == 404


def test_it_ends_by_itself(case, elsewhere, client):
    opened = open_it(case, elsewhere)
    client.force_login(elsewhere)
    later(opened, hours=2, minutes=59)
    assert client.get(page(opened)).status_code == 200
    later(opened, hours=3, seconds=1)
    assert client.get(page(opened)).status_code == 404
    opened.refresh_from_db()
    with pytest.raises(Refused):
        urgent.look(access=opened, by=elsewhere)
    assert open_it(case, elsewhere).pk != opened.pk


def test_two_at_a_time_are_refused(case, elsewhere):
    open_it(case, elsewhere)
    with pytest.raises(NotNow):
        open_it(case, elsewhere)


@pytest.mark.parametrize(("who", "status"), [
    ("own", 302), (Role.CHAIR, 302), (Role.MANAGER, 302), (Role.AUDITOR, 403), (Role.DOCTOR, 404), (Role.MEMBER, 404),
])  # fmt: skip
def test_who_ends_it_early(case, elsewhere, person, client, who, status):
    opened = open_it(case, elsewhere)
    client.force_login(elsewhere if who == "own" else person(who))
    assert client.post(reverse("cases:urgent_end", args=[opened.pk])).status_code == status
    client.force_login(elsewhere)
    assert client.get(page(opened)).status_code == (404 if status == 302 else 200)
    assert Event.objects.filter(verb="urgent_access_ended").count() == (status == 302)


def test_ending_it_twice_is_one_end(case, elsewhere):
    opened = open_it(case, elsewhere)
    for _ in range(2):
        urgent.end(access_id=opened.pk, by=elsewhere)
    assert Event.objects.filter(verb="urgent_access_ended").count() == 1


def _conflicted(case, who, manager):
    access.exclude(case=case, user=who, by=manager, reason="Knew the family")


def _without_role(case, who, manager):
    yesterday = today() - timedelta(days=1)
    who.memberships.update(starts_on=yesterday, ends_on=yesterday)


@pytest.mark.parametrize("change", [_conflicted, _without_role])
def test_it_closes_at_once_when_the_ground_falls_away(case, elsewhere, manager, client, change):
    opened = open_it(case, elsewhere)
    client.force_login(elsewhere)
    change(case, elsewhere, manager)
    assert client.get(page(opened)).status_code == 404


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"ends_at": timezone.now() + timedelta(days=1)}])
def test_the_database_holds_the_limits(case, elsewhere, wrong):
    opened = open_it(case, elsewhere)
    with pytest.raises(IntegrityError), transaction.atomic():
        UrgentAccess.objects.filter(pk=opened.pk).update(**wrong)


def test_a_short_reason_is_not_enough(case, chair, client):
    client.force_login(chair)
    answer = client.post(LIST, {"reference": case.reference, "reason": "Urgent", "new_id": uuid.uuid4()})
    assert b"at least 20 letters" in answer.content
    assert not UrgentAccess.objects.exists()
