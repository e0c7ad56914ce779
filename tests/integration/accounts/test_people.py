"""Inviting people, giving and ending roles, switching accounts: what is written, and what is refused."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection, transaction

from accounts.actions import memberships, organisations, people, second_factor
from accounts.models import Membership, Organisation, OutgoingMessage, User
from accounts.roles import Role
from audit.models import Event
from common.dates import today
from common.errors import NotNow, Refused, Stale
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(person):
    """An administrator."""
    return person(Role.ADMINISTRATOR)


def invite(panel, by, **values):
    facts = {"key": uuid.uuid4(), "email": "new@example.org", "full_name": "Test Newcomer", "role": Role.MEMBER}
    return memberships.invite(panel=panel, by=by, **{**facts, **values})


def give(user, panel, by, role=Role.MEMBER, **values):
    return memberships.give(key=uuid.uuid4(), user=user, panel=panel, role=role, by=by, **values)


def end(membership, by, on=None, version=None):
    version = version or membership.version
    return memberships.end(membership_id=membership.pk, version=version, on=on or today(), by=by)


def refused(code, action, *args, **kwargs):
    with pytest.raises((Refused, NotNow)) as refusal:
        action(*args, **kwargs)
    assert refusal.value.code == code


def test_an_invitation_makes_person_role_mail_and_entries(panel, admin):
    area = panel.areas.first()
    held = invite(panel, admin, role=Role.DOCTOR, areas=[area])

    assert (held.user.email, held.user.has_usable_password()) == ("new@example.org", False)
    assert list(held.areas.all()) == [area]
    assert list(OutgoingMessage.objects.values_list("event", "recipient")) == [
        ("account_invitation", "new@example.org")
    ]
    verbs = set(Event.objects.filter(chain=str(panel.pk)).values_list("verb", flat=True))
    assert verbs == {"user_invited", "membership_given", "message_queued"}


def test_the_same_form_twice_is_one_invitation(panel, admin):
    key = uuid.uuid4()
    assert invite(panel, admin, key=key) == invite(panel, admin, key=key)
    assert (Membership.objects.filter(role=Role.MEMBER).count(), OutgoingMessage.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_second_press_while_the_first_is_under_way_is_the_same_invitation(panel, admin):
    """On a connection of its own, as the second of two processes would be."""
    key, found = uuid.uuid4(), []

    def again() -> None:
        try:
            found.append(invite(panel, User.objects.get(pk=admin.pk), key=key).pk)
        finally:
            connection.close()

    second = threading.Thread(target=again)
    with transaction.atomic():
        first = invite(panel, admin, key=key)
        second.start()
        second.join(0.5)
    second.join()
    assert found == [first.pk]


def test_somebody_known_keeps_name_and_password_and_is_told(panel, other_panel, admin):
    known = factories.person(other_panel, Role.MEMBER, email="known@example.org")
    known.set_password("invented horse battery 7")
    known.save()

    held = invite(panel, admin, email="KNOWN@example.org", full_name="Somebody Else")

    assert held.user == known
    assert held.user.full_name == known.full_name
    assert OutgoingMessage.objects.get().event == "account_role_given"


@pytest.mark.parametrize(("by", "role", "code"), [
    (Role.MANAGER, Role.MEMBER, ""),
    (Role.MANAGER, Role.RESPONDENT, ""),
    (Role.MANAGER, Role.ADMINISTRATOR, "role"),
    (Role.MANAGER, Role.MANAGER, "role"),
    (Role.MANAGER, Role.AUDITOR, "role"),
    (Role.CHAIR, Role.MEMBER, "people"),
    (Role.AUDITOR, Role.MEMBER, "people"),
])  # fmt: skip
def test_who_invites_whom(panel, person, by, role, code):
    if code:
        refused(code, invite, panel, person(by), role=role)
        assert not User.objects.filter(email="new@example.org").exists()
        assert not OutgoingMessage.objects.exists()
    else:
        assert invite(panel, person(by), role=role).role == role


def test_nobody_gives_themselves_more(panel, person):
    manager = person(Role.MANAGER)
    refused("own_role", invite, panel, manager, email=manager.email)
    refused("own_role", give, manager, panel, manager)


def test_a_role_is_held_once_at_a_time(panel, admin, member):
    refused("has_role", give, member, panel, admin)
    end(member.memberships.get(), admin)
    assert give(User.objects.get(pk=member.pk), panel, admin).ends_on is None


def test_an_ended_role_counts_no_more_the_same_day(panel, admin, member):
    ended = end(member.memberships.get(), admin)
    assert ended.ends_on == today()
    assert User.objects.get(pk=member.pk).current_memberships == []
    assert Event.objects.get(verb="membership_ended").details == {"role": "member", "on": str(today())}
    refused("ended", end, Membership.objects.get(pk=ended.pk), admin)


@pytest.mark.parametrize(("on", "held"), [(-1, False), (0, False), (1, True), (30, True)])
def test_a_role_lasts_until_the_day_before_its_end(panel, admin, person, on, held):
    user = person(Role.MEMBER, starts_on=today() - timedelta(days=400))
    end(user.memberships.get(), admin, on=today() + timedelta(days=on))
    assert User.objects.get(pk=user.pk).has_role(panel.pk, Role.MEMBER) is held


def test_a_role_of_the_future_does_not_count_yet(panel, admin):
    held = invite(panel, admin, starts_on=today() + timedelta(days=1))
    assert not held.user.has_role(panel.pk, Role.MEMBER)


def test_the_last_administrator_cannot_be_ended(panel, admin, person):
    other = person(Role.ADMINISTRATOR)
    mine, theirs = admin.memberships.get(), other.memberships.get()
    assert other.current_memberships  # read before the other administrator acts, as by a request under way
    end(theirs, admin)
    refused("last_administrator", end, mine, other)


def test_two_editors_of_one_role(panel, admin, person, member):
    held = member.memberships.get()
    with pytest.raises(Stale):
        end(held, admin, version=held.version + 1)
    assert Membership.objects.get(pk=held.pk).ends_on is None


def test_people_of_another_panel_are_not_there(panel, other_panel, admin):
    stranger = factories.person(other_panel, Role.MEMBER)
    assert stranger not in User.objects.visible_to(admin)
    with pytest.raises(User.DoesNotExist):
        people.switch_off(user_id=stranger.pk, version=1, panel=panel, reason="x", by=admin)
    with pytest.raises(Membership.DoesNotExist):
        end(stranger.memberships.get(), admin)
    with pytest.raises(User.DoesNotExist):
        second_factor.take_away(user_id=stranger.pk, panel=panel, reason="x", by=admin)


def test_a_shared_account_is_not_switched_off_by_one_panel(panel, other_panel, admin, member):
    factories.membership(other_panel, member, Role.MEMBER)
    refused(
        "other_panel", people.switch_off, user_id=member.pk, version=member.version, panel=panel, reason="x", by=admin
    )
    assert User.objects.get(pk=member.pk).is_active


def test_switching_off_and_on(panel, admin, member):
    off = people.switch_off(user_id=member.pk, version=member.version, panel=panel, reason="Left in May", by=admin)
    assert not off.is_active
    assert Event.objects.get(verb="user_disabled").purpose == "Left in May"
    assert User.objects.get(pk=member.pk).current_memberships == []
    refused("off", people.switch_off, user_id=member.pk, version=off.version, panel=panel, reason="x", by=admin)
    on = people.switch_on(user_id=member.pk, version=off.version, panel=panel, by=admin)
    assert on.is_active
    assert User.objects.get(pk=member.pk).has_role(panel.pk, Role.MEMBER)
    refused("on", people.switch_on, user_id=member.pk, version=on.version, panel=panel, by=admin)


def test_nobody_switches_themselves_off(panel, admin):
    refused("own_account", people.switch_off, user_id=admin.pk, version=1, panel=panel, reason="x", by=admin)


def test_an_address_is_one_person_s(panel, admin, member, manager):
    facts = {"user_id": member.pk, "version": member.version, "panel": panel, "full_name": "Test Name", "by": admin}
    refused("email_taken", people.change, email=manager.email.upper(), **facts)
    changed = people.change(email="Fresh@example.org", **facts)
    assert (changed.email, changed.full_name) == ("fresh@example.org", "Test Name")
    assert Event.objects.get(verb="user_changed").details == {"fields": ["full_name", "email"]}


def test_a_reset_second_step_is_written_down_with_its_reason(panel, admin, member):
    second_factor.take_away(user_id=member.pk, panel=panel, reason="Lost phone, rang back", by=admin)
    event = Event.objects.get(verb="second_factor_removed")
    assert (event.purpose, event.chain) == ("Lost phone, rang back", str(panel.pk))
    assert not member.authenticator_set.exists()
    assert OutgoingMessage.objects.get().recipient == member.email


def add(panel, by, **values):
    return organisations.add(
        key=uuid.uuid4(), panel=panel, by=by, **{"name": "Sample Trust", "kind": "hospital", **values}
    )


def test_organisations_have_one_name_each(panel, admin):
    first = add(panel, admin)
    refused("name_taken", add, panel, admin, name="sample TRUST")
    changed = organisations.change(
        organisation_id=first.pk, version=1, panel=panel, by=admin, name="Sample Trust", valid_to=today()
    )
    assert changed.valid_to == today()
    assert Event.objects.get(verb="organisation_changed").details == {"fields": ["valid_to"]}
    with pytest.raises(Stale):
        organisations.change(organisation_id=first.pk, version=1, panel=panel, by=admin, name="Other")
    assert Organisation.objects.get(pk=first.pk).name == "Sample Trust"


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_change_organisations_and_settings(panel, person, role):
    refused("administrator", add, panel, person(role))
    refused("administrator", organisations.change_panel, panel_id=panel.pk, version=1, by=person(role), request_days=5)


def test_settings_are_kept_with_what_they_were(panel, admin):
    organisations.change_panel(panel_id=panel.pk, version=panel.version, by=admin, quorum_minimum=4, request_days=15)
    event = Event.objects.get(verb="panel_changed")
    assert event.details == {"quorum_minimum": [2, 4]}
    with pytest.raises(Stale):
        organisations.change_panel(panel_id=panel.pk, version=panel.version, by=admin, quorum_minimum=9)
