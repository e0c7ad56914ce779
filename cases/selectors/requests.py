"""Requests for information, for the office and for the people who are asked."""

from audit.recording import record
from cases.models import Case, InformationRequest
from cases.selectors import scope


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
    rows = InformationRequest.objects.addressed_to(user).filter(case__panel=panel)
    return (
        rows.exclude(state=InformationRequest.State.CANCELLED)
        .select_related("case", "organisation")
        .order_by("answered_on", "due_on")
    )


def own_files(request: InformationRequest, user) -> list:
    """The files this respondent attached."""
    return list(request.attachments.filter(by_id=user.pk, removed_at__isnull=True))
