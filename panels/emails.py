"""The emails about meetings: one function per event. They say when, where and where to sign in; never a case."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts import mail
from cases.models import KeyWorker
from common.dates import london
from common.formats import clock
from panels import calendars
from panels.models import FamilyFeedback, Invitation, Meeting, Minutes


def meeting_invitation(meeting: Meeting, invitation: Invitation, *, by) -> None:
    """“You are invited”, with a calendar request."""
    _send("meeting_invitation", meeting, invitation, by, method=calendars.REQUEST)


def meeting_changed(meeting: Meeting, invitation: Invitation, *, by) -> None:
    """“Time or place changed”, with a calendar request that replaces the earlier one."""
    _send("meeting_changed", meeting, invitation, by, method=calendars.REQUEST)


def meeting_cancelled(meeting: Meeting, invitation: Invitation, *, by) -> None:
    """“Cancelled”, taking the entry out of the calendar."""
    _send("meeting_cancelled", meeting, invitation, by, method=calendars.CANCEL)


def invitation_withdrawn(meeting: Meeting, invitation: Invitation, *, by) -> None:
    """“You are no longer invited”, taking the entry out of the calendar."""
    _send("invitation_withdrawn", meeting, invitation, by, method=calendars.CANCEL)


def agenda_ready(meeting: Meeting, invitation: Invitation, *, again: bool, by) -> None:
    """“The papers are there to read”, or that they changed."""
    _send("agenda_changed" if again else "agenda_ready", meeting, invitation, by)


def minutes_ready(minutes: Minutes, invitation: Invitation, *, by) -> None:
    """“The minutes are there to read”: no word of them."""
    meeting = minutes.meeting
    mail.queue(
        "minutes_ready",
        recipient=invitation.user.email,
        by=by,
        panel=meeting.panel,
        context={**_context(meeting, invitation), "link": f"{calendars.link(meeting)}minutes/"},
        dedupe_key=f"minutes_ready:{invitation.pk}:{minutes.version}",
    )


def feedback_ready(feedback: FamilyFeedback, worker: KeyWorker, *, by) -> None:
    """“There is something to pass on to a family”: not a word of it, nor which family."""
    panel = feedback.case.panel
    link = settings.SITE_URL + reverse("panels:family_feedback", args=[worker.pk])
    mail.queue(
        "feedback_ready",
        recipient=worker.user.email,
        by=by,
        panel=panel,
        context={"name": worker.user.full_name, "link": link, "contact": panel.contact_email},
        dedupe_key=f"feedback_ready:{feedback.pk}:{feedback.version}",
    )


def answer_reminder(meeting: Meeting, invitation: Invitation, *, by) -> bool:
    """“Please answer”, once for each time the meeting is set to. Whether it was written now."""
    return _reminder("meeting_answer_reminder", meeting, invitation, by)


def meeting_soon(meeting: Meeting, invitation: Invitation, *, by) -> bool:
    """“It is soon”, once for each time the meeting is set to. Whether it was written now."""
    return _reminder("meeting_soon", meeting, invitation, by)


def _reminder(event: str, meeting: Meeting, invitation: Invitation, by) -> bool:
    began = timezone.now()
    message = mail.queue(
        event,
        recipient=invitation.user.email,
        by=by,
        panel=meeting.panel,
        context=_context(meeting, invitation),
        dedupe_key=f"{event}:{invitation.pk}:{meeting.starts_at:%Y%m%d%H%M}",
    )
    return message.created_at >= began


def _send(event: str, meeting: Meeting, invitation: Invitation, by, method: str = "") -> None:
    if meeting.ends_at < timezone.now():  # a meeting entered afterwards: nobody can come any more
        return
    mail.queue(
        event,
        recipient=invitation.user.email,
        by=by,
        panel=meeting.panel,
        context=_context(meeting, invitation),
        calendar=calendars.entry(meeting, invitation, method=method) if method else "",
        calendar_method=method,
        dedupe_key=f"{event}:{invitation.pk}:{invitation.version}:{meeting.version}",
    )


def _context(meeting: Meeting, invitation: Invitation) -> dict:
    starts, ends = london(meeting.starts_at), london(meeting.ends_at)
    return {
        "name": invitation.user.full_name,
        "day": f"{starts:%A} {starts.day} {starts:%B %Y}",
        "time": f"{clock(starts)} to {clock(ends)}",
        "place": " ".join(meeting.place.split()),
        "link": calendars.link(meeting),
        "in_place_of": invitation.in_place_of.user.full_name if invitation.in_place_of else "",
        "contact": meeting.panel.contact_email,
    }
