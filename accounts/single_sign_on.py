"""Signing in with a work account: the provider says who somebody is, we say whether they are here."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from accounts.actions import signing_in, single_sign_on
from accounts.models import User
from audit.recording import VISITOR

NOT_HERE = (
    "Signing in with your work account did not work. Sign in with your email address and password instead, or ask the "
    "panel’s administrator whether your account here has the email address of your work account."
)


class WorkAccountAdapter(DefaultSocialAccountAdapter):
    """Nobody gets an account this way, and the second factor is asked for all the same.

    The first time, the address that the provider has verified must be that of somebody invited here; from then on the
    provider's own key for the person counts, so that an address given to somebody else opens nothing.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: an administrator invites people."""
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Not the library's way: it would empty the person's password."""
        return

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Ties the person at their first time; turns away whoever is not here, with one answer for every reason."""
        sociallogin.state.pop("process", None)  # “connect” and “redirect” are ways of the library that are not wanted
        if sociallogin.is_existing:
            single_sign_on.keep_only_the_key(account=sociallogin.account, by=sociallogin.user)
        else:
            self._tie(request, sociallogin)
        if not sociallogin.user.is_active:
            raise ImmediateHttpResponse(_turned_away(request))

    @staticmethod
    def _tie(request: HttpRequest, sociallogin: SocialLogin) -> None:
        found = _invited(sociallogin)
        if found is None or not single_sign_on.tie(account=sociallogin.account, person=found, by=found):
            raise ImmediateHttpResponse(_turned_away(request))
        sociallogin.user = found

    def on_authentication_error(self, request: HttpRequest, provider, **kwargs) -> None:
        """Something went wrong at the provider or on the way back: the words are ours, its own are not shown."""
        raise ImmediateHttpResponse(_turned_away(request))


def _invited(login: SocialLogin) -> User | None:
    """The person whose address the provider has verified, once they have taken up their invitation."""
    verified = [known.email.lower() for known in login.email_addresses if known.verified is True]
    found = User.objects.filter(email__in=verified, is_active=True).first()
    return found if found is not None and found.has_usable_password() else None


def _turned_away(request: HttpRequest) -> HttpResponseRedirect:
    signing_in.note_failure(email="", step="work account", by=VISITOR)
    messages.error(request, NOT_HERE)
    return HttpResponseRedirect(reverse("account_login"))
