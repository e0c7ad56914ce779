"""The actions register of a case."""

from django.http import JsonResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.panels import current_panel
from cases import policy, quality
from cases.actions import recommendations
from cases.forms.hints import HintForm
from cases.forms.recommendations import NewRecommendationForm, RecommendationForm
from cases.presenters import recommendations as presenter
from cases.selectors import case_page, scope
from cases.views.frame import find, form_page, tab_page

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def listing(request, case):
    """Recommendations of a case and what became of each."""

    def context(row, child):
        return {"table": presenter.table(row, case_page.recommendations_of(row))}

    return tab_page(request, case, "actions", "actions", context)


@require_POST
def hints(request):
    """How what is being written could be better: asked by the page while somebody types. Nothing of it is kept."""
    policy.write_recommendations(current_panel(request), request.user)
    form = HintForm(request.POST)
    return JsonResponse(quality.meter(form.hints()) if form.is_begun else {"sentence": "", "hints": []})


@FORM
def add(request, case):
    """A new recommendation."""
    row = find(request, case, policy.draft_analysis)
    form = NewRecommendationForm(request.POST or None)
    return form_page(
        request,
        row,
        form,
        tab="actions",
        heading="Add a recommendation",
        act=lambda data: recommendations.add(case_id=row.pk, by=request.user, new_id=data["new_id"], **form.words()),
        only_check=form.asks_for_hints,
        done="The recommendation has been added",
    )


@FORM
def change(request, case, recommendation):
    """Where a recommendation stands."""
    row = find(request, case, policy.draft_analysis)
    found = scope.recommendation_of(row, recommendation)
    form = RecommendationForm(
        request.POST or None,
        initial=presenter.initial(found),
        state=found.state,
        successors=case_page.successors(found, request.user),
    )
    return form_page(
        request,
        row,
        form,
        tab="actions",
        heading="Update a recommendation",
        only_check=form.asks_for_hints,
        act=lambda data: recommendations.change(
            recommendation_id=found.pk, version=data["version"], by=request.user, **form.values()
        ),
        done="The recommendation has been updated",
    )
