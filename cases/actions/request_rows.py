"""The row of one request, locked, and the refusal that most actions on it share."""

from uuid import UUID

from cases.models import InformationRequest
from common.errors import NotNow


def locked(request_id: UUID) -> InformationRequest:
    """The row of one request, locked; its case is read but not locked."""
    rows = InformationRequest.objects.select_for_update(of=("self",)).select_related("case__panel", "organisation")
    return rows.get(pk=request_id)


def refuse_answered(request: InformationRequest) -> None:
    """Nothing more happens to a request that was answered or cancelled."""
    if request.state != InformationRequest.State.ASKED:
        raise NotNow("state", f"This request is already “{request.get_state_display().lower()}”.")
