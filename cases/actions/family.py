"""The thread with the family: contacts, questions and their answers. The office writes in it, and the key worker."""

from datetime import date

from django.db import transaction

from audit.recording import record
from cases import policy
from cases.models import Case, FamilyContact, FamilyQuestion
from common.dates import today
from common.errors import NotNow
from common.models import save_version


@transaction.atomic
def add_contact(*, case_id, new_id, by, kind: str, on: date, text: str = "") -> FamilyContact:
    """Records a call, visit, leaflet or letter."""
    case = _open(case_id, by)
    there = FamilyContact.objects.filter(pk=new_id, case=case).first()
    if there:
        return there
    _refuse_days(case, on)
    made = FamilyContact.objects.create(
        id=new_id, case=case, kind=FamilyContact.Kind(kind), on=on, text=text, by_id=by.pk
    )
    record("family_contact_added", by=by, subject=made, case=case, label=case.reference, details={"kind": kind})
    return made


@transaction.atomic
def ask(*, case_id, new_id, by, asked_on: date, text: str, asked_by: str = "") -> FamilyQuestion:
    """Records what the family asked or said for the review."""
    case = _open(case_id, by)
    there = FamilyQuestion.objects.filter(pk=new_id, case=case).first()
    if there:
        return there
    _refuse_days(case, asked_on)
    made = FamilyQuestion.objects.create(id=new_id, case=case, asked_on=asked_on, asked_by=asked_by, text=text)
    record("family_question_added", by=by, subject=made, case=case, label=case.reference)
    return made


@transaction.atomic
def answer(
    *, question_id, version: int, by, answer: str, answered_on: date, answered_in: str, answered_by: str = ""
) -> FamilyQuestion:
    """Records the answer: what, when, where and by whom. A later one takes its place."""
    question = FamilyQuestion.objects.select_for_update(of=("self",)).select_related("case").get(pk=question_id)
    policy.with_family(question.case, by)
    if not answer.strip():
        raise NotNow("answer", "Write down the answer.")
    if not question.asked_on <= answered_on <= today():
        raise NotNow("date", "The answer lies between the question and today.")
    save_version(
        question,
        version=version,
        answer=answer,
        answered_on=answered_on,
        answered_in=FamilyQuestion.Where(answered_in),
        answered_by=answered_by,
    )
    case, details = question.case, {"where": answered_in}
    record("family_question_answered", by=by, subject=question, case=case, label=case.reference, details=details)
    return question


def _open(case_id, by) -> Case:
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.with_family(case, by)
    return case


def _refuse_days(case: Case, on: date) -> None:
    if not case.died_on <= on <= today():
        raise NotNow("date", "The date must lie between the death and today.")
