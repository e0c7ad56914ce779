"""Reads the review meetings of a case, and whom to invite."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from cases.identity.models import Professional
from cases.models import Case, InformationRequest, MeetingGuest, ReviewMeeting


def meetings_of(case: Case) -> list[ReviewMeeting]:
    """Every review meeting with its people, the latest first."""
    return list(ReviewMeeting.objects.filter(case=case).prefetch_related("guests"))


def meeting_of(case: Case, key: UUID) -> ReviewMeeting:
    """One of the case's review meetings."""
    return get_object_or_404(ReviewMeeting.objects.filter(case=case).prefetch_related("guests"), pk=key)


def guest_of(meeting: ReviewMeeting, key: UUID) -> MeetingGuest:
    """One of a meeting's people."""
    return get_object_or_404(MeetingGuest.objects.standing().filter(meeting=meeting), pk=key)


def known_people(case: Case, meeting: ReviewMeeting) -> list[dict]:
    """Professionals of the notification and people who were asked, by email address, who are not invited yet."""
    invited = {guest.email.lower() for guest in meeting.guests.all() if guest.withdrawn_at is None}
    found: dict[str, dict] = {}
    for row in Professional.objects.filter(child__case=case).exclude(email=""):
        found.setdefault(row.email.lower(), _person(row.name, row.role, row.organisation, row.email))
    for request in InformationRequest.objects.filter(case=case).select_related("organisation"):
        name, email = request.respondent_name, request.respondent_email
        found.setdefault(email.lower(), _person(name, request.respondent_role, str(request.organisation), email))
    return [person for email, person in found.items() if email not in invited]


def _person(name: str, role: str, organisation: str, email: str) -> dict:
    return {"name": name, "role": role, "organisation": organisation or role or "Not known", "email": email}


def agencies_represented(case: Case) -> list[str]:
    """The agencies that were at the review meetings held, for the head of the analysis."""
    there = MeetingGuest.objects.standing().filter(
        meeting__case=case, meeting__state=ReviewMeeting.State.HELD, attendance=MeetingGuest.Attendance.PRESENT
    )
    return sorted(set(there.values_list("organisation", flat=True)))
