"""Passkeys beside the authenticator app: added, named, removed by their owner. The recovery codes stay."""

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction

from accounts import emails
from accounts.models import User
from audit.recording import record
from common.errors import NotNow

MOST = 10


@transaction.atomic
def add(*, user: User, name: str, credential: dict, by: User) -> Authenticator:
    """One more passkey, whose making the form has checked."""
    row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if _of(row).count() >= MOST:
        raise NotNow("passkeys", f"You have {MOST} passkeys already. Remove one that you do not use.")
    made = WebAuthn.add(row, name, credential).instance
    record("passkey_added", by=by, subject=row, label=row.audit_label)
    emails.notice(name="mfa/email/webauthn_added", user=row, by=by)
    return made


@transaction.atomic
def rename(*, user: User, passkey: int, name: str, by: User) -> None:
    """Another name for it; the last one written stands."""
    found = _of(user).select_for_update().get(pk=passkey)
    if found.data["name"] == name:
        return
    found.data["name"] = name
    found.save(update_fields=["data"])
    record("passkey_renamed", by=by, subject=user, label=user.audit_label)


@transaction.atomic
def remove(*, user: User, passkey: int, by: User) -> None:
    """It opens nothing any more. All other sessions end: it may have been lost."""
    row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    _of(row).get(pk=passkey).delete()
    row.session_round += 1
    row.save(update_fields=["session_round", "updated_at"])
    user.session_round = row.session_round
    record("passkey_removed", by=by, subject=row, label=row.audit_label)
    emails.notice(name="mfa/email/webauthn_removed", user=row, by=by)


def _of(user: User):
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
