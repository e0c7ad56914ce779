"""Inviting people, giving and ending roles."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from accounts import emails, policy
from accounts.actions import invitations
from accounts.models import Area, Membership, Panel, User
from audit.recording import record
from common.dates import today
from common.errors import NotNow
from common.models import save_version


@transaction.atomic
def invite(*, key, panel: Panel, email: str, full_name: str, role: str, by: User, **seat) -> Membership:
    """Gives ``role`` to the person with this address, who is made and sent a link if there is none yet.

    ``key`` was chosen when the form was shown: the same form sent twice is one role. ``seat`` takes what
    ``give`` takes.
    """
    _one_at_a_time(panel)  # before it is asked whether the person is there: a second press waits, and finds them
    user = User.objects.filter(email=email.lower()).first()
    policy.give_role(by, panel, role, user)
    if user is None:
        user = User.objects.create_user(email, full_name)
        record("user_invited", by=by, subject=user, panel=panel, label=user.audit_label)
    return give(key=key, user=user, panel=panel, role=role, by=by, **seat)


@transaction.atomic
def give(
    *,
    key,
    user: User,
    panel: Panel,
    role: str,
    by: User,
    areas: Iterable[Area] = (),
    starts_on: date | None = None,
    **seat,
) -> Membership:
    """One more role. ``seat``: organisation, job_title, seat, is_lay."""
    _one_at_a_time(panel)
    made_before = Membership.objects.filter(pk=key, panel=panel, user=user, role=role).first()
    if made_before:
        return made_before
    policy.give_role(by, panel, role, user)
    if not user.is_active:
        raise NotNow("off", f"The account of {user} is switched off. Switch it on first.")
    if Membership.objects.filter(panel=panel, user=user, role=role, ends_on=None).exists():
        raise NotNow("has_role", f"{user} holds this role on {panel} already.")
    membership = Membership.objects.create(
        pk=key, panel=panel, user=user, role=role, starts_on=starts_on or today(), **seat
    )
    membership.areas.set(areas)
    details = {"role": role, "areas": [area.pk for area in areas]}
    record("membership_given", by=by, subject=membership, panel=panel, label=user.audit_label, details=details)
    _tell(membership, by)
    return membership


def _one_at_a_time(panel: Panel) -> None:
    """One change of a panel's roles at a time."""
    Panel.objects.select_for_update(no_key=True).get(pk=panel.pk)


def _tell(membership: Membership, by: User) -> None:
    if membership.user.has_usable_password():
        emails.role_given(membership=membership, by=by)
    else:
        invitations.send(membership=membership, by=by)


@transaction.atomic
def end(*, membership_id, version: int, on: date, by: User) -> Membership:
    """``on`` is the first day without the role."""
    found = Membership.objects.visible_to(by).select_related("panel", "user").get(pk=membership_id)
    _one_at_a_time(found.panel)
    membership = Membership.objects.select_for_update(of=("self",), no_key=True).get(pk=membership_id)
    policy.end_role(by, found)
    if membership.ends_on is not None:
        raise NotNow("ended", "This role has been ended already.")
    save_version(membership, version=version, ends_on=max(on, membership.starts_on))
    details = {"role": membership.role, "on": str(membership.ends_on)}
    label = found.user.audit_label
    record("membership_ended", by=by, subject=membership, panel=found.panel, label=label, details=details)
    return membership
