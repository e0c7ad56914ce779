"""The sign-in library's forms in our own words and markup."""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter as account_adapter
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp
from django import forms

from accounts.actions import signing_in
from accounts.second_factor import first_use
from audit.recording import VISITOR
from common.forms.base import PageForm, Shape
from common.forms.layout import Question

PASSWORD_HINT = "At least 15 characters. Three or four words that do not belong together are easy to remember."  # noqa: S105
CODE = {"width": 10, "inputmode": "numeric", "autocomplete": "one-time-code"}


class Plain(Shape):
    """Labels and hints of ours in place of the library's."""

    labels: dict[str, str] = {}
    hints: dict[str, str] = {}

    def _word_errors(self) -> None:
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.widget.attrs.pop("placeholder", None)
        super()._word_errors()


class SignInForm(Plain, account.LoginForm):
    """Address and password."""

    submit_label = "Sign in"
    labels = {"login": "Email address", "password": "Password"}

    def layout(self) -> list:
        """Short boxes."""
        return [Question("login", autocomplete="username", spellcheck="false"), "password"]


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    """The old password and a new one."""

    submit_label = "Change password"
    labels = {"oldpassword": "Present password", "password1": "New password", "password2": "New password again"}
    hints = {"password1": PASSWORD_HINT}


class AskResetForm(Plain, account.ResetPasswordForm):
    """The address a link goes to."""

    submit_label = "Send the link"
    labels = {"email": "Email address"}

    def save(self, request, **kwargs) -> str:
        """The same page and the same work for every address."""
        if self.users:
            return super().save(request, **kwargs)
        account_adapter().send_mail("account/email/unknown_account", self.cleaned_data["email"], {})
        return self.cleaned_data["email"]


class ResetPasswordForm(Plain, account.ResetPasswordKeyForm):
    """The new password, by link."""

    submit_label = "Change password"
    labels = {"password1": "New password", "password2": "New password again"}
    hints = {"password1": PASSWORD_HINT}


class ConfirmPasswordForm(Plain, account.ReauthenticateForm):
    """The password once more."""

    submit_label = "Continue"
    labels = {"password": "Password"}


class OnceOnly:
    """A code is refused the second time, and a wrong one is recorded."""

    def clean_code(self) -> str:
        """The code, if it is right and new."""
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP and not first_use(self.user, code):
            self._emit_authentication_failed(self.authenticator)
            raise get_adapter().validation_error("incorrect_code")
        return code

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        signing_in.note_failure(email=self.user.email, step="code", by=VISITOR)


class CodeForm(OnceOnly, Plain, mfa.AuthenticateForm):
    """The second step of signing in."""

    submit_label = "Continue"
    labels = {"code": "Code"}
    hints = {"code": "6 numbers from your authenticator app, or one of your recovery codes"}

    def layout(self) -> list:
        """One box."""
        return [Question("code", **CODE)]


class ConfirmCodeForm(OnceOnly, Plain, mfa.ReauthenticateForm):
    """A code once more."""

    submit_label = "Continue"
    labels = {"code": "Code"}
    hints = CodeForm.hints

    def layout(self) -> list:
        """One box."""
        return [Question("code", **CODE)]


class SetUpAppForm(Plain, totp.ActivateTOTPForm):
    """Proof that the app has the key. The code shown now cannot be used again to sign in."""

    submit_label = "Continue"
    labels = {"code": "Code from the app"}
    hints = {"code": "6 numbers"}

    def layout(self) -> list:
        """One box."""
        return [Question("code", **CODE)]

    def clean_code(self) -> str:
        """The code, if it is right and new."""
        code = super().clean_code()
        if not first_use(self.user, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class RenewCodesForm(Plain, recovery.GenerateRecoveryCodesForm):
    """Nothing to fill in."""

    submit_label = "Make new recovery codes"
    submit_kind = "warning"


class ChoosePasswordForm(PageForm):
    """An invited person's first password."""

    submit_label = "Save password"

    password1 = forms.CharField(
        label="Password",
        help_text=PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Password again", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self) -> str:
        """Long, not common, not the person's own name or address."""
        return account_adapter().clean_password(self.cleaned_data["password1"], user=self.user)

    def clean(self) -> dict:
        """Both the same."""
        data = super().clean()
        if data.get("password1") and data.get("password2") and data["password1"] != data["password2"]:
            self.add_error("password2", "Both passwords must be the same")
        return data
