"""The people of a panel: list, invite, one person, roles, account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts import policy
from accounts.actions import invitations, memberships, second_factor
from accounts.actions import people as actions
from accounts.forms import people as forms
from accounts.models import Panel, User
from accounts.presenters import people as presenters
from accounts.selectors import people as selectors
from accounts.selectors.organisations import present_organisations
from accounts.views.mixins import in_scope, page_of, panel_of
from common.policy import allowed

ACT = require_http_methods(["GET", "HEAD", "POST"])


def _person(request: HttpRequest, key) -> tuple[Panel, User]:
    panel = panel_of(request)
    return panel, in_scope(selectors.person, by=request.user, panel=panel, key=key)


def _back_to(user: User) -> HttpResponse:
    return redirect("accounts:person", user.pk)


def _form_page(request: HttpRequest, form, user: User, heading: str, **words) -> HttpResponse:
    form.cancel_url = reverse("accounts:person", args=[user.pk])
    return render(request, "accounts/person_form.html", {"form": form, "heading": heading, "person": user, **words})


def _seat_form(request: HttpRequest, kind, panel: Panel):
    return kind(
        request.POST or None,
        roles=selectors.roles_to_give(by=request.user, panel=panel),
        areas=selectors.areas(panel),
        organisations=present_organisations(),
    )


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who holds or held a role."""
    panel = panel_of(request)
    policy.see_people(request.user, panel)
    form = forms.PeopleFilter(request.GET)
    wanted = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    page = page_of(request, selectors.people(by=request.user, panel=panel, **wanted))
    context = {
        "filter_form": form,
        "filtered": bool(wanted),
        "page": page,
        "table": presenters.people_table(list(page)),
        "office": presenters.office_links("accounts:people") if allowed(policy.administer, request.user, panel) else [],
    }
    return render(request, "accounts/people.html", context)


@ACT
def invite(request: HttpRequest) -> HttpResponse:
    """Somebody new, or somebody of another panel."""
    panel = panel_of(request)
    policy.see_people(request.user, panel)
    form = _seat_form(request, forms.InviteForm, panel)
    form.cancel_url = reverse("accounts:people")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        membership = memberships.invite(
            panel=panel, email=data["email"], full_name=data["full_name"], by=request.user, **form.given
        )
        messages.success(request, f"{membership.user} has been written to")
        return _back_to(membership.user)
    return render(request, "accounts/invite.html", {"form": form})


@require_safe
def person(request: HttpRequest, person) -> HttpResponse:
    """One person: facts, roles, and what can be done."""
    panel, user = _person(request, person)
    account = selectors.account(by=request.user, panel=panel, user=user)
    page = presenters.person_page(user=user, panel=panel, account=account, by=request.user)
    return render(request, "accounts/person.html", {"page": page})


@ACT
def edit(request: HttpRequest, person) -> HttpResponse:
    """Name and address."""
    panel, user = _person(request, person)
    policy.change_account(request.user, user)
    initial = {"version": user.version, "full_name": user.full_name, "email": user.email}
    form = forms.PersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change(user_id=user.pk, panel=panel, by=request.user, **form.cleaned_data)
        messages.success(request, "The details have been saved")
        return _back_to(user)
    return _form_page(request, form, user, "Change name or email address")


@ACT
def give_role(request: HttpRequest, person) -> HttpResponse:
    """One more role."""
    panel, user = _person(request, person)
    policy.give_role(request.user, panel, "member", user)
    form = _seat_form(request, forms.GiveRoleForm, panel)
    if request.method == "POST" and form.is_valid():
        memberships.give(user=user, panel=panel, by=request.user, **form.given)
        messages.success(request, f"{user} has been given the role")
        return _back_to(user)
    return _form_page(request, form, user, "Give a role")


@ACT
def end_role(request: HttpRequest, membership) -> HttpResponse:
    """A role's last day."""
    panel = panel_of(request)
    found = in_scope(selectors.membership, by=request.user, panel=panel, key=membership)
    policy.end_role(request.user, found)
    form = forms.EndRoleForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        memberships.end(membership_id=found.pk, version=data["version"], on=data["ends_on"], by=request.user)
        messages.success(request, "The role has been ended")
        return _back_to(found.user)
    heading = f"End the role of {found.get_role_display()}"
    return _form_page(request, form, found.user, heading, introduction="What was done in this role stays.")


@ACT
def switch_off(request: HttpRequest, person) -> HttpResponse:
    """Nobody signs in with the account any more."""
    panel, user = _person(request, person)
    policy.switch_off(request.user, user)
    form = forms.ReasonForm(request.POST or None, initial={"version": user.version})
    form.submit_label = "Switch the account off"
    if request.method == "POST" and form.is_valid():
        actions.switch_off(user_id=user.pk, panel=panel, by=request.user, **form.cleaned_data)
        messages.success(request, "The account has been switched off")
        return _back_to(user)
    words = (
        "The person is signed out at once and cannot sign in again. Roles stay as they are: end them too if need be."
    )
    return _form_page(request, form, user, "Switch the account off", introduction=words)


@ACT
def switch_on(request: HttpRequest, person) -> HttpResponse:
    """The account works again."""
    panel, user = _person(request, person)
    policy.change_account(request.user, user)
    form = forms.VersionForm(request.POST or None, initial={"version": user.version})
    form.submit_label = "Switch the account on"
    if request.method == "POST" and form.is_valid():
        actions.switch_on(user_id=user.pk, panel=panel, by=request.user, **form.cleaned_data)
        messages.success(request, "The account has been switched on")
        return _back_to(user)
    return _form_page(
        request, form, user, "Switch the account on", introduction="Password and second step are as before."
    )


@ACT
def resend_invitation(request: HttpRequest, person) -> HttpResponse:
    """A fresh link."""
    panel, user = _person(request, person)
    policy.invite_again(request.user, panel, user)
    form = forms.VersionForm(request.POST or None, initial={"version": user.version})
    form.submit_label = "Send the invitation"
    if request.method == "POST" and form.is_valid():
        invitations.send_again(user_id=user.pk, panel=panel, by=request.user)
        messages.success(request, "A new invitation has been sent")
        return _back_to(user)
    return _form_page(request, form, user, "Send the invitation again", introduction="The earlier link stops working.")


@ACT
def reset_second_factor(request: HttpRequest, person) -> HttpResponse:
    """For somebody who lost their phone and their recovery codes."""
    panel, user = _person(request, person)
    policy.change_account(request.user, user)
    form = forms.ReasonForm(request.POST or None, initial={"version": user.version})
    form.submit_label = "Reset the second step"
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        second_factor.take_away(user_id=user.pk, panel=panel, reason=reason, by=request.user)
        messages.success(request, "The second step has been reset")
        return _back_to(user)
    words = (
        "Ring the person on a number you know, to be sure who asks. When they next sign in they set up a new app, and "
        "a new work account if they use one."
    )
    return _form_page(request, form, user, "Reset the second step", introduction=words)
