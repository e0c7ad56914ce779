"""The pages that move a case on or change what it says: steps, dates, worker, facts, identity, notes."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Role
from cases import policy, workflow
from cases.actions import cases as case_actions
from cases.actions import notes, places, steps
from cases.forms.case import (
    AssignForm,
    FactsForm,
    IdentityForm,
    MeetingForm,
    MoveMeetingForm,
    NationalForm,
    NoteForm,
    PlainStepForm,
    ReasonForm,
)
from cases.identity import actions as identity
from cases.identity.selectors import child_of
from cases.selectors import case_page
from cases.views.frame import find, form_page
from cases.workflow import Step

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
def step(request, case, step):
    """One step of the workflow, with its reason or date."""
    if step not in Step.values or step in workflow.PANEL_STEPS:
        raise Http404
    row = find(request, case)
    form = _step_form(request, row, step)
    form.submit_label = Step(step).label
    return form_page(
        request,
        row,
        form,
        tab="case",
        heading=Step(step).label,
        act=lambda data: steps.take(case_id=row.pk, step=step, by=request.user, **data),
        done="The case has been moved on",
        to_status=workflow.Status(workflow.target(row.status, step) or row.status).label,
        template="step",
    )


def _step_form(request, case, step: str):
    data = request.POST or None
    if step in (Step.ARRANGE_CDRM, Step.HOLD_CDRM):
        held = step == Step.HOLD_CDRM
        initial = {"on": case.cdrm_on} if held else None
        return MeetingForm(data, held=held, died_on=case.died_on, initial=initial)
    if step in workflow.NEEDS_REASON:
        return ReasonForm(data)
    return PlainStepForm(request.POST if request.method == "POST" else None)


@FORM
def meeting(request, case):
    """Another date for a review meeting that is arranged."""
    row = find(request, case)
    initial = {"version": row.version, "on": row.cdrm_on}
    form = MoveMeetingForm(request.POST or None, died_on=row.died_on, initial=initial)
    return form_page(
        request,
        row,
        form,
        tab="case",
        heading="Change the date of the review meeting",
        act=lambda data: steps.move_meeting(case_id=row.pk, by=request.user, **data),
        done="The review meeting has been moved",
    )


@FORM
def national(request, case):
    """When the national database was told of the death."""
    row = find(request, case)
    initial = {"version": row.version, "on": row.ncmd_notified_on}
    form = NationalForm(request.POST or None, died_on=row.died_on, initial=initial)
    return form_page(
        request,
        row,
        form,
        tab="case",
        heading="Record when the national database was told",
        act=lambda data: steps.tell_national_database(case_id=row.pk, by=request.user, **data),
        done="The date has been recorded",
    )


@FORM
def assign(request, case):
    """Who looks after the case."""
    row = find(request, case)
    people = case_page.people_as(row.panel, Role.MANAGER)
    initial = {"version": row.version, "worker": row.case_worker_id}
    form = AssignForm(request.POST or None, people=people, initial=initial)
    return form_page(
        request,
        row,
        form,
        tab="case",
        heading="Choose a case worker",
        act=lambda data: steps.assign(case_id=row.pk, by=request.user, **data),
        done="The case worker has been changed",
    )


@FORM
def note(request, case):
    """A note on the timeline."""
    row = find(request, case, policy.contribute)
    return form_page(
        request,
        row,
        NoteForm(request.POST or None),
        tab="timeline",
        heading="Add a note",
        act=lambda data: notes.add(case_id=row.pk, by=request.user, **data),
        done="The note has been added",
    )


@FORM
def facts(request, case):
    """The facts that figures count by."""
    row = find(request, case)
    form = FactsForm(
        request.POST or None, areas=case_page.areas_for_facts(row.panel), initial=FactsForm.initial_of(row)
    )
    return form_page(
        request,
        row,
        form,
        tab="case",
        heading="Change the facts of the case",
        act=lambda data: case_actions.change_facts(case_id=row.pk, by=request.user, **data),
        done="The facts have been changed",
    )


@FORM
def identity_edit(request, case):
    """Corrects who the child is."""
    row = find(request, case)
    child = child_of(row, by=request.user, purpose="Correcting identity")
    form = IdentityForm(request.POST or None, initial=IdentityForm.initial_of(child))
    return form_page(
        request,
        row,
        form,
        tab="identity",
        heading="Change who the child is",
        act=lambda data: identity.set_child(case_id=row.pk, by=request.user, **data),
        done="The identity has been changed",
        seen=child,
    )


@require_POST
def look_up(request, case):
    """Area and decile from the postcode once more, after a new lookup was loaded."""
    row = find(request, case)
    places.look_up(case_id=row.pk, by=request.user)
    messages.success(request, "Area and deprivation have been worked out from the postcode")
    return redirect("cases:identity", case=row.pk)
