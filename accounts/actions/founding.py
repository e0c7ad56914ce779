"""Sets up a panel and its first people, before anybody can sign in. Run from a command, as the system."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import Area, Membership, Organisation, Panel, User
from audit.recording import record
from common.dates import today


@transaction.atomic
def found_panel(*, code: str, name: str, contact_email: str, areas: Iterable[str], by, **settings) -> Panel:
    """The panel with this code, made if it is not there; ``areas`` are ONS codes. Settings are the model's fields."""
    panel, made = Panel.objects.get_or_create(
        code=code, defaults={"name": name, "contact_email": contact_email, **settings}
    )
    if made:
        panel.areas.set(Area.objects.filter(pk__in=list(areas)))
        record("panel_changed", by=by, subject=panel, details={"change": "founded"})
    return panel


@transaction.atomic
def keep_organisation(*, name: str, kind: str, by, **fields) -> Organisation:
    """The organisation of this name, made if it is not there."""
    organisation, made = Organisation.objects.get_or_create(name=name, defaults={"kind": kind, **fields})
    if made:
        record("organisation_added", by=by, subject=organisation)
    return organisation


@transaction.atomic
def appoint(
    *, panel: Panel, email: str, full_name: str, role: str, by, areas: Iterable[Area] = (), **seat
) -> Membership:
    """Gives ``role`` to the person with this address, who is made without a password if not there yet."""
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        user = User.objects.create_user(email, full_name)
        record("user_invited", by=by, subject=user, panel=panel)
    seat.setdefault("starts_on", today())
    membership, made = Membership.objects.get_or_create(panel=panel, user=user, role=role, ends_on=None, defaults=seat)
    if made:
        membership.areas.set(areas)
        record("membership_given", by=by, subject=user, panel=panel, details={"role": role})
    return membership
