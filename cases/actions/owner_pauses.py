"""Times in which the owner of a recommendation is not reminded: begun with a reason, ended by the CDR manager."""

from uuid import UUID

from django.db import transaction

from audit.recording import record
from cases import followup, policy
from cases.models import OwnerPause, Recommendation
from common.dates import today
from common.errors import NotNow
from common.models import save_version


@transaction.atomic
def begin(*, recommendation_id: UUID, by, reason: str) -> OwnerPause:
    """Rests the reminders. Those that rest already stay as they are."""
    row = _locked(recommendation_id, by)
    there = row.pauses.filter(ended_on=None).first()
    if there:
        return there
    if row.state in followup.CLOSED:
        raise NotNow("closed", "This recommendation is closed: nobody is reminded of it.")
    if not reason.strip():
        raise NotNow("reason", "Give a reason to pause the reminders.")
    made = OwnerPause.objects.create(recommendation=row, reason=reason.strip(), started_on=today(), started_by=by)
    record("owner_reminders_paused", by=by, subject=row, case=row.case, panel=row.panel)
    return made


@transaction.atomic
def end(*, recommendation_id: UUID, by) -> Recommendation:
    """Goes on with the reminders. The date stays: it is the panel's, and an overdue one stays overdue."""
    row = _locked(recommendation_id, by)
    pause = row.pauses.select_for_update().filter(ended_on=None).first()
    if pause is not None:
        save_version(pause, version=pause.version, ended_on=today())
        record("owner_reminders_resumed", by=by, subject=row, case=row.case, panel=row.panel)
    return row


def _locked(key: UUID, by) -> Recommendation:
    rows = Recommendation.objects.select_for_update(of=("self",)).select_related("panel", "case__panel")
    row = rows.get(pk=key)
    policy.pause_owner(row, by)
    return row
