"""The pages of figures: confidential, and the public edition as it would be published."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.panels import current_panel
from common.dates import FinancialYear
from reporting import actions, policy
from reporting.figures import CONFIDENTIAL, PUBLIC, years_of
from reporting.forms import YearForm
from reporting.presenters.dashboard import THEMES, page
from reporting.selectors import comparators


@require_safe
def dashboard(request):
    """The figures in full, for the people who run, lead, advise and analyse the panel."""
    return _figures(request, CONFIDENTIAL)


@require_safe
def public_figures(request):
    """The same figures as the public edition would show them."""
    return _figures(request, PUBLIC)


def _figures(request, edition: str):
    panel = current_panel(request)
    if panel is None:
        raise Http404
    policy.read_figures(request.user, panel)
    form = _form(request, years_of(panel))
    year, theme = FinancialYear.parse(form.cleaned_data["year"]), form.cleaned_data["theme"] or "overview"
    figures = actions.look(panel=panel, year=year, edition=edition, by=request.user)
    context = page(figures, theme, comparators(year)) | {"form": form, "theme": theme}
    return render(request, "reporting/dashboard.html", context)


def _form(request, years) -> YearForm:
    """The choice as sent, or the beginning; an address with another year or theme leads nowhere."""
    begin = {"year": years.first_shown.code, "theme": "overview"}
    form = YearForm(begin | request.GET.dict(), years=years.offered, themes=THEMES)
    if not form.is_valid():
        raise Http404
    return form
