"""Changing and switching accounts."""

from django.db import transaction

from accounts import policy
from accounts.actions import invitations
from accounts.models import Panel, User
from audit.recording import record
from common.errors import NotNow
from common.models import save_version


@transaction.atomic
def change(*, user_id, version: int, panel: Panel, full_name: str, email: str, by: User) -> User:
    """A new name or address. A new address ends the person's sessions, and the link that went to the earlier one."""
    user = _locked(user_id, by)
    policy.change_account(by, user)
    email = email.lower()
    if User.objects.filter(email=email).exclude(pk=user.pk).exists():
        raise NotNow("email_taken", "Another person signs in with this email address.")
    changed = [name for name, value in (("full_name", full_name), ("email", email)) if getattr(user, name) != value]
    values = {"full_name": full_name, "email": email}
    if "email" in changed:
        values["session_round"] = user.session_round + 1
        invitations.end(user=user, by=by)
    save_version(user, version=version, **values)
    record("user_changed", by=by, subject=user, panel=panel, label=user.audit_label, details={"fields": changed})
    return user


@transaction.atomic
def switch_off(*, user_id, version: int, panel: Panel, reason: str, by: User) -> User:
    """Nobody signs in with this account from now on; sessions end at once. Roles stay as they are."""
    Panel.objects.select_for_update(no_key=True).get(pk=panel.pk)
    user = _locked(user_id, by)
    policy.switch_off(by, user)
    if not user.is_active:
        raise NotNow("off", "This account is switched off already.")
    save_version(user, version=version, is_active=False, session_round=user.session_round + 1)
    record("user_disabled", by=by, subject=user, panel=panel, label=user.audit_label, purpose=reason)
    return user


@transaction.atomic
def switch_on(*, user_id, version: int, panel: Panel, by: User) -> User:
    """The person can sign in again, with the password and second factor they had."""
    user = _locked(user_id, by)
    policy.change_account(by, user)
    if user.is_active:
        raise NotNow("on", "This account is switched on already.")
    save_version(user, version=version, is_active=True)
    record("user_enabled", by=by, subject=user, panel=panel, label=user.audit_label)
    return user


def _locked(user_id, by: User) -> User:
    return User.objects.visible_to(by).select_for_update(of=("self",), no_key=True).get(pk=user_id)
