"""Forms whose answer a script of ours fetches from the browser: a passkey made, or one used."""

from allauth.mfa.webauthn import forms as webauthn
from allauth.mfa.webauthn.internal import auth
from django import forms

from accounts.actions import signing_in
from accounts.forms.signin import Plain
from audit.recording import VISITOR
from common.forms.base import PageForm

NEEDS_SCRIPT = "Your browser gave no passkey. Passkeys need JavaScript; a code of your app works without"
WRONG = "The passkey was not accepted. Try again, or enter a code of your app"
MISSHAPEN = (KeyError, ValueError, TypeError, AttributeError)
"""What the library runs into where the answer has not the form of one."""


class Answered:
    """Says in our words that nothing came, or that what came does not hold."""

    def _word_errors(self) -> None:
        super()._word_errors()
        self.fields["credential"].error_messages.update(required=NEEDS_SCRIPT, invalid=WRONG)

    @property
    def trouble(self) -> str:
        """What is wrong, in one sentence."""
        codes = {error.code for errors in self.errors.as_data().values() for error in errors}
        return NEEDS_SCRIPT if "required" in codes else WRONG


class AddPasskeyForm(Answered, Plain, webauthn.AddWebAuthnForm):
    """A name for it; the rest is between browser and device."""

    submit_label = "Add a passkey"
    labels = {"name": "Name"}
    hints = {"name": "So that you know it again, such as “blue security key” or “laptop”"}

    def _word_errors(self) -> None:
        super()._word_errors()
        self.fields["name"].max_length = 60
        self.fields["name"].widget.attrs["maxlength"] = "60"

    def clean_name(self) -> str:
        """Not longer than a line."""
        return super().clean_name()[:60]

    def clean(self) -> dict:
        """The passkey, if it answers the question that was put."""
        try:
            return super().clean()
        except MISSHAPEN as error:
            raise forms.ValidationError(WRONG, code="incorrect_code") from error


class NamePasskeyForm(PageForm):
    """Another name."""

    name = forms.CharField(label="Name", max_length=60)


class RemovePasskeyForm(PageForm):
    """Nothing to fill in."""

    submit_label = "Remove the passkey"
    submit_kind = "warning"


class Used(Answered, Plain):
    """A passkey that does not hold is recorded."""

    submit_label = "Use a passkey"
    submit_kind = "secondary"

    def clean_credential(self):
        """The passkey, if it is this person's and answers the question that was put.

        Without the library's limit of attempts: a signature cannot be guessed, and wrong codes must not shut it out.
        """
        given = self.cleaned_data["credential"]
        try:
            auth.parse_authentication_response(given)
            return auth.complete_authentication(self.user, given)
        except (forms.ValidationError, *MISSHAPEN) as error:
            signing_in.note_failure(email=self.user.email, step="passkey", by=VISITOR)
            raise forms.ValidationError(WRONG, code="incorrect_code") from error


class PasskeyForm(Used, webauthn.AuthenticateWebAuthnForm):
    """The second step of signing in."""


class ConfirmPasskeyForm(Used, webauthn.ReauthenticateWebAuthnForm):
    """A passkey once more."""

    submit_kind = ""
