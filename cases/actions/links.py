"""Links with which people without an account answer one request: sent, renewed, taken back, used up."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.invitations import hashed, new_token
from audit.recording import record
from cases import emails_requests as emails
from cases import policy, respondents
from cases.actions import codes
from cases.actions.request_rows import locked, refuse_answered
from cases.models import InformationRequest, RequestLink

FRESH_AFTER = timedelta(minutes=30)
"""No more than one fresh link in this time, however often somebody asks with an old one."""


def send(request: InformationRequest, kind: str, *, by) -> RequestLink:
    """A new link in the email ``kind``; an earlier one that was not used stops working. Inside another action."""
    now = timezone.now()
    RequestLink.objects.filter(request=request, used_at=None, revoked_at=None, replaced_at=None).update(replaced_at=now)
    token = new_token()
    link = RequestLink.objects.create(
        request=request,
        token_hash=hashed(token),
        sent_to=request.respondent_email,
        expires_at=now + respondents.LINK_LIFE,
    )
    emails.write(kind, request, by=by, recipient=request.respondent_email, once=str(link.pk), token=token)
    return link


@transaction.atomic
def renew(*, request_id: UUID, by) -> RequestLink:
    """Sends a fresh link to the person who is asked, at the office's wish."""
    request = locked(request_id)
    policy.manage(request.case, by)
    refuse_answered(request)
    recent = _recent(request)
    if recent:
        return recent
    record("request_link_sent", by=by, subject=request, case=request.case, label=request.case.reference)
    return send(request, "link", by=by)


def _recent(request: InformationRequest) -> RequestLink | None:
    """An open link of the last minute: the button was pressed twice."""
    links = RequestLink.objects.filter(request=request, created_at__gt=timezone.now() - timedelta(minutes=1))
    return next((link for link in links if link.is_open and link.sent_to == request.respondent_email), None)


@transaction.atomic
def revoke(*, request_id: UUID, by) -> InformationRequest:
    """Takes back every link of a request, the code, and what a link has opened. Doing it twice does nothing more."""
    request = locked(request_id)
    policy.manage(request.case, by)
    if end_all(request):
        record("request_link_revoked", by=by, subject=request, case=request.case, label=request.case.reference)
    return request


def end_all(request: InformationRequest) -> int:
    """Ends links, sessions and codes of a request; inside another action."""
    ended = RequestLink.objects.filter(request=request, revoked_at=None).update(revoked_at=timezone.now())
    return ended + codes.end(request)


@transaction.atomic
def use(*, link_id: UUID, code: str, by) -> bool:
    """Opens a request with link and code. False, whatever was wrong; a wrong code is counted against the code."""
    link = RequestLink.objects.select_for_update(of=("self",)).select_related("request__case__panel").get(pk=link_id)
    request = link.request
    right = codes.try_code(request, code, by=by)
    if not right or not link.is_open or request.state != InformationRequest.State.ASKED:
        return False
    link.used_at = timezone.now()
    link.save(update_fields=["used_at", "updated_at"])
    if request.first_opened_at is None:
        InformationRequest.objects.filter(pk=request.pk).update(first_opened_at=link.used_at)
    record("request_opened", by=by, subject=request, case=request.case, label=request.case.reference)
    return True


@transaction.atomic
def send_fresh(*, request_id: UUID, by) -> bool:
    """A link to come back with, for somebody whose last one is used up; to the same mailbox, and never twice."""
    request = locked(request_id)
    policy.answer_request(request, by)
    if request.state != InformationRequest.State.ASKED:
        return False
    since = RequestLink.objects.filter(request=request).latest("created_at")
    if since.is_open:
        return False
    send(request, "link", by=by)
    return True


@transaction.atomic
def send_fresh_for(*, token: str, by) -> bool:
    """The same for an old link that is pressed again: only one that was used, never one that ran out or was ended."""
    old = respondents.old_link(token)
    if old is None or old.expires_at <= timezone.now():
        return False
    request = locked(old.request_id)
    last = RequestLink.objects.filter(request=request).latest("created_at")
    if request.state != InformationRequest.State.ASKED or last.is_open or last.sent_to != old.sent_to:
        return False
    if last.created_at > timezone.now() - FRESH_AFTER:
        return False
    send(request, "link", by=by)
    return True
