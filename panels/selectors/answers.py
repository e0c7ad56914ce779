"""The sent forms of a case, what of them may be chosen for the papers, and what was chosen."""

from collections.abc import Iterable
from uuid import UUID

from django.shortcuts import get_object_or_404

from audit.recording import record
from cases import policy
from cases.models import Case, FormResponse
from cases.presenters import offered
from cases.presenters.responses import words
from cases.statutory import catalogue
from cases.statutory.definition import Question
from panels.agencies import in_words
from panels.answers import Answer, changed, standing
from panels.checking import Passage
from panels.models import ChosenAnswer

SENT = FormResponse.State.SUBMITTED


def sent_forms(case: Case) -> list[FormResponse]:
    """The forms that were sent: the reporting forms first."""
    rows = FormResponse.objects.filter(case=case, state=SENT).select_related("request__organisation")
    return sorted(rows, key=_order)


def unsent(case: Case) -> int:
    """How many forms were begun and are not sent; nothing of these can be chosen."""
    return FormResponse.objects.filter(case=case).exclude(state=SENT).count()


def form_for(case: Case, key: UUID) -> FormResponse:
    """A sent form of a case in scope; a draft is not there."""
    rows = FormResponse.objects.filter(case=case, state=SENT).select_related("case__panel", "request__organisation")
    return get_object_or_404(rows, pk=key)


def _order(response: FormResponse) -> tuple:
    title = catalogue.title(response.form)
    return response.form != "reporting", title, response.created_at, str(response.pk)


def title_of(response: FormResponse) -> str:
    """“Reporting form, answered by a GP practice”: the kind of agency and never its name."""
    request = response.request
    who = f"answered by {in_words(request.organisation.kind)}" if request else "filled in by the panel’s office"
    return f"{catalogue.title(response.form)}, {who}"


def offered_by(response: FormResponse) -> list[offered.OfferedSection]:
    """What of a form may be chosen, in its own order. The identity is not even read."""
    return offered.sections(_definition(response), response.answers)


def look_at(response: FormResponse, *, by) -> list[offered.OfferedSection]:
    """As ``offered_by``, for somebody who may read the form; leaves one entry in the trail."""
    policy.read_response(response, by)
    record("response_viewed", by=by, subject=response, case=response.case, label=response.case.reference)
    return offered_by(response)


def _definition(response: FormResponse):
    return catalogue.definition(response.form, response.definition_version)


def chosen(case: Case) -> list[Answer]:
    """Every chosen answer, form by form, in each form's own order."""
    rows = ChosenAnswer.objects.filter(case=case, removed_at__isnull=True).select_related(
        "response__request__organisation"
    )
    placed = [_placed(row) for row in rows]
    return [answer for _, answer in sorted(placed, key=lambda pair: pair[0])]


def changed_cases(cases: Iterable) -> set:
    """Those of these cases (by key) of which a chosen answer is not what its form says any more; one query."""
    rows = ChosenAnswer.objects.filter(case__in=list(cases), removed_at__isnull=True)
    placed = [_placed(row)[1] for row in rows.select_related("response__request__organisation")]
    return {one.row.case_id for one in changed(placed)}


def keys_of(response: FormResponse) -> set[str]:
    """The questions of a form whose answers are chosen."""
    rows = ChosenAnswer.objects.filter(response=response, removed_at__isnull=True)
    return set(rows.values_list("question", flat=True))


def _placed(row: ChosenAnswer) -> tuple[tuple, Answer]:
    response = row.response
    found = offered.places(_definition(response)).get(row.question)
    place, section, question = found or (len(row.question), None, None)
    now = _words(response, question)
    answer = Answer(
        row,
        title_of(response),
        section.title if section else "",
        question.label if question else row.question,
        now,
        standing(row, now),
    )
    return (*_order(response), place, row.question), answer


def _words(response: FormResponse, question: Question | None) -> str:
    if question is None or response.is_draft:
        return ""
    value = response.answers.get(question.key)
    return words(question, value)


def answer_for(case: Case, key: UUID) -> Answer:
    """A chosen answer of a case in scope."""
    rows = ChosenAnswer.objects.filter(case=case, removed_at__isnull=True)
    return _placed(get_object_or_404(rows.select_related("response__request__organisation"), pk=key))[1]


def passages(case: Case) -> list[Passage]:
    """The words of the chosen answers, for the check."""
    return [answer.passage for answer in chosen(case) if answer.row.text.strip()]
