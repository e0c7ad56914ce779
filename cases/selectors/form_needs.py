"""Which forms a case needs: the facts, the rules, the manager's decisions, and what was begun."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from cases import policy
from cases.models import (
    AnalysisCategory,
    Case,
    ColumnDifference,
    FormDecision,
    FormResponse,
    InformationRequest,
    Notification,
)
from cases.selectors import responses as response_selectors
from cases.statutory import catalogue, needs
from common.policy import allowed

SENT = FormResponse.State.SUBMITTED


@dataclass(frozen=True)
class FormState:
    """One form of a case: whether it is needed and why, the manager's decision, what is there."""

    form: str
    title: str
    needed: bool
    because: str
    decision: FormDecision | None
    responses: tuple[FormResponse, ...]
    asked: int


def facts_of(case: Case, responses: list[FormResponse]) -> dict:
    """What the rules ask of the case, its notification, the reporting forms sent in, and the analysis."""
    found = {name: getattr(case, name) for name in needs.OF_THE_CASE}
    notification = Notification.objects.filter(case=case).values(*needs.OF_THE_NOTIFICATION).first()
    found |= notification or {}
    found |= needs.told([row.answers for row in responses if row.form == "reporting" and row.state == SENT])
    categories = AnalysisCategory.objects.filter(analysis__case=case).values_list("category", flat=True)
    return {**found, "categories": [str(number) for number in categories]}


def states(case: Case) -> list[FormState]:
    """The reporting form and every supplementary form, those that are needed first."""
    responses = response_selectors.listed(case)
    wanted = needs.needed(facts_of(case, responses))
    decisions = {row.form: row for row in case.form_decisions.select_related("by")}
    outstanding = list(case.requests.filter(state=InformationRequest.State.ASKED).values_list("form", flat=True))
    found = [
        _state(one.form, one.title, one.kind, wanted, decisions.get(one.form), responses, outstanding)
        for one in catalogue.of_kind("reporting", "supplementary")
    ]
    return sorted(found, key=lambda one: not (one.needed or one.responses))


def _state(form, title, kind, wanted, decision, responses, outstanding) -> FormState:
    by_rule = kind == "reporting" or form in wanted
    choice = decision.choice if decision else FormDecision.Choice.BY_RULE
    needed = by_rule if choice == FormDecision.Choice.BY_RULE else choice == FormDecision.Choice.ADDED
    because = "Every agency that knew the child is asked." if kind == "reporting" else wanted.get(form, "")
    mine = tuple(row for row in responses if row.form == form)
    return FormState(form, title, needed, because, decision, mine, outstanding.count(form))


def by_rule(case: Case, form: str) -> bool:
    """Whether the rules alone ask for a supplementary form."""
    return form in needs.needed(facts_of(case, response_selectors.listed(case)))


def decision_of(case: Case, form: str) -> FormDecision | None:
    """The manager's decision about a form, if there is one."""
    return case.form_decisions.filter(form=form).first()


@dataclass(frozen=True)
class ResponseLine:
    """One form that was begun, whose it is, and whether this person may open it now."""

    response: FormResponse
    title: str
    whose: str
    closed: bool


def lines(found: list[FormState], *, by) -> list[ResponseLine]:
    """Every form that was begun; an answer to a request opens once it is sent."""
    return [
        ResponseLine(row, one.title, _whose(row), not allowed(policy.read_response, row, by))
        for one in found
        for row in one.responses
    ]


def _whose(row: FormResponse) -> str:
    if row.request is None:
        return "The panel’s office"
    return f"{row.request.organisation}{', not sent yet' if row.is_draft else ''}"


def beginnable(found: list[FormState]) -> list[FormState]:
    """The needed forms that the office has not begun itself."""
    return [one for one in found if one.needed and not any(row.request_id is None for row in one.responses)]


def difference_of(case: Case, key) -> ColumnDifference:
    """One difference of a case that was found in scope."""
    return get_object_or_404(ColumnDifference.objects.filter(case=case), pk=key)


def open_differences(case: Case) -> list[ColumnDifference]:
    """What the case manager has to settle."""
    rows = case.differences.filter(state=ColumnDifference.State.OPEN)
    return list(rows.select_related("response__request__organisation"))
