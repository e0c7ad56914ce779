"""Signing in: the sign-in library's views where they serve, with our templates, and a few of our own."""

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import invitations, locking, step_up
from accounts.actions import second_factor
from accounts.actions.invitations import accept
from accounts.forms.signin import ChoosePasswordForm

sign_in = account.login
sign_out = account.logout
work_account = openid_connect.login
work_account_back = openid_connect.callback
ask_reset = account.password_reset
ask_reset_done = account.password_reset_done
reset_password = account.password_reset_from_key
reset_password_done = account.password_reset_from_key_done
recovery_codes = recovery.view_recovery_codes


class ChangePassword(account.PasswordChangeView):
    """The library would send a person without a password to a page that is not here."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Such a person asks for a link instead."""
        if not request.user.has_usable_password():
            return redirect("account_reset_password")
        return super().dispatch(request, *args, **kwargs)


change_password = ChangePassword.as_view()


class Resuming:
    """After the proof the page that waited for it goes on, with all that was typed."""

    def form_valid(self, form) -> HttpResponse:
        """Opens the screen, if it was locked, and what was kept."""
        locking.unlock(self.request)
        step_up.unseal(self.request)
        return super().form_valid(form)


class ConfirmPassword(Resuming, account.ReauthenticateView):
    """The password once more, of somebody without a second factor."""


class ConfirmCode(Resuming, mfa.ReauthenticateView):
    """A code once more."""


confirm_password = ConfirmPassword.as_view()
confirm_code = ConfirmCode.as_view()


@method_decorator(never_cache, name="dispatch")
class SetUpApp(totp.ActivateTOTPView):
    """Sets up an authenticator app, also in place of an earlier one."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Past the library's own dispatch, which turns people away who have an app already."""
        return super(totp.ActivateTOTPView, self).dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        """The key in fours, for those who type it."""
        key = kwargs["form"].secret if "form" in kwargs else ""
        context = super(totp.ActivateTOTPView, self).get_context_data(**kwargs)
        secret = key or context["form"].secret
        return {**context, "key": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))}

    def form_valid(self, form) -> HttpResponse:
        """The app is set up; this session goes on, all others end."""
        user = self.request.user
        second_factor.set_up(user=user, secret=form.secret, by=user)
        clear_totp_secret(self.request)
        update_session_auth_hash(self.request, user)
        record_authentication(self.request, user, method="mfa", type="totp")  # its first code was a proof
        messages.success(self.request, "Your authenticator app is set up")
        return redirect("mfa_view_recovery_codes")


set_up_app = SetUpApp.as_view()


@require_safe
@never_cache
def app_picture(request: HttpRequest) -> HttpResponse:
    """The key that is being set up, as a picture for a phone's camera."""
    adapter = get_adapter()
    url = adapter.build_totp_url(request.user, get_totp_secret())
    return HttpResponse(adapter.build_totp_svg(url), content_type="image/svg+xml")


class RenewRecoveryCodes(recovery.GenerateRecoveryCodesView):
    """New recovery codes, recorded."""

    def form_valid(self, form) -> HttpResponse:
        """The earlier ones are void."""
        second_factor.renew_recovery_codes(user=self.request.user, by=self.request.user)
        messages.success(self.request, "New recovery codes were made")
        return redirect("mfa_view_recovery_codes")


renew_recovery_codes = RenewRecoveryCodes.as_view()


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """An invited person chooses a password. Opening the link changes nothing; the form uses it up."""
    invitation = invitations.find(token)
    if invitation is None:
        return render(request, "account/invitation_over.html", status=404)
    form = ChoosePasswordForm(request.POST or None, user=invitation.user)
    if request.method == "POST" and form.is_valid():
        accept(token=token, password=form.cleaned_data["password1"], by=invitation.user)
        messages.success(request, "Your password is saved. Sign in with it to set up the second step")
        return redirect("account_login")
    return render(request, "account/invitation.html", {"form": form, "invitation": invitation})
