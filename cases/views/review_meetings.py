"""Pages of the child death review meeting of a case."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cases import policy
from cases.actions import review_guests, review_meetings
from cases.forms import review_meetings as forms
from cases.forms.case import PlainStepForm
from cases.presenters import review_meetings as presenter
from cases.presenters.links import to
from cases.selectors import review_meetings as selectors
from cases.views.frame import find, form_page, frame, tab_page
from common.forms.formsets import quiet, reshape
from common.policy import allowed

FORM = require_http_methods(["GET", "HEAD", "POST"])
TAB = "review_meetings"


@require_safe
def listing(request, case):
    """The review meetings of a case with their people."""

    def context(row, child):
        may = allowed(policy.manage, row, request.user)
        meetings = selectors.meetings_of(row)
        return {
            "meetings": presenter.boxes(row, meetings, may),
            "standing": any(meeting.state == meeting.State.ARRANGED for meeting in meetings),
        }

    return tab_page(request, case, TAB, "review_meetings", context)


@FORM
def new(request, case):
    """Arranges a meeting."""
    row = find(request, case)
    form = forms.NewMeetingForm(request.POST or None, died_on=row.died_on)
    return form_page(
        request,
        row,
        form,
        tab=TAB,
        heading="Arrange the child death review meeting",
        act=lambda data: review_meetings.arrange(case_id=row.pk, by=request.user, **form.details()),
        done="The review meeting has been arranged. Now invite people to it",
    )


@FORM
def change(request, case, review_meeting):
    """Another time or place."""
    row, found = _found(request, case, review_meeting)
    form = forms.ChangeMeetingForm(request.POST or None, died_on=row.died_on, initial=forms.meeting_initial(found))
    return form_page(
        request,
        row,
        form,
        tab=TAB,
        heading="Change the review meeting",
        warning="Everybody invited gets an email when the time or the place changes.",
        act=lambda data: review_meetings.change(meeting_id=found.pk, by=request.user, **form.details()),
        done="The review meeting has been changed",
    )


@FORM
def cancel(request, case, review_meeting):
    """Calls a meeting off."""
    row, found = _found(request, case, review_meeting)
    return form_page(
        request,
        row,
        forms.CallOffForm(request.POST or None, initial={"version": found.version}),
        tab=TAB,
        heading="Cancel the review meeting",
        warning="Everybody invited is told, and the case goes back to gathering information.",
        act=lambda data: review_meetings.call_off(meeting_id=found.pk, by=request.user, **data),
        done="The review meeting has been cancelled",
    )


@FORM
def invite(request, case, review_meeting):
    """Whom to invite. “Add another” and “Remove” come back here without complaints."""
    row, found = _found(request, case, review_meeting)
    reshaped = reshape(request.POST, forms.GUESTS) if request.method == "POST" else None
    data = reshaped or request.POST or None
    rows = forms.Guests(data, prefix=forms.GUESTS)
    known = selectors.known_people(row, found)
    form = forms.InviteForm(data, known=known, formsets={forms.GUESTS: rows})
    if reshaped is not None:
        quiet(form)
    elif request.method == "POST" and form.is_valid():
        review_guests.invite(meeting_id=found.pk, people=form.people(), by=request.user)
        messages.success(request, "The invitations are on their way")
        return redirect(to(TAB, row))
    form.cancel_url = to(TAB, row)
    page = {**frame(request, row, TAB), "form": form, "heading": "Invite people to the review meeting"}
    return render(request, "cases/form.html", page)


@FORM
def withdraw(request, case, review_meeting, review_guest):
    """Takes an invitation back."""
    row, found = _found(request, case, review_meeting)
    guest = selectors.guest_of(found, review_guest)
    form = PlainStepForm(request.POST if request.method == "POST" else None)
    form.submit_label, form.submit_kind = "Take the invitation back", "warning"
    return form_page(
        request,
        row,
        form,
        tab=TAB,
        heading=f"Withdraw the invitation of {guest.name}",
        warning="They are told by email, and the entry leaves their calendar.",
        act=lambda data: review_guests.withdraw(guest_id=guest.pk, by=request.user),
        done="The invitation has been taken back",
    )


@FORM
def hold(request, case, review_meeting):
    """That the meeting was held, and who came."""
    row, found = _found(request, case, review_meeting)
    guests = [guest for guest in found.guests.all() if guest.withdrawn_at is None]
    form = forms.HeldForm(request.POST or None, guests=guests, initial={"version": found.version})
    return form_page(
        request,
        row,
        form,
        tab=TAB,
        heading="Who came to the review meeting?",
        act=lambda data: review_meetings.hold(
            meeting_id=found.pk, version=data["version"], attendance=form.attendance(), by=request.user
        ),
        done="Attendance has been recorded",
    )


@FORM
def present(request, case, review_meeting):
    """Somebody who came without an invitation."""
    row, found = _found(request, case, review_meeting)
    return form_page(
        request,
        row,
        forms.PresentForm(request.POST or None),
        tab=TAB,
        heading="Add somebody who came",
        act=lambda data: review_guests.add_present(meeting_id=found.pk, by=request.user, **data),
        done="The person has been added",
    )


@FORM
def report(request, case, review_meeting):
    """When the draft analysis and the report came."""
    row, found = _found(request, case, review_meeting)
    form = forms.ReportForm(request.POST or None, held_on=found.on, initial={"version": found.version})
    if found.report_on:
        form.initial["on"] = found.report_on
    return form_page(
        request,
        row,
        form,
        tab=TAB,
        heading="Record that the report came",
        act=lambda data: review_meetings.receive_report(meeting_id=found.pk, by=request.user, **data),
        done="The date has been recorded",
    )


def _found(request, case, key):
    row = find(request, case)
    return row, selectors.meeting_of(row, key)
