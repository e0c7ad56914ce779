"""The analysis form: read on its tab, written on a page of its own."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cases import policy
from cases.actions import analysis as actions
from cases.forms.analysis import AnalysisForm
from cases.forms.analysis_rows import FACTORS, LEARNING, RECOMMENDATIONS, row_sets
from cases.presenters import analysis as presenter
from cases.presenters.links import to
from cases.selectors import analysis as saved_analysis
from cases.views.frame import find, frame, tab_page
from common.forms.formsets import quiet, reshape


@require_safe
def read(request, case):
    """The form as it stands."""

    def context(row, child):
        found = saved_analysis.of_case(row)
        data = saved_analysis.as_data(found, row)
        codes = saved_analysis.factor_codes(row.panel_id)
        return presenter.page(row, found, data, codes)

    return tab_page(request, case, "analysis", "analysis", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request, case):
    """The whole form on one page. “Add another” and “Remove” come back here without complaints."""
    row = find(request, case, policy.draft_analysis)
    found = saved_analysis.of_case(row)
    actions.refuse_final(row)
    form, reshaped = _form(request, row, found)
    if reshaped:
        quiet(form)
    elif request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        actions.save_draft(case_id=row.pk, version=version, data=form.answers(), by=request.user)
        messages.success(request, "The draft has been saved")
        return redirect(to("analysis", row))
    form.cancel_url = to("analysis", row)
    page = {**frame(request, row, "analysis"), "form": form}
    return render(request, "cases/analysis_edit.html", page)


def _form(request, row, found):
    saved = saved_analysis.as_data(found, row)
    codes = saved_analysis.factor_codes(row.panel_id)
    reshaped = reshape(request.POST, FACTORS, LEARNING, RECOMMENDATIONS) if request.method == "POST" else None
    data = reshaped or request.POST or None
    if found is None and row.age_days is not None:
        saved["neonatal"] = row.age_days < 28
    form = AnalysisForm(
        data,
        formsets=row_sets(data, saved, codes),
        factors_known=not row.imported,
        primary=presenter.primary_words(saved),
        initial=AnalysisForm.initial_of(saved, found.version if found else 0),
    )
    return form, reshaped is not None
