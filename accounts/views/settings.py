"""Organisations, the panel's settings, outgoing mail: for administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts import policy
from accounts.actions import messages as message_actions
from accounts.actions import organisations as actions
from accounts.forms import messages as message_forms
from accounts.forms import settings as forms
from accounts.models import Panel
from accounts.presenters.messages import messages_table
from accounts.presenters.people import office_links, organisations_table
from accounts.selectors import messages as message_selectors
from accounts.selectors import organisations as selectors
from accounts.views.mixins import in_scope, page_of, panel_of, walk
from common.policy import allowed

ACT = require_http_methods(["GET", "HEAD", "POST"])


def _administered(request: HttpRequest) -> Panel:
    panel = panel_of(request)
    policy.administer(request.user, panel)
    return panel


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """All agencies."""
    _administered(request)
    form = forms.OrganisationsFilter(request.GET)
    q = form.cleaned_data["q"] if form.is_valid() else ""
    page = page_of(request, selectors.organisations(q=q))
    context = {"page": page, "table": organisations_table(list(page)), "filter_form": form,
               "office": office_links("accounts:organisations")}  # fmt: skip
    return render(request, "accounts/organisations.html", context)


@ACT
def organisation_add(request: HttpRequest) -> HttpResponse:
    """A new agency."""
    panel = _administered(request)
    form = forms.AddOrganisationForm(request.POST or None)
    form.cancel_url = reverse("accounts:organisations")
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        actions.add(key=data.pop("new_id"), panel=panel, by=request.user, **data)
        messages.success(request, "The organisation has been added")
        return redirect("accounts:organisations")
    return render(request, "accounts/settings_form.html", {"form": form, "heading": "Add an organisation"})


@ACT
def organisation_edit(request: HttpRequest, organisation) -> HttpResponse:
    """An agency that changed, merged or ended."""
    panel = _administered(request)
    found = in_scope(selectors.organisation, key=organisation)
    form = forms.ChangeOrganisationForm(request.POST or None, instance=found, initial={"version": found.version})
    form.cancel_url = reverse("accounts:organisations")
    if request.method == "POST" and form.is_valid():
        actions.change(organisation_id=organisation, panel=panel, by=request.user, **form.cleaned_data)
        messages.success(request, "The organisation has been saved")
        return redirect("accounts:organisations")
    context = {"form": form, "heading": "Change an organisation", "before": selectors.before(found)}
    return render(request, "accounts/settings_form.html", context)


@ACT
def organisation_contacts(request: HttpRequest, organisation) -> HttpResponse:
    """Whoever is written to at an agency besides the person who is asked."""
    panel = panel_of(request)
    policy.keep_contacts(request.user, panel)
    found = in_scope(selectors.organisation, key=organisation)
    initial = {"version": found.version, **selectors.contacts(found)}
    form = forms.ContactsForm(request.POST or None, initial=initial)
    manages = allowed(policy.administer, request.user, panel)
    form.cancel_url = reverse("accounts:organisations" if manages else "accounts:people")
    if request.method == "POST" and form.is_valid():
        actions.save_contacts(
            organisation_id=found.pk, version=form.cleaned_data["version"], panel=panel, by=request.user,
            contacts=form.contacts,
        )  # fmt: skip
        messages.success(request, "The contacts have been saved")
        return redirect("accounts:organisation_contacts", found.pk)
    context = {"form": form, "heading": "Contacts", "caption": found.name}
    return render(request, "accounts/contacts_form.html", context)


@ACT
def organisation_merger(request: HttpRequest) -> HttpResponse:
    """Several become one from a day on; their history stays under their own names."""
    panel = _administered(request)
    form = forms.MergerForm(request.POST or None, present=selectors.lasting_organisations())
    form.cancel_url = reverse("accounts:organisations")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        keys = [one.pk for one in data["predecessors"]]
        actions.merge(predecessors=keys, successor_id=data["successor"].pk, on=data["on"], panel=panel, by=request.user)
        messages.success(request, "The merger has been recorded")
        return redirect("accounts:organisations")
    return render(request, "accounts/settings_form.html", {"form": form, "heading": "Record a merger"})


@ACT
def panel_settings(request: HttpRequest) -> HttpResponse:
    """Contact, deadlines, papers, suppression."""
    panel = _administered(request)
    form = forms.PanelForm(request.POST or None, instance=panel, initial={"version": panel.version})
    if request.method == "POST" and form.is_valid():
        actions.change_panel(panel_id=panel.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "The settings have been saved")
        return redirect("accounts:panel_settings")
    context = {"form": form, "office": office_links("accounts:panel_settings")}
    return render(request, "accounts/panel_settings.html", context)


@require_safe
def outgoing(request: HttpRequest) -> HttpResponse:
    """What was sent, waits or failed; never the text."""
    panel = _administered(request)
    form = message_forms.MessagesFilter(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    page = walk(request, message_selectors.messages(by=request.user, panel=panel, state=state))
    context = {"page": page, "table": messages_table(list(page)), "filter_form": form,
               "office": office_links("accounts:messages")}  # fmt: skip
    return render(request, "accounts/messages.html", context)


@ACT
def message_retry(request: HttpRequest, message) -> HttpResponse:
    """Once more, now."""
    panel = _administered(request)
    found = in_scope(message_selectors.message, by=request.user, key=message)
    form = message_forms.RetryForm(request.POST or None)
    form.cancel_url = reverse("accounts:messages")
    if request.method == "POST":
        message_actions.retry(message_id=found.pk, panel=panel, by=request.user)
        messages.success(request, "The email will be tried again now")
        return redirect("accounts:messages")
    words = f"“{found.subject}” to {found.recipient}, after {found.attempts} attempts."
    context = {"form": form, "heading": "Try an email again", "introduction": words}
    return render(request, "accounts/settings_form.html", context)
