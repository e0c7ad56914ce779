"""What stands around a case: parallel processes, delays, the key worker."""

from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Role
from cases import policy
from cases.actions import delays, key_workers
from cases.forms.around import (
    ContactForm,
    DelayForm,
    EndKeyWorkerForm,
    KeyWorkerForm,
    NewDelayForm,
)
from cases.presenters import around as presenter
from cases.presenters import days, processes
from cases.selectors import case_page, scope
from cases.selectors.days import split_days
from cases.views.frame import find, form_page, tab_page
from common.dates import today
from common.policy import allowed

FORM = require_http_methods(["GET", "HEAD", "POST"])
TAB = "around"


@require_safe
def listing(request, case):
    """Processes and delays of a case."""

    def context(row, child):
        view, may = case_page.overview(row), allowed(policy.manage, row, request.user)
        return {
            "processes": processes.boxes(row, view.processes, may),
            "mentioned": processes.suggestions(row, case_page.notification_of(row), view.processes) if may else [],
            "delays": presenter.delays(row, view.delays, may),
            "days": days.bar(row, split_days(row, today())),
        }

    return tab_page(request, case, TAB, "around", context)


@FORM
def delay_new(request, case):
    """Why the review waits."""
    row = find(request, case)
    return form_page(
        request,
        row,
        NewDelayForm(request.POST or None),
        tab=TAB,
        heading="Record a reason for delay",
        act=lambda data: delays.add(case_id=row.pk, by=request.user, **data),
        done="The delay has been recorded",
    )


@FORM
def delay(request, case, delay):
    """A reason for delay, corrected or ended."""
    row = find(request, case)
    found = scope.delay_of(row, delay)
    form = DelayForm(request.POST or None, initial=_saved(found, DelayForm))
    return form_page(
        request,
        row,
        form,
        tab=TAB,
        heading=f"Change or end: {found}",
        act=lambda data: delays.change(delay_id=found.pk, by=request.user, **data),
        done="The delay has been changed",
    )


@FORM
def key_worker_new(request, case):
    """Names the family's contact."""
    row = find(request, case)
    people = case_page.people_as(row.panel, Role.KEY_WORKER)
    form = KeyWorkerForm(request.POST or None, organisations=case_page.organisations(), people=people)
    return form_page(
        request,
        row,
        form,
        tab="case_family",
        heading="Name a key worker",
        act=lambda data: key_workers.name(case_id=row.pk, by=request.user, **data),
        done="The key worker has been named",
    )


@FORM
def key_worker_end(request, case, key_worker):
    """Ends a key worker's time."""
    row = find(request, case)
    found = scope.key_worker_of(row, key_worker)
    form = EndKeyWorkerForm(request.POST or None, starts_on=found.starts_on, initial={"version": found.version})
    return form_page(
        request,
        row,
        form,
        tab="case_family",
        heading=f"End the time of {found.name}",
        act=lambda data: key_workers.end(key_worker_id=found.pk, by=request.user, **data),
        done="The key worker’s time has been ended",
    )


@FORM
def key_worker_contact(request, case, key_worker):
    """How the family reaches the key worker."""
    row = find(request, case)
    found = scope.key_worker_of(row, key_worker)
    form = ContactForm(request.POST or None, initial=contact_initial(found))
    return form_page(
        request,
        row,
        form,
        tab="case_family",
        heading=f"Change how the family reaches {found.name}",
        act=lambda data: key_workers.change_contact(key_worker_id=found.pk, by=request.user, **data),
        done="The contact has been changed",
    )


def contact_initial(found) -> dict:
    """A key worker as the form of contact asks."""
    return {"version": found.version, "contact": found.contact, "cover": found.cover}


def _saved(row, form) -> dict:
    return {name: getattr(row, name) for name in form.base_fields}
