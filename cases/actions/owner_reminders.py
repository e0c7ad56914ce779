"""Reminders of owners, by themselves: one row for each step taken, so that none is taken twice."""

from datetime import date
from uuid import UUID

from django.db import transaction

from audit.recording import record
from cases import chasers, followup
from cases import emails_owners as emails
from cases.actions import owner_links
from cases.models import OwnerLink, OwnerReminder, Recommendation
from cases.selectors.reminders import chairs_of, due_owner_keys
from common.dates import is_working_day, london, today


def sweep(*, by) -> int:
    """Takes every step that is due, on working days; returns how many. What a lost sweep missed, the next one takes."""
    if not is_working_day(today()):
        return 0
    return sum(take(recommendation_id=key, by=by) for key in due_owner_keys(today()))


@transaction.atomic
def take(*, recommendation_id: UUID, by) -> bool:
    """The step that this recommendation has reached today, if any; the row is locked, so two sweeps take it once."""
    rows = Recommendation.objects.select_for_update(of=("self",)).select_related("panel", "case__panel")
    row = rows.get(pk=recommendation_id)
    step = _step(row, today())
    if step is None:
        return False
    told = _tell(row, step, by)
    outcome = OwnerReminder.Outcome.SENT if told else OwnerReminder.Outcome.NOBODY
    OwnerReminder.objects.create(
        recommendation=row, step=step.step, due_on=row.due_on, sent_on=today(), recipients=told, outcome=outcome
    )
    verb = "owner_reminded" if step.to == chasers.OWNER else "owner_escalated"
    record(verb, by=by, subject=row, case=row.case, panel=row.panel, details={"step": step.step, "recipients": told})
    return True


def _step(row: Recommendation, day: date) -> chasers.Step | None:
    draft = row.case is not None and row.case.reviewed_on is None
    if draft or row.words_unchecked or row.state not in followup.OPEN or row.pauses.filter(ended_on=None).exists():
        return None
    taken = {one.step: one.sent_on for one in row.reminders.filter(due_on=row.due_on)}
    return chasers.OWNERS.due_step(row.due_on, _asked_on(row), taken, day)


def _asked_on(row: Recommendation) -> date:
    """When the owner last heard of it or answered; an owner who has just done so is left in peace for a while."""
    link = OwnerLink.objects.filter(recommendation=row).order_by("-updated_at").first()
    return max(row.made_on, london(link.updated_at).date()) if link else row.made_on


def _tell(row: Recommendation, step: chasers.Step, by) -> int:
    if step.to == chasers.OWNER:
        if not row.owner_email:
            return 0
        link, token = owner_links.fresh(row)
        emails.reminded(link, token, step, by=by)
        return 1
    addresses = chairs_of(row.panel_id, row.case)
    for address in addresses:
        emails.chair_told(row, step, recipient=address, by=by)
    return len(addresses)
