"""Times in which an agency is not reminded: begun with a reason, ended by the office."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from audit.recording import record
from cases import policy
from cases.actions.request_rows import locked, refuse_answered
from cases.models import InformationRequest, Pause
from common.dates import today
from common.errors import NotNow
from common.models import save_version


@transaction.atomic
def begin(*, request_id: UUID, by, reason: str) -> Pause:
    """Rests the reminders of a request. One that rests already stays as it is."""
    request = locked(request_id)
    policy.manage(request.case, by)
    refuse_answered(request)
    there = request.pauses.filter(ended_on=None).first()
    if there:
        return there
    if not reason.strip():
        raise NotNow("reason", "Give a reason to pause the reminders.")
    made = Pause.objects.create(request=request, reason=reason, started_on=today(), started_by=by)
    record("request_paused", by=by, subject=request, case=request.case, label=request.case.reference)
    return made


@transaction.atomic
def end(*, request_id: UUID, by) -> InformationRequest:
    """Goes on with the reminders; the answer is due as much later as the pause lasted."""
    request = locked(request_id)
    policy.manage(request.case, by)
    pause = request.pauses.select_for_update().filter(ended_on=None).first()
    if pause is None:
        return request
    save_version(pause, version=pause.version, ended_on=today())
    rested = timedelta(days=(today() - pause.started_on).days)
    if request.state == InformationRequest.State.ASKED and rested:
        save_version(request, version=request.version, due_on=request.due_on + rested)
    details = {"days": rested.days}
    case = request.case
    record("request_resumed", by=by, subject=request, case=case, label=case.reference, details=details)
    return request
