"""Reading the trail leaves its own entry."""

from django.db import transaction

from accounts import policy
from accounts.models import Panel, User
from accounts.selectors import audit as selectors
from audit import selectors as trail
from audit.recording import record
from audit.selectors import Page, Wanted


@transaction.atomic
def search(*, panel: Panel, wanted: Wanted, before: int | None = None, by: User) -> Page:
    """A page of entries, found and recorded."""
    policy.read_audit(by, panel)
    page = trail.search(selectors.scope(panel=panel), wanted, before=before)
    record("audit_searched", by=by, subject=panel, panel=panel, details=wanted.said)
    return page
