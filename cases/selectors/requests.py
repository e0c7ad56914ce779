"""Requests for information, for the office and for the people who are asked."""

from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from audit.recording import record
from cases import chasers, respondents
from cases.models import AccessCode, Case, InformationRequest, Pause, RequestLink
from cases.selectors import scope
from common.dates import today
from common.errors import NotNow


def look_at_return(case: Case, key, *, by) -> InformationRequest:
    """One request; the look at an answer is recorded. An unfinished answer stays with its writer."""
    found = scope.request_of(case, key)
    if found.state == InformationRequest.State.ASKED:
        found.return_text = ""
    else:
        record("request_viewed", by=by, subject=found, case=case, label=case.reference)
    return found


def own(user, panel):
    """The requests addressed to a respondent on this panel, those that wait first."""
    rows = InformationRequest.objects.addressed_to(user).filter(panel=panel)
    return (
        rows.exclude(state=InformationRequest.State.CANCELLED)
        .select_related("organisation")
        .prefetch_related("case")  # of the page alone: joined, each of their cases is looked up to put them in order
        .order_by(F("answered_on").asc(nulls_first=True), "due_on")
    )


def own_files(request: InformationRequest) -> list:
    """The files that came with the answer so far."""
    return list(request.attachments.filter(removed_at__isnull=True))


def files_for_copy(request: InformationRequest, *, by) -> list:
    """The files that belong to the copy of an answer; only once it was sent, and the look is recorded."""
    if request.state not in (InformationRequest.State.RECEIVED, InformationRequest.State.NOT_KNOWN_CHILD):
        raise NotNow("not_sent", "There is a copy once the answer has been sent.")
    record("return_copied", by=by, subject=request, case=request.case, label=request.case.reference)
    return own_files(request)


@dataclass(frozen=True)
class Around:
    """What the office sees beside a request."""

    link: RequestLink | None
    code: AccessCode | None
    second_contact: object
    first_opened_at: object
    reminders: list
    handovers: list
    pauses: list
    pause: Pause | None
    next_reminder: tuple | None


def around(request: InformationRequest) -> Around:
    """Links, codes, reminders, handovers and pauses of one request."""
    pauses, reminders = list(request.pauses.select_related("started_by")), list(request.reminders.all())
    taken = {one.step: one.sent_on for one in reminders if one.due_on == request.due_on}
    return Around(
        link=request.links.first(),
        code=request.codes.filter(ended_at=None, expires_at__gt=timezone.now()).first(),
        second_contact=respondents.second_contact(request),
        first_opened_at=request.first_opened_at,
        reminders=reminders,
        handovers=list(request.handovers.all()),
        pauses=pauses,
        pause=next((one for one in pauses if one.ended_on is None), None),
        next_reminder=chasers.REQUESTS.next_step(request.due_on, taken, today()),
    )
