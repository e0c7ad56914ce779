"""Pages of parallel processes: choose a kind, add, change."""

from django.views.decorators.http import require_http_methods

from cases.actions import processes
from cases.forms.processes import KindForm, NewProcessForm, ProcessForm, initial_of
from cases.selectors import scope
from cases.views.frame import find, form_page
from cases.vocabularies import ProcessKind

FORM = require_http_methods(["GET", "HEAD", "POST"])
TAB = "around"


@FORM
def add(request, case):
    """Another review of the same death: first which one, then what that kind has."""
    row = find(request, case)
    kind = request.POST.get("kind") or request.GET.get("kind", "")
    if kind not in ProcessKind.values:
        return _choose(request, row, kind)
    return form_page(
        request,
        row,
        NewProcessForm(request.POST or None, kind=kind),
        tab=TAB,
        heading=f"Add: {ProcessKind(kind).label}",
        act=lambda data: processes.add(case_id=row.pk, by=request.user, **data),
        done="The process has been added",
    )


def _choose(request, row, kind: str):
    form = KindForm({"kind": kind} if kind or request.method == "POST" else None)
    return form_page(request, row, form, tab=TAB, heading="Add a parallel process", act=_nothing, done="")


def _nothing(data: dict) -> None:
    """A choice changes nothing."""


@FORM
def change(request, case, process):
    """Where a process stands."""
    row = find(request, case)
    found = scope.process_of(row, process)
    return form_page(
        request,
        row,
        ProcessForm(request.POST or None, kind=found.kind, initial=initial_of(found)),
        tab=TAB,
        heading=f"Change: {found}",
        act=lambda data: processes.change(process_id=found.pk, by=request.user, **data),
        done="The process has been changed",
    )
