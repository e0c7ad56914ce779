"""People who answer by a link: their secrets, and the name under which they act. No account, one request."""

import hmac
import secrets
from datetime import timedelta
from uuid import UUID

from django.utils.crypto import salted_hmac

from accounts.invitations import hashed
from accounts.models import OrganisationContact
from audit.recording import Actor
from cases.models import InformationRequest, RequestLink
from common import wall

LINK_LIFE = timedelta(days=14)
CODE_LIFE = timedelta(days=14)
WRONG_TRIES = 5
"""Then a code is void and the office gives another."""


class LinkHolder(Actor):
    """Whoever opened one request by its link and its code. May do nothing but answer that request."""

    def __init__(self, link: RequestLink) -> None:
        super().__init__("The person asked, by link")
        self.request_id = link.request_id
        self.link_id = link.pk
        self.name = link.request.respondent_name


def new_code() -> str:
    """Six digits that somebody can be told by telephone."""
    return f"{secrets.randbelow(10**6):06d}"


def code_hash(request_id: UUID, code: str) -> str:
    """What is kept of a code: of no use without the key of this installation, for another request, or in a dump."""
    return salted_hmac("cases.access_code", f"{request_id}:{code}", algorithm="sha256").hexdigest()


def same_code(request_id: UUID, typed: str, kept: str) -> bool:
    """Whether ``typed`` is the code, in a time that does not tell how much of it was right."""
    digits = "".join(letter for letter in typed if letter in "0123456789")
    return hmac.compare_digest(code_hash(request_id, digits), kept)


def _link(**secret) -> RequestLink | None:
    """The link that somebody shows the secret of; with it the database opens to the panel that asks."""
    found = RequestLink.objects.filter(**secret)
    wall.open_by(found, "request__case__panel")
    return found.select_related("request__case__panel", "request__organisation").first()


def old_link(token: str) -> RequestLink | None:
    """A link that was used and is pressed again, unless it was taken back."""
    return _link(token_hash=hashed(token), used_at__isnull=False, revoked_at=None)


def open_link(token: str) -> RequestLink | None:
    """The link that can still open a request which still waits. Reading it uses nothing up."""
    found = _link(token_hash=hashed(token))
    waits = found and found.is_open and found.request.state == InformationRequest.State.ASKED
    return found if waits else None


def pending_link(key: str) -> RequestLink | None:
    """As ``open_link``, by the key that the session holds while the code is asked for."""
    found = _link(pk=key)
    return found if found and found.is_open else None


def held_by(key: str) -> RequestLink | None:
    """The link that opened a session, unless it was taken back or the request with it."""
    found = _link(pk=key, used_at__isnull=False, revoked_at__isnull=True)
    return found if found and found.request.state != InformationRequest.State.CANCELLED else None


def second_contact(request: InformationRequest) -> OrganisationContact | None:
    """Whoever may be sent the code of this request."""
    kind = OrganisationContact.Kind.SECOND
    rows = OrganisationContact.objects.filter(organisation_id=request.organisation_id, kind=kind)
    return rows.exclude(email__iexact=request.respondent_email).first()
