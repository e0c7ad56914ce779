"""The request board: what is outstanding, and how agencies answer."""

from uuid import UUID

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.panels import current_panel
from cases import policy
from cases.presenters import board as presenter
from cases.selectors import board, performance
from common.dates import FinancialYear, today
from common.paging import page_of
from common.policy import allowed

YEARS = 4


@require_safe
def listing(request):
    """What is awaited: one by one, by agency or by case, with how old it is."""
    panel = current_panel(request)
    policy.work_list(panel, request.user)
    rows, by = board.outstanding(request.user, panel), request.GET.get("by", "requests")
    ways = {
        "agency": (board.by_agency, presenter.agencies),
        "case": (board.by_case, presenter.cases),
    }
    read, draw = ways.get(by, (lambda found: _narrowed(request, found), presenter.requests))
    page = page_of(request, read(rows), board.PAGE)
    context = {
        "tabs": presenter.tabs(by if by in ways else "requests"),
        "ages": board.by_age(rows),
        "may_word": allowed(policy.letters, panel, request.user),
        "age": request.GET.get("age", ""),
        "narrowed": by not in ways and ("age" in request.GET or "agency" in request.GET),
        "page": page,
        "table": draw(page.object_list),
    }
    return render(request, "cases/board.html", context)


def _narrowed(request, rows):
    try:
        agency = UUID(request.GET.get("agency", ""))
    except ValueError:
        agency = None
    return board.listed(rows, request.GET.get("age", ""), agency)


@require_safe
def agencies(request):
    """How agencies answered requests of a financial year."""
    panel = current_panel(request)
    policy.work_list(panel, request.user)
    year = _year(request.GET.get("year", ""))
    asked = performance.asked_in(panel, year).visible_to(request.user)
    context = {
        "tabs": presenter.tabs("performance"),
        "year": year,
        "years": [FinancialYear(FinancialYear.of(today()).start_year - back) for back in range(YEARS)],
        "table": presenter.performance(performance.lines(asked, today()), performance.total(asked, today())),
    }
    return render(request, "cases/performance.html", context)


def _year(text: str) -> FinancialYear:
    try:
        return FinancialYear.parse(text)
    except ValueError:
        return FinancialYear.of(today())
