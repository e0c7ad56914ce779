"""Chooses answers of sent forms for the papers, words them without identity, and settles those that changed."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit.recording import record
from cases import policy as case_policy
from cases.models import Case, FormResponse
from common.errors import NotNow, Stale
from common.models import save_version
from panels.actions.rows import read_again
from panels.answers import Standing, mark
from panels.models import ChosenAnswer
from panels.selectors import answers as selected

WAYS = TAKE, KEEP, LEAVE = "take", "keep", "leave"


@transaction.atomic
def choose(*, case_id: UUID, response_id: UUID, version: int, keys: Iterable[str], by) -> int:
    """Chooses exactly these answers of a sent form; those chosen before and not named any more are left out.

    Choosing the same again changes nothing: the manager's wording stays. Returns how many are chosen.
    """
    case = _locked(case_id, by)
    response = FormResponse.objects.select_for_update(of=("self",)).get(pk=response_id, case=case)
    if response.is_draft:
        raise NotNow("draft", "This form is not sent, or was reopened. Its answers can be chosen once it is sent.")
    if response.version != version:
        raise Stale()
    offered = {one.key: one.words for section in selected.offered_by(response) for one in section.answers}
    wanted = set(keys)
    if wanted - offered.keys():
        raise NotNow("offered", "One of these answers cannot be chosen. Look at the form again.")
    standing = ChosenAnswer.objects.filter(response=response, removed_at__isnull=True)
    there = set(standing.values_list("question", flat=True))
    standing.filter(question__in=there - wanted).update(removed_at=timezone.now())
    fresh = wanted - there
    ChosenAnswer.objects.bulk_create(
        ChosenAnswer(
            case=case, response=response, question=key, text=text, source_mark=mark(text), chosen_by_id=by.pk
        )
        for key, text in offered.items()
        if key in fresh
    )  # fmt: skip
    if fresh:
        read_again(case)
    if fresh or there - wanted:
        details = {"form": response.form, "chosen": len(fresh), "left_out": len(there - wanted)}
        record("answers_chosen", by=by, subject=response, label="A form", case=case, panel=case.panel, details=details)
    return len(wanted)


@transaction.atomic
def save(*, answer_id: UUID, version: int, text: str, by) -> ChosenAnswer:
    """The manager's own wording of an answer."""
    row = _answer(answer_id, by)
    save_version(row, version=version, text=text)
    read_again(row.case)
    _recorded("answer_saved", row, by)
    return row


@transaction.atomic
def settle(*, case_id: UUID, answer_id: UUID, version: int, what: str, by) -> ChosenAnswer:
    """What becomes of an answer that changed after it was chosen.

    ``TAKE`` the form's answer of today, to be checked anew; ``KEEP`` the wording, which the manager has compared with
    it; ``LEAVE`` it out of the papers. ``version`` is that of the wording on the page.
    """
    case = _locked(case_id, by)
    row = ChosenAnswer.objects.select_for_update(of=("self",)).filter(pk=answer_id, case=case).first()
    if row is None or row.removed_at is not None:
        raise NotNow("left_out", "This answer is not among those chosen any more.")
    if what == LEAVE:
        save_version(row, version=version, removed_at=timezone.now())
    else:
        _settled(case, row, version, what)
        read_again(case)
    _recorded("answer_settled", row, by, {"what": what})
    return row


def _settled(case: Case, row: ChosenAnswer, version: int, what: str) -> None:
    answer = selected.answer_for(case, row.pk)
    if what not in (TAKE, KEEP) or answer.standing not in (Standing.SAME, Standing.CHANGED):
        raise NotNow("settle", "The form does not answer this now. Leave the answer out, or wait until it is sent.")
    text = answer.now if what == TAKE else row.text
    save_version(row, version=version, text=text, source_mark=mark(answer.now))


def _locked(case_id: UUID, by) -> Case:
    case = Case.objects.select_for_update(of=("self",)).select_related("panel").get(pk=case_id)
    case_policy.manage(case, by)
    return case


def _answer(answer_id: UUID, by) -> ChosenAnswer:
    rows = ChosenAnswer.objects.select_for_update(of=("self",)).select_related("case__panel")
    row = rows.get(pk=answer_id, removed_at__isnull=True)
    case_policy.manage(row.case, by)
    return row


def _recorded(verb: str, row: ChosenAnswer, by, details: dict | None = None) -> None:
    common = {"subject": row, "label": "An answer", "case": row.case, "panel": row.case.panel}
    record(verb, by=by, details=details or {}, **common)
