"""Passkeys: a person's own list, and the two places where one stands in for a code."""

from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import passkeys as actions
from accounts.forms.passkeys import NamePasskeyForm, RemovePasskeyForm
from accounts.presenters.passkeys import asked, passkeys_table
from accounts.selectors import passkeys as selectors
from accounts.views.mixins import in_scope
from accounts.views.signin import Resuming

ACT = require_http_methods(["GET", "HEAD", "POST"])
LIST = "mfa_list_webauthn"


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The person's passkeys."""
    found = selectors.passkeys(request.user)
    return render(request, "mfa/webauthn/list.html", {"table": passkeys_table(found), "any": bool(found)})


@method_decorator(never_cache, name="dispatch")
class Add(webauthn.AddWebAuthnView):
    """One more; the browser makes it for this site alone."""

    template_name = "mfa/webauthn/add.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Past the library's own dispatch: the table of acts that need a proof has asked already."""
        return super(webauthn.AddWebAuthnView, self).dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        """The form with its faults, and a new question to the browser."""
        context = super().get_context_data(**kwargs) | kwargs
        return {"form": self.get_form(), **context, "options": asked(context["js_data"]["creation_options"])}

    def form_valid(self, form) -> HttpResponse:
        """Added by our action."""
        name, credential = form.cleaned_data["name"], form.cleaned_data["credential"]
        actions.add(user=self.request.user, name=name, credential=credential, by=self.request.user)
        messages.success(self.request, "The passkey has been added")
        return redirect(LIST)

    def form_invalid(self, form) -> HttpResponse:
        """Says what is wrong; the name that was typed stays."""
        messages.error(self.request, form.trouble)
        return super().form_invalid(form)


add = Add.as_view()


@ACT
def rename(request: HttpRequest, passkey: int) -> HttpResponse:
    """Another name."""
    found = in_scope(selectors.passkey, user=request.user, key=passkey)
    form = NamePasskeyForm(request.POST or None, initial={"name": found.wrap().name})
    if request.method == "POST" and form.is_valid():
        actions.rename(user=request.user, passkey=passkey, by=request.user, **form.cleaned_data)
        messages.success(request, "The passkey has a new name")
        return redirect(LIST)
    return render(request, "mfa/webauthn/own.html", {"form": form, "heading": "Rename a passkey"})


@ACT
def remove(request: HttpRequest, passkey: int) -> HttpResponse:
    """It opens nothing any more."""
    found = in_scope(selectors.passkey, user=request.user, key=passkey)
    form = RemovePasskeyForm(request.POST or None)
    if request.method == "POST":
        actions.remove(user=request.user, passkey=passkey, by=request.user)
        update_session_auth_hash(request, request.user)
        messages.success(request, "The passkey has been removed")
        return redirect(LIST)
    words = (
        f"“{found.wrap().name}” no longer opens your account, and you are signed out everywhere else. Your app and "
        "your recovery codes stay."
    )
    context = {"form": form, "heading": "Remove a passkey", "introduction": words}
    return render(request, "mfa/webauthn/own.html", context)


class EnterCode(mfa.AuthenticateView):
    """The second step of signing in: a code, or a passkey where the person has one."""

    def form_invalid(self, form) -> HttpResponse:
        """A code's faults show with its box, a passkey's above the page."""
        if form is self.webauthn_form:
            messages.error(self.request, form.trouble)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs) -> dict:
        """The question to the browser."""
        context = super().get_context_data(**kwargs)
        return {**context, "options": asked(context["js_data"]["request_options"])}


class ConfirmPasskey(Resuming, webauthn.ReauthenticateWebAuthnView):
    """A passkey once more."""

    template_name = "mfa/webauthn/confirm.html"

    def form_invalid(self, form) -> HttpResponse:
        """Says what is wrong, and asks anew."""
        messages.error(self.request, form.trouble)
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs) -> dict:
        """The question to the browser."""
        context = super().get_context_data(**kwargs)
        return {**context, "options": asked(context["js_data"]["request_options"])}


enter_code = EnterCode.as_view()
confirm_passkey = ConfirmPasskey.as_view()
