"""Who is invited, what they answer, who came."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from panels import policy, selectors
from panels.actions import invitations, live
from panels.forms.meetings import ConfirmForm
from panels.forms.people import AttendanceForm, InviteForm, ReplyForm
from panels.forms.register import DeputyForm
from panels.selectors import register, scope


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request, meeting):
    """Choosing from the people with a seat."""
    found = scope.meeting_for(meeting, request.user)
    policy.run(found.panel_id, request.user)
    form = InviteForm(request.POST or None, seats=selectors.invitable(found))
    form.cancel_url = reverse("panels:meeting", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        new = invitations.invite(meeting_id=found.pk, membership_ids=form.chosen(), by=request.user)
        messages.success(request, f"{len(new)} invited by email, with an entry for their calendar.")
        return redirect("panels:meeting", found.pk)
    return render(request, "panels/invite.html", {"form": form, "meeting": found})


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request, invitation):
    """Coming or not: the person invited, or the manager for them."""
    found = scope.invitation_for(invitation, request.user)
    policy.answer(found, request.user)
    form = ReplyForm(request.POST or None, initial={"version": found.version})
    if found.user_id != request.user.pk:
        form.submit_label = "Record: will come"
    if request.method == "POST" and form.is_valid():
        invitations.answer(
            invitation_id=found.pk, version=form.cleaned_data["version"], reply=form.reply, by=request.user
        )
        messages.success(request, "The answer is recorded.")
        return redirect("panels:meeting", found.meeting_id)
    context = {"form": form, "invitation": found, "own": found.user_id == request.user.pk}
    return render(request, "panels/reply.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, invitation):
    """Taking an invitation back."""
    found = scope.invitation_for(invitation, request.user)
    policy.run(found.meeting.panel_id, request.user)
    form = ConfirmForm(request.POST or None)
    form.submit_label, form.submit_kind = "Withdraw the invitation", "warning"
    form.cancel_url = reverse("panels:meeting", args=[found.meeting_id])
    if request.method == "POST":
        invitations.withdraw(invitation_id=found.pk, by=request.user)
        messages.success(request, f"{found.user} is no longer invited and is told by email.")
        return redirect("panels:meeting", found.meeting_id)
    context = {
        "form": form,
        "heading": f"Withdraw the invitation of {found.user}?",
        "caption": str(found.meeting),
        "introduction": "They can no longer read the papers. The entry is taken out of their calendar.",
    }
    return render(request, "panels/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def deputy(request, invitation):
    """Somebody in the place of a person who cannot come; the register's deputy is chosen already."""
    found = scope.invitation_for(invitation, request.user)
    policy.run(found.meeting.panel_id, request.user)
    named = register.deputy_of(found)
    people = register.people(found.meeting.panel).exclude(user_id=found.user_id)
    form = DeputyForm(request.POST or None, initial={"membership": named.pk if named else None}, people=people)
    form.cancel_url = reverse("panels:meeting", args=[found.meeting_id])
    if request.method == "POST" and form.is_valid():
        seat = form.cleaned_data["membership"]
        invitations.invite_deputy(invitation_id=found.pk, membership_id=seat.pk, by=request.user)
        messages.success(request, f"{seat.user} is invited by email in the place of {found.user}.")
        return redirect("panels:meeting", found.meeting_id)
    context = {"form": form, "heading": f"Who comes in the place of {found.user}?", "caption": str(found.meeting)}
    return render(request, "panels/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request, meeting):
    """Who is there."""
    found = scope.meeting_for(meeting, request.user)
    policy.lead(found.panel_id, request.user)
    form = AttendanceForm(request.POST or None, people=selectors.people(found))
    form.cancel_url = reverse("panels:meeting", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        lines = [live.Attended(**line) for line in form.lines()]
        live.record_attendance(meeting_id=found.pk, lines=lines, by=request.user)
        messages.success(request, "Attendance is saved.")
        return redirect("panels:meeting", found.pk)
    return render(request, "panels/attendance.html", {"form": form, "meeting": found})
