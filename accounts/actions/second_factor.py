"""Setting up, renewing and taking away the second step of signing in."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from accounts import emails, policy
from accounts.models import Panel, User
from audit.recording import record


@transaction.atomic
def set_up(*, user: User, secret: str, by) -> None:
    """An authenticator app with ``secret`` takes the place of any earlier one, with new recovery codes. Passkeys stay.

    All other sessions end: one that was opened with the password alone must not gain from this.
    """
    row = _locked(user)
    Authenticator.objects.filter(user=row).exclude(type=Authenticator.Type.WEBAUTHN).delete()
    TOTP.activate(row, secret)
    RecoveryCodes.activate(row)
    user.session_round = row.session_round
    record("second_factor_set", by=by, subject=row, label=row.audit_label)
    emails.notice(name="mfa/email/totp_activated", user=row, by=by)


@transaction.atomic
def renew_recovery_codes(*, user: User, by) -> None:
    """New recovery codes; the earlier ones are void."""
    row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    Authenticator.objects.filter(user=row, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(row)
    record("recovery_codes_made", by=by, subject=row, label=row.audit_label)
    emails.notice(name="mfa/email/recovery_codes_generated", user=row, by=by)


@transaction.atomic
def take_away(*, user_id, panel: Panel, reason: str, by: User) -> None:
    """For somebody who lost phone and recovery codes: they set up a new app after their password."""
    row = _locked(User.objects.visible_to(by).get(pk=user_id))
    policy.change_account(by, row)
    Authenticator.objects.filter(user=row).delete()
    SocialAccount.objects.filter(user=row).delete()
    record("second_factor_removed", by=by, subject=row, panel=panel, label=row.audit_label, purpose=reason)
    emails.second_factor_reset(user=row, panel=panel, by=by)


def _locked(user: User) -> User:
    row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    row.session_round += 1
    row.save(update_fields=["session_round", "updated_at"])
    return row
