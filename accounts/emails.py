"""What people are written about their own account: one function per event. Texts in ``templates/emails/account_*``."""

from django.urls import reverse

from accounts import mail
from accounts.models import Membership, SignInInvitation, User


def invitation(*, membership: Membership, link: SignInInvitation, token: str, by) -> None:
    """The one-time link with which a new person chooses a password."""
    mail.queue(
        "account_invitation",
        recipient=membership.user.email,
        by=by,
        panel=membership.panel,
        context={
            "path": reverse("accounts:accept_invitation", args=[token]),
            "role": membership.get_role_display(),
            "expires_at": link.expires_at,
        },
        dedupe_key=f"invitation:{link.pk}",
        secret=True,
    )


def role_given(*, membership: Membership, by) -> None:
    """To somebody who can sign in already."""
    mail.queue(
        "account_role_given",
        recipient=membership.user.email,
        by=by,
        panel=membership.panel,
        context={"role": membership.get_role_display(), "path": reverse("accounts:profile")},
        dedupe_key=f"role_given:{membership.pk}",
    )


def password_reset(*, email: str, path: str, by) -> None:
    """The one-time link with which a person chooses a new password."""
    mail.queue("account_password_reset", recipient=email, by=by, context={"path": path}, secret=True)


def no_password_to_reset(*, email: str, by) -> None:
    """To an address without an account that can be reset, so that the page need not tell."""
    mail.queue("account_no_password", recipient=email, by=by)


NOTICES = {
    "account/email/password_changed": "account_password_changed",
    "account/email/password_reset": "account_password_changed",
    "mfa/email/totp_activated": "account_second_factor_set",
    "mfa/email/recovery_codes_generated": "account_recovery_codes_made",
    "mfa/email/webauthn_added": "account_passkey_added",
    "mfa/email/webauthn_removed": "account_passkey_removed",
}
"""The sign-in library's notices and our texts for them."""


def notice(*, name: str, user: User, by) -> None:
    """Tells a person that something about their own sign-in changed, in case it was not they."""
    mail.queue(NOTICES[name], recipient=user.email, by=by)


def second_factor_reset(*, user: User, panel, by) -> None:
    """The administrator took the second factor away; the next sign-in sets up a new one."""
    mail.queue("account_second_factor_reset", recipient=user.email, by=by, panel=panel)
