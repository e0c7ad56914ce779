"""The pages of figures: confidential, and the public edition as it would be published."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.panels import current_panel
from common.dates import FinancialYear
from common.policy import allowed
from reporting import actions, figures, policy
from reporting.child import StillDrawing
from reporting.figures import CONFIDENTIAL, PUBLIC, years_of
from reporting.forms import YearForm
from reporting.presenters.dashboard import THEMES, needed, page
from reporting.presenters.definitions import cases_page, catalogue, definition_page
from reporting.selectors import comparators

LOOK_AGAIN_SECONDS = "3"


@require_safe
def dashboard(request):
    """The figures in full, for the people who run, lead, advise and analyse the panel."""
    return _figures(request, CONFIDENTIAL)


@require_safe
def public_figures(request):
    """The same figures as the public edition would show them."""
    return _figures(request, PUBLIC)


@require_safe
def definitions(request):
    """The catalogue: every figure and how it is counted."""
    policy.read_figures(request.user, _panel(request))
    return render(request, "reporting/definitions.html", {"groups": catalogue(figures.definitions())})


@require_safe
def definition(request, figure: str):
    """How one figure is counted."""
    policy.read_figures(request.user, _panel(request))
    found = figures.definitions().get(figure)
    if found is None:
        raise Http404
    return render(request, "reporting/definition.html", definition_page(figure, *found))


@require_safe
def cases(request, year: str, figure: str, row: str):
    """The cases that one row of a table counted."""
    panel = _panel(request)
    policy.open_cases(request.user, panel)
    try:
        when = FinancialYear.parse(year)
    except ValueError as unknown:
        raise Http404 from unknown
    found = actions.open_cases(panel=panel, year=when, key=figure, code=row, by=request.user)
    if found is None:
        raise Http404
    return render(request, "reporting/cases.html", cases_page(found, when, figure))


def _panel(request):
    panel = current_panel(request)
    if panel is None:
        raise Http404
    return panel


def _figures(request, edition: str):
    panel = _panel(request)
    policy.read_figures(request.user, panel)
    form = _form(request, years_of(panel))
    year, theme = FinancialYear.parse(form.cleaned_data["year"]), form.cleaned_data["theme"] or "overview"
    try:
        looked = actions.look(panel=panel, year=year, edition=edition, by=request.user, only=needed(theme))
    except StillDrawing:
        return _again(request, year)
    may_open = edition == CONFIDENTIAL and allowed(policy.open_cases, request.user, panel)
    context = page(looked, theme, comparators(year), may_open=may_open) | {"form": form, "theme": theme}
    return render(request, "reporting/dashboard.html", context)


def _again(request, year: FinancialYear):
    """A page that looks again by itself, with or without scripts."""
    here = request.get_full_path()
    page = render(request, "reporting/still_drawing.html", {"year": year, "here": here})
    page["Refresh"] = LOOK_AGAIN_SECONDS
    return page


def _form(request, years) -> YearForm:
    """The choice as sent, or the beginning; an address with another year or theme leads nowhere."""
    begin = {"year": years.first_shown.code, "theme": "overview"}
    form = YearForm(begin | request.GET.dict(), years=years.offered, themes=THEMES)
    if not form.is_valid():
        raise Http404
    return form
