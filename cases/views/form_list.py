"""The forms of a case: which are needed, what was begun and sent, and the manager's decisions about them."""

from django.http import Http404
from django.views.decorators.http import require_http_methods, require_safe

from cases import policy
from cases.actions import form_decisions, promotion
from cases.forms.responses import DecisionForm, SettleForm
from cases.identity import told
from cases.presenters import form_list as presenter
from cases.selectors import form_needs
from cases.statutory import catalogue
from cases.statutory import promotion as columns
from cases.views.frame import find, form_page, tab_page
from common.policy import allowed

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def listing(request, case):
    """What the case needs and what there is."""

    def context(row, child):
        states = form_needs.states(row)
        may_manage = allowed(policy.manage, row, request.user)
        lines = form_needs.lines(states, by=request.user)
        differences = form_needs.open_differences(row)
        return {
            "needed": presenter.needed_table(states, row, may_manage),
            "others": [one for one in states if not (one.needed or one.responses)],
            "beginnable": form_needs.beginnable(states) if allowed(policy.contribute, row, request.user) else [],
            "answers": presenter.responses_table(lines, row),
            "told": presenter.told_table(told.waiting(row, child), row) if may_manage else None,
            "differences": presenter.differences_table(differences, row) if differences and may_manage else None,
        }

    return tab_page(request, case, "forms", "forms/list", context)


@FORM
def decide(request, case, form):
    """Adds or waives one supplementary form."""
    row = find(request, case)
    found = next((one for one in catalogue.of_kind("supplementary") if one.form == form), None)
    if found is None:
        raise Http404
    there = form_needs.decision_of(row, form)
    initial = {"choice": there.choice, "reason": there.reason} if there else {}
    page = DecisionForm(request.POST or None, by_rule=form_needs.by_rule(row, form), initial=initial)
    return form_page(
        request,
        row,
        page,
        tab="forms",
        heading=f"Is this form needed: {found.title}",
        act=lambda data: form_decisions.decide(case_id=row.pk, form=form, by=request.user, **data),
        done="The decision has been saved",
    )


@FORM
def difference(request, case, difference):
    """Settles a fact that a form tells otherwise than the case."""
    row = find(request, case)
    found = form_needs.difference_of(row, difference)
    held = columns.words(found.column, getattr(row, found.column))
    given = columns.words(found.column, columns.as_column(found.column, found.given))
    page = SettleForm(request.POST or None, held=held, given=given, initial={"version": found.version})
    return form_page(
        request,
        row,
        page,
        tab="forms",
        heading=f"Settle a difference: {presenter.label_of(found.column)}",
        act=lambda data: promotion.settle(difference_id=found.pk, by=request.user, **data),
        done="The difference is settled",
    )
