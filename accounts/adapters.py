"""Where our rules meet the sign-in library: no sign-up, mail through the queue, everything recorded."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpResponseRedirect
from django.urls import reverse

from accounts import crypto, devices, emails, second_factor
from accounts.actions import passwords, signing_in
from accounts.models import User
from audit.recording import VISITOR

TOO_OFTEN = "Too many attempts. Wait 5 minutes and try again, or ask for a new password"
NO_CODE = "The code is wrong or was used before. Wait for the next code in your app and enter that"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation only, and nothing here tells whether an address has one."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The email address or the password is wrong",
        "enter_current_password": "Enter your present password as it is now",
        "incorrect_password": "The password is wrong",
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
    }

    def is_open_for_signup(self, request) -> bool:
        """Never: an administrator invites people."""
        return False

    def authenticate(self, request, **credentials) -> User | None:
        """The person, if the password is theirs. An account that is switched off answers like one that is not there."""
        self.pre_authenticate(request, **credentials)
        user = authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()  # the library keeps a switched-off person there
        if user is None:
            self.authentication_failed(request, **credentials)
        else:
            self._rollback_login_failed_rl_usage()
        return user

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        """What failures are counted by: the address; its own browsers apart, so that nobody else uses them up."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:known" if devices.is_known(request, credentials.get("email", "")) else key

    def authentication_failed(self, request, **credentials) -> None:
        """Records the failure; the password and what was typed as an address are not kept."""
        signing_in.note_failure(email=credentials.get("email", ""), step="password", by=VISITOR)

    def reauthenticate(self, user: User, password: str) -> bool:
        """Whether this is the person's own password, under the same limits as signing in."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Whether the proof was last given longer ago than the limit; signing in just now is proof enough.

        The proof is the second factor; of somebody who has none yet, the password.
        """
        records = get_authentication_records(self.request, self.request.user)
        if second_factor.has_one(self.request.user):
            records = [record for record in records if record["method"] == "mfa"]
        newest = max((record["at"] for record in records), default=0)
        return time.time() - newest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user) -> list[dict]:
        """The second factor for whoever has one; the password for the others."""
        stronger = user.is_authenticated and second_factor.has_one(user)
        ways = super().get_reauthentication_methods(user)
        return [way for way in ways if (way["id"] != "reauthenticate") == stronger]

    def pre_login(self, request, user, **kwargs):
        """The password was right: the session gets a new key before the second step."""
        request.session.cycle_key()
        return super().pre_login(request, user, **kwargs)

    def respond_user_inactive(self, request, user):
        """Somebody switched off between the two steps starts again, and fails like anybody else."""
        return HttpResponseRedirect(reverse("account_login"))

    def post_login(self, request, user, **kwargs):
        """Everything was right."""
        steps = [record["method"] for record in get_authentication_records(request, user)]
        signing_in.note_sign_in(second_factor="mfa" in steps, by=user)
        response = super().post_login(request, user, **kwargs)
        if "mfa" in steps:
            devices.mark(response, user)
        return response

    def logout(self, request) -> None:
        """Records who left, while it is still known."""
        signing_in.note_sign_out(why="asked", by=request.user)
        super().logout(request)

    def set_password(self, user: User, password: str) -> None:
        """A person's own new password; every other session of theirs ends with it."""
        passwords.set_password(user=user, password=password, by=user)

    def get_password_change_redirect_url(self, request) -> str:
        """Back to the person's own page."""
        return reverse("accounts:profile")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The path alone: the host comes from the settings, never from the request."""
        uid, _, token = key.partition("-")
        return reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})

    def send_password_reset_mail(self, user: User, email: str, context: dict) -> None:
        """A link for those who have a password; those who never chose one need their invitation."""
        if user.has_usable_password():
            emails.password_reset(email=user.email, path=context["password_reset_url"], by=VISITOR)
        else:
            emails.no_password_to_reset(email=user.email, by=VISITOR)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """What the library would send by itself: only the answer to an address without an account."""
        if template_prefix != "account/email/unknown_account":
            raise ValueError(f"There is no text of ours for {template_prefix}")
        emails.no_password_to_reset(email=email, by=VISITOR)

    def send_notification_mail(self, template_prefix: str, user: User, context=None, email=None) -> None:
        """Tells a person about a change to their own sign-in."""
        emails.notice(name=template_prefix, user=user, by=user)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second-factor secrets are stored encrypted, under a key that is not in the database."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": NO_CODE}

    def encrypt(self, text: str) -> str:
        """The stored form of a secret."""
        return crypto.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return crypto.decrypt(encrypted_text)

    def _get_site_name(self) -> str:
        return settings.MFA_TOTP_ISSUER
