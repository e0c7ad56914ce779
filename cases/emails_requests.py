"""Mail to the people who are asked for information: a reference and a link, nothing of the child."""

from django.conf import settings
from django.urls import reverse

from accounts import mail
from cases import letters
from cases.models import InformationRequest, Letter
from common.formats import day


def wording(panel, kind: str) -> tuple[str, str]:
    """Subject and text of an email: the panel's own, else the standard ones."""
    own = Letter.objects.filter(panel=panel, kind=kind).first()
    return (own.subject, own.body) if own else letters.standard(kind)


def _contact(panel) -> str:
    return f"{panel.name}, {panel.contact_email}" + (f" or {panel.contact_phone}" if panel.contact_phone else "")


def write(kind: str, request: InformationRequest, *, by, recipient: str, once: str, token: str = "") -> None:
    """Queues the email ``kind``. ``once`` tells apart emails of a kind; with the token of a link it is kept sealed."""
    panel = request.case.panel
    values = {
        "reference": request.case.reference,
        "link": f"{settings.SITE_URL}{reverse('cases:link', args=[token])}" if token else "",
        "due_date": day(request.due_on),
        "agency": request.organisation.name,
        "contact": _contact(panel),
    }
    subject, body = (letters.fill(text, values) for text in wording(panel, kind))
    mail.queue(
        f"request_{kind}",
        recipient=recipient,
        by=by,
        panel=panel,
        text=f"{subject}\n{body}",
        dedupe_key=f"request_{kind}:{request.pk}:{once}"[:120],
        secret=bool(token),
    )


def cancelled(request: InformationRequest, *, by) -> None:
    """Nothing more is needed."""
    write("cancelled", request, by=by, recipient=request.respondent_email, once="1")


def code(request: InformationRequest, digits: str, *, by, recipient: str, once: str) -> None:
    """The digits, to the agency's second contact: never to the mailbox that gets the link."""
    mail.queue(
        "request_code",
        recipient=recipient,
        by=by,
        panel=request.case.panel,
        context={
            "reference": request.case.reference,
            "code": digits,
            "agency": request.organisation,
            "name": request.respondent_name,
        },
        dedupe_key=f"request_code:{once}",
        secret=True,
    )


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
