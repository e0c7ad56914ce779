"""Links with which the owner of a recommendation says what became of it: sent, taken back, answered with."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.invitations import hashed, new_token
from audit.recording import record
from cases import emails_owners as emails
from cases import followup, policy
from cases.actions import recommendations
from cases.models import OwnerLink, Recommendation
from cases.owners import LINK_LIFE, OwnerByLink
from common.errors import NotNow


@transaction.atomic
def send(*, recommendation_id: UUID, by) -> OwnerLink:
    """A fresh link to the owner's address; an earlier one stops working. Pressing twice in a minute is once."""
    row = _locked(recommendation_id, by)
    if not row.owner_email:
        raise NotNow("email", "Enter the owner's email address first.")
    if row.state in followup.CLOSED:
        raise NotNow("closed", "This recommendation is closed: there is nothing to ask.")
    if row.words_unchecked:
        raise NotNow("unchecked", "The words were changed: the CDR manager checks them before the owner is asked.")
    recent = OwnerLink.objects.filter(recommendation=row, created_at__gt=timezone.now() - timedelta(minutes=1)).first()
    if recent is not None and recent.is_open and recent.sent_to == row.owner_email:
        return recent
    _end(row)
    link, token = fresh(row)
    emails.asked(link, token, by=by)
    record("recommendation_link_sent", by=by, subject=row, panel=row.panel, case=row.case)
    return link


def fresh(row: Recommendation) -> tuple[OwnerLink, str]:
    """A link that works from now on, with its token; inside another action, the row locked.

    Where one is open to the same address it is that one under another address: the email before no longer works, and
    whoever has opened it and is writing goes on.
    """
    token, until = new_token(), timezone.now() + LINK_LIFE
    link = OwnerLink.objects.select_for_update().filter(recommendation=row, used_at=None, ended_at=None).first()
    if link is None or link.sent_to != row.owner_email:
        _end(row)
        link = OwnerLink(recommendation=row, sent_to=row.owner_email)
    link.token_hash, link.expires_at = hashed(token), until
    link.save()
    return link, token


@transaction.atomic
def revoke(*, recommendation_id: UUID, by) -> Recommendation:
    """Takes the open link back; doing it twice does nothing more."""
    row = _locked(recommendation_id, by)
    if _end(row):
        record("recommendation_link_ended", by=by, subject=row, panel=row.panel, case=row.case)
    return row


@transaction.atomic
def answer(*, link_id: UUID, version: int, state: str, words: str, by: OwnerByLink) -> Recommendation:
    """What the owner says. The link is used up; nothing but this recommendation can be answered with it."""
    rows = Recommendation.objects.select_for_update(of=("self",)).select_related("panel", "case__panel")
    row = rows.get(owner_links=link_id)
    link = OwnerLink.objects.select_for_update(of=("self",)).get(pk=link_id)
    if by.link_id != link.pk or not link.is_open:
        raise NotNow("link_over", "This link was used already, was taken back or has run out. Ask for another.")
    recommendations.write(row, version=version, state=state, answer=words, by=by, by_owner=True)
    link.used_at = timezone.now()
    link.save(update_fields=["used_at", "updated_at"])
    record("recommendation_answered", by=by, subject=row, panel=row.panel, case=row.case, details={"state": row.state})
    emails.answered(link, row, by=by)
    return row


def _locked(key: UUID, by) -> Recommendation:
    rows = Recommendation.objects.select_for_update(of=("self",)).select_related("panel", "case__panel")
    row = rows.get(pk=key)
    if row.case is None:
        policy.follow_up(row.panel_id, by)
    else:
        policy.follow_up_case(row.case, by)
        if row.case.reviewed_on is None:
            raise NotNow("draft", "The panel has not agreed this recommendation yet.")
    return row


def _end(row: Recommendation) -> int:
    return OwnerLink.objects.filter(recommendation=row, used_at=None, ended_at=None).update(ended_at=timezone.now())
