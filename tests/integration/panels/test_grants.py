"""Who may read a case, from the invitation to the end of the meeting."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from cases.models import Case, CaseGrant
from common.dates import today
from panels.actions import agenda, conflicts, invitations, live, meetings
from panels.models import Invitation, Meeting
from tests import scenarios_panels as scene


def reads(user, case) -> bool:
    """Whether the case is in the person's anonymised scope, asked anew."""
    fresh = User.objects.get(pk=user.pk)
    return Case.objects.reviewable_by(fresh).filter(pk=case.pk).exists()


@pytest.fixture
def meeting(case, manager, member):
    """Today's meeting about the case, the member invited."""
    return scene.meeting_with(case, manager=manager, invited=[member])


def test_invited_before_the_case_is_added(meeting, member, case):
    assert reads(member, case)


def test_invited_after_the_case_is_added(meeting, manager, colleague, case):
    assert not reads(colleague, case)
    scene.invite(meeting, manager, colleague)
    assert reads(colleague, case)


def test_a_grant_lasts_until_some_days_after_the_meeting(meeting):
    assert CaseGrant.objects.get().expires_at == meeting.ends_at + timedelta(days=14)


def test_moving_the_meeting_moves_the_end_of_access(meeting, manager):
    later = meeting.ends_at + timedelta(days=7)
    meetings.change(meeting_id=meeting.pk, version=meeting.version, ends_at=later, by=manager)
    assert CaseGrant.objects.get().expires_at == later + timedelta(days=14)


def test_an_expired_grant_opens_nothing(meeting, manager, member, case):
    meetings.change(
        meeting_id=meeting.pk,
        version=meeting.version,
        starts_at=timezone.now() - timedelta(days=30),
        ends_at=timezone.now() - timedelta(days=29),
        by=manager,
    )
    assert not reads(member, case)


def test_taking_back_the_invitation_ends_access(meeting, manager, member, case):
    invitations.withdraw(invitation_id=Invitation.objects.get().pk, by=manager)
    assert not reads(member, case)
    assert not Meeting.objects.visible_to(member).exists()


def test_inviting_again_opens_it_again(meeting, manager, member, case):
    invitations.withdraw(invitation_id=Invitation.objects.get().pk, by=manager)
    scene.invite(meeting, manager, member)
    assert reads(member, case)
    assert Invitation.objects.get().withdrawn_at is None


def test_taking_the_case_off_ends_access(meeting, manager, member, case):
    agenda.remove(item_id=scene.item(meeting, case).pk, by=manager)
    assert not reads(member, case)


def test_cancelling_ends_access(meeting, manager, member, case):
    meetings.cancel(meeting_id=meeting.pk, version=meeting.version, reason="Too few can come", by=manager)
    assert not reads(member, case)
    case.refresh_from_db()
    assert case.status == "panel_preparation"


def test_a_conflict_ends_access_for_that_case_only(panel, manager, member, case, second_case):
    meeting = scene.meeting_with(case, second_case, manager=manager, invited=[member])
    conflicts.declare(meeting_id=meeting.pk, item_id=scene.item(meeting, case).pk, reason="I cared for her", by=member)
    assert not reads(member, case)
    assert reads(member, second_case)
    assert CaseGrant.objects.get(content_object=case).expires_at <= timezone.now()


def test_nothing_opens_a_case_again_after_a_conflict(meeting, manager, member, case):
    item = scene.item(meeting, case)
    conflicts.declare(meeting_id=meeting.pk, item_id=item.pk, reason="I cared for her", by=member)
    agenda.remove(item_id=item.pk, by=manager)
    agenda.add(meeting_id=meeting.pk, case_id=case.pk, by=manager)
    meeting.refresh_from_db()
    later = meeting.ends_at + timedelta(days=1)
    meetings.change(meeting_id=meeting.pk, version=meeting.version, ends_at=later, by=manager)
    assert not reads(member, case)


def test_the_end_of_the_role_ends_access(meeting, member, case):
    member.memberships.update(ends_on=today() - timedelta(days=1), starts_on=today() - timedelta(days=9))
    assert not reads(member, case)
    assert not Meeting.objects.visible_to(User.objects.get(pk=member.pk)).exists()


def test_a_switched_off_account_reads_nothing(meeting, member, case):
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert not reads(member, case)
    assert not Meeting.objects.visible_to(User.objects.get(pk=member.pk)).exists()


def test_finalising_ends_access(case, manager, member, colleague):
    meeting = scene.opened(case, manager=manager, invited=[member, colleague])
    scene.decide(meeting, case, manager)
    assert reads(member, case)
    live.finalise(meeting_id=meeting.pk, by=manager)
    assert not reads(member, case)


def test_somebody_not_invited_reads_nothing(meeting, colleague, case):
    assert not reads(colleague, case)
    assert not Meeting.objects.visible_to(colleague).exists()
