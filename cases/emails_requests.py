"""Mail to the people who are asked for information: a reference and where to sign in, nothing of the child."""

from django.urls import reverse

from accounts import mail
from cases.models import InformationRequest


def _send(event: str, request: InformationRequest, by, dedupe: str) -> None:
    mail.queue(
        event,
        recipient=request.respondent_email,
        by=by,
        panel=request.case.panel,
        context={
            "reference": request.case.reference,
            "due_on": request.due_on,
            "asked_on": request.asked_on,
            "path": reverse("cases:requests"),
        },
        dedupe_key=f"{event}:{request.pk}:{dedupe}",
    )


def asked(request: InformationRequest, *, by) -> None:
    """A new request waits."""
    _send("request_made", request, by, "1")


def chased(request: InformationRequest, *, by) -> None:
    """The answer is still awaited; at most once a day."""
    _send("request_chased", request, by, str(request.last_chased_on))


def cancelled(request: InformationRequest, *, by) -> None:
    """Nothing more is needed."""
    _send("request_cancelled", request, by, "1")


def received(request: InformationRequest, *, by) -> None:
    """Tells the panel's office that an answer arrived."""
    mail.queue(
        "request_answered",
        recipient=request.case.panel.contact_email,
        by=by,
        panel=request.case.panel,
        context={
            "reference": request.case.reference,
            "path": reverse("cases:request", kwargs={"case": request.case_id, "info_request": request.pk}),
        },
        dedupe_key=f"request_answered:{request.pk}",
    )
