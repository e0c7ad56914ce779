"""Requests for information on their way to somebody without an account, link and code in the test's hand."""

import re
import uuid

from accounts import crypto
from accounts.models import OrganisationContact, OutgoingMessage
from cases.actions import codes, requests
from cases.models import InformationRequest
from tests import factories

LINK = re.compile(r"/respond/link/([^/\s]+)/")
CODE = re.compile(r"^(\d{6})$", re.MULTILINE)


def ask(case, by, email: str = "somebody@example.org", **fields) -> InformationRequest:
    """A request to an agency of its own, unless one is given."""
    fields.setdefault("new_id", uuid.uuid4())
    fields.setdefault("organisation", factories.organisation())
    fields.setdefault("respondent_name", "Sample Respondent")
    return requests.ask(case_id=case.pk, by=by, respondent_email=email, **fields)


def letters(recipient: str) -> list[str]:
    """The texts that wait to be sent to an address, the newest last."""
    waiting = OutgoingMessage.objects.filter(recipient=recipient, state="due").order_by("created_at")
    return [crypto.decrypt(one.body) if one.is_secret else one.body for one in waiting]


def token_for(recipient: str) -> str:
    """The secret of the newest link that waits to be sent to an address."""
    found = [LINK.search(text) for text in letters(recipient)]
    return [match[1] for match in found if match][-1]


def code_by_phone(request: InformationRequest, by) -> str:
    """The digits that the office reads out."""
    return codes.give_by_phone(request_id=request.pk, by=by)


def contact(organisation, kind: str, email: str, name: str = "Sample Contact") -> OrganisationContact:
    """Somebody else at an agency."""
    return OrganisationContact.objects.create(organisation=organisation, kind=kind, email=email, name=name)


def open_by_link(client, token: str, code: str):
    """Presses the button and enters the code; the last answer."""
    client.post(f"/respond/link/{token}/")
    return client.post("/respond/code/", {"code": code})
