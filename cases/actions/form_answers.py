"""What sending or reopening the form of a request means for the request. Inside the actions on the form."""

from uuid import UUID

from audit.recording import record
from cases import emails_requests as emails
from cases.actions import links
from cases.actions.request_rows import locked
from cases.models import InformationRequest
from common.dates import today
from common.errors import NotNow
from common.models import save_version

State = InformationRequest.State


def sent(request_id: UUID, *, by) -> None:
    """The request is answered by its form. One that an answer came to another way stays as it is."""
    request = locked(request_id)
    if request.state == State.CANCELLED:
        raise NotNow("state", "This request was cancelled, so nothing more is needed.")
    if request.state != State.ASKED:
        return
    values = {"state": State.RECEIVED, "answered_on": today(), "answered_via": InformationRequest.Via.SERVICE}
    values |= {"answered_by_id": by.pk, "answered_name": getattr(by, "name", "")}
    save_version(request, version=request.version, **values)
    case, details = request.case, {"state": request.state, "via": request.answered_via, "form": request.form}
    record("request_answered", by=by, subject=request, case=case, label=case.reference, details=details)
    emails.received(request, by=by)


def reopened(request_id: UUID, *, by) -> None:
    """The agency is asked again: it can change its form, and gets a fresh link.

    A draft is read by the agency alone, so that a form is never a draft while its request counts as answered.
    """
    request = locked(request_id)
    if request.state == State.ASKED:
        return
    if request.state == State.CANCELLED:
        raise NotNow("cancelled", "This request was cancelled, so its form stays as it was sent.")
    if request.answered_via != InformationRequest.Via.SERVICE:
        how = request.get_answered_via_display().lower()
        raise NotNow("answered", f"This request was answered {how}. Make a new request to ask the agency again.")
    values = {"state": State.ASKED, "answered_on": None, "answered_via": "", "answered_by_id": None}
    save_version(request, version=request.version, **values, answered_name="")
    links.send(request, "link", by=by)
