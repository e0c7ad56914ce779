"""The work list and its search."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.panels import current_panel
from cases import policy
from cases.forms.worklist import FilterForm, SearchForm
from cases.identity.search import MOST, search
from cases.identity.selectors import names_for
from cases.presenters import worklist as presenter
from cases.selectors.case_page import areas_of
from cases.selectors.worklist import PAGE, worklist
from common import asked
from common.paging import page_of
from common.policy import allowed

SOUGHT = "cases_sought"


@require_safe
def listing(request):
    """The cases of the panel in this person's scope."""
    panel = current_panel(request)
    policy.work_list(panel, request.user)
    form = FilterForm(request.GET if request.GET else None, areas=areas_of(panel))
    sort = request.GET.get("sort", "due")
    filters = form.filters(sort) if form.is_bound else FilterForm.nothing(sort)
    page = page_of(request, worklist(request.user, panel, filters), PAGE)
    names = names_for(page.object_list, by=request.user, purpose="Work list")
    context = {
        "filter_form": form,
        "search_form": SearchForm(),
        "page": page,
        "table": presenter.table(page.object_list, names, sort),
        "chosen": presenter.chosen(form, request.GET),
        "may_export": allowed(policy.export_cases, panel, request.user),
    }
    return render(request, "cases/worklist.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def find(request):
    """Cases whose reference, name or NHS number matches. The words stand in no address and no file of the browser."""
    panel = current_panel(request)
    policy.work_list(panel, request.user)
    if request.method == "POST":
        asked.keep(request.session, SOUGHT, request.POST, ("words",))
        return redirect("cases:search")
    form = SearchForm(asked.kept(request.session, SOUGHT))
    found = search(form.cleaned_data["words"], by=request.user, panel=panel) if form.is_valid() else []
    table = presenter.table([case for case, _ in found], {case.pk: name for case, name in found}, None, "Cases found")
    context = {"form": form, "found": found, "table": table, "most": MOST, "searched": form.is_valid()}
    return render(request, "cases/search.html", context)
