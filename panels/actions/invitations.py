"""Invites people with a seat on the panel, takes an invitation back, records the answer."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef
from django.utils import timezone

from accounts.models import Membership
from audit.recording import record
from cases.actions import access
from common.errors import NotNow
from common.formats import day
from common.models import save_version
from panels import emails, policy
from panels.actions import grants, rows
from panels.models import Invitation, Meeting
from panels.selectors import places
from panels.workflow import Step


@transaction.atomic
def invite(*, meeting_id: UUID, membership_ids: Iterable[UUID], by) -> list[Invitation]:
    """Invites the people who hold these seats and opens the cases of the agenda to them.

    Somebody already invited is passed over, so pressing twice sends one email.
    """
    meeting = rows.locked_meeting(meeting_id, Step.INVITE)
    policy.run(meeting.panel_id, by)
    seats = Membership.objects.current().filter(pk__in=list(membership_ids), user__is_active=True)
    seats = seats.annotate(begins_later=places.begins_later(meeting, OuterRef("pk")))
    chosen = list(seats.select_related("user"))
    for seat in chosen:
        _has_begun(seat)
    new = [made for seat in chosen if (made := _invite(meeting, seat, by)) is not None]
    grants.open_cases(meeting=meeting, cases=grants.cases_of(meeting), users=[i.user for i in new], by=by)
    return new


def _has_begun(seat: Membership) -> None:
    if seat.begins_later is not None:
        raise NotNow("term", f"The term of {seat.user} begins on {day(seat.begins_later)}, after this meeting.")


@transaction.atomic
def invite_deputy(*, invitation_id: UUID, membership_id: UUID, by) -> Invitation:
    """Invites somebody in the place of a person who cannot come; the cases of the agenda open to them too.

    Pressing twice is one invitation. Somebody invited already, or in another's place, is refused.
    """
    meeting_id = Invitation.objects.values_list("meeting_id", flat=True).get(pk=invitation_id)
    meeting = rows.locked_meeting(meeting_id, Step.INVITE)
    policy.run(meeting.panel_id, by)
    found = Invitation.objects.standing().select_for_update(of=("self",)).get(pk=invitation_id)
    there = meeting.invitations.standing().filter(in_place_of=found).first()
    if there is not None and there.membership_id == membership_id:
        return there
    if there is not None:
        raise NotNow("deputy", f"{there.user} is invited in this place already. Take that invitation back first.")
    if found.in_place_of_id or found.reply == Invitation.Reply.ACCEPTED:
        raise NotNow("comes", "A deputy is invited for somebody with a seat who cannot come.")
    seat = Membership.objects.current().select_related("user").get(pk=membership_id, user__is_active=True)
    made = _invite(meeting, seat, by, in_place_of=found)
    if made is None:
        raise NotNow("invited", f"{seat.user} is invited already.")
    grants.open_cases(meeting=meeting, cases=grants.cases_of(meeting), users=[made.user], by=by)
    return made


def _invite(meeting: Meeting, seat: Membership, by, in_place_of: Invitation | None = None) -> Invitation | None:
    policy.seat(seat, meeting.panel_id)
    fresh = {"membership": seat, "sent_at": timezone.now(), "in_place_of": in_place_of}
    invitation, made = Invitation.objects.get_or_create(meeting=meeting, user=seat.user, defaults=fresh)
    if not made and invitation.withdrawn_at is None:
        return None
    if not made:
        save_version(
            invitation,
            version=invitation.version,
            withdrawn_at=None,
            reply=Invitation.Reply.NONE,
            answered_at=None,
            **fresh,
        )
    record("member_invited", by=by, subject=invitation, panel=meeting.panel, details={"person": str(seat.user_id)})
    emails.meeting_invitation(meeting, invitation, by=by)
    return invitation


@transaction.atomic
def withdraw(*, invitation_id: UUID, by) -> Invitation:
    """Takes an invitation back: access to the meeting's cases ends, and the calendar entry is cancelled."""
    meeting_id = Invitation.objects.values_list("meeting_id", flat=True).get(pk=invitation_id)
    meeting = rows.locked_meeting(meeting_id)
    policy.run(meeting.panel_id, by)
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("user").get(pk=invitation_id)
    if invitation.withdrawn_at is not None:
        return invitation
    rows.locked_meeting(meeting_id, Step.WITHDRAW)
    save_version(invitation, version=invitation.version, withdrawn_at=timezone.now())
    # A later invitation of the same person must outrank this cancellation in their calendar.
    save_version(meeting, version=meeting.version, calendar_sequence=meeting.calendar_sequence + 1)
    access.end(meeting_key=meeting.pk, user=invitation.user, by=by)
    record("invitation_withdrawn", by=by, subject=invitation, panel=meeting.panel)
    emails.invitation_withdrawn(meeting, invitation, by=by)
    return invitation


@transaction.atomic
def answer(*, invitation_id: UUID, version: int, reply: str, by) -> Invitation:
    """Records that somebody will come or sends apologies."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("meeting__panel", "user")
        .get(pk=invitation_id)
    )
    policy.answer(invitation, by)
    rows.locked_meeting(invitation.meeting_id, Step.ANSWER)
    if invitation.withdrawn_at is not None:
        raise NotNow("withdrawn", "This invitation was taken back.")
    save_version(invitation, version=version, reply=Invitation.Reply(reply), answered_at=timezone.now())
    record(
        "invitation_answered",
        by=by,
        subject=invitation,
        panel=invitation.meeting.panel,
        details={"reply": invitation.reply},
    )
    return invitation
