"""Fills in statutory forms: begun, saved, sent, reopened, taken over to a new version.

What may be wrong or missing is saved all the same; only sending asks for complete answers.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit.recording import record
from cases import policy
from cases.actions import form_answers, promotion
from cases.actions import response_rows as rows
from cases.identity import actions as identity
from cases.models import Case, FormResponse, InformationRequest
from cases.statutory import carrying, catalogue, homes, merging
from cases.statutory.completeness import Problem, problems
from cases.statutory.definition import Answers, Definition
from cases.statutory.rules import effective
from common.dates import today
from common.errors import NotNow, Stale

State = FormResponse.State
SITTING = 30 * 60
"""Seconds after which another autosave by the same person is a sitting of its own in the trail."""


class Incomplete(NotNow):
    """The form cannot be sent yet; ``problems`` says why, place by place."""

    def __init__(self, found: list[Problem]) -> None:
        super().__init__("incomplete", "First: " + "; ".join(problem.sentence for problem in found[:5]) + ".")
        self.problems = found


@dataclass(frozen=True)
class Saved:
    """What became of a save: ``clashes`` are the answers that both changed and that are not saved yet."""

    response: FormResponse
    clashes: tuple[merging.Clash, ...] = ()
    merged_with: str = ""


@transaction.atomic
def begin(*, case_id, new_id, form: str, by, request: InformationRequest | None = None) -> FormResponse:
    """Begins a form in the version of today; the same form for the same request is begun once."""
    case = Case.objects.select_for_update(of=("self",)).select_related("panel").get(pk=case_id)
    row = FormResponse(id=new_id, case=case, request=request, form=form)
    policy.write_response(row, by)
    rows.refuse_closed(case)
    there = FormResponse.objects.filter(case=case, form=form, request=request).first()
    if there:
        return there
    row.definition_version = _current(form).version
    rows.sign(row, by)
    row.save(force_insert=True)
    record("response_begun", by=by, subject=row, case=case, label=case.reference, details={"form": form})
    return row


def _current(form: str) -> Definition:
    try:
        found = catalogue.current(form, today())
    except catalogue.NoSuchForm as error:
        raise NotNow("form", "There is no such form.") from error
    if found.kind not in ("reporting", "supplementary"):
        raise NotNow("form", f"The {found.title.lower()} has pages of its own.")
    return found


@transaction.atomic
def save(*, response_id, version: int, by, values: dict[str, Any]) -> Saved:
    """Saves the answers of one page, right or wrong; ``values`` is ``{key: answer, or None}``.

    Where somebody else saved since ``version``, both are put together. An answer that both changed is left as it is
    saved and handed back, to be asked.
    """
    response = rows.locked(response_id, by)
    merged, definition = rows.merged_with(response, version, values)
    other = response.saved_by_label if response.version != version else ""
    if merged.changed:
        rows.keep(response, definition, merged.answers, merged.changed, by)
        details = {"form": response.form, "fields": sorted(merged.changed)}
        record("response_saved", by=by, subject=response, case=response.case, details=details)
    return Saved(response, merged.clashes, other if merged.theirs else "")


@transaction.atomic
def autosave(*, response_id, version: int, by, values: dict[str, Any]) -> FormResponse:
    """As ``save`` while nobody else has saved; otherwise ``Stale``, and nothing is written.

    The trail gets one entry for each sitting, not for each pause in typing.
    """
    response = rows.locked(response_id, by)
    merged, definition = rows.merged_with(response, version, values)
    if response.version != version:
        raise Stale()
    if merged.changed:
        fresh = (
            response.saved_by_label != rows.label(by) or (timezone.now() - response.saved_at).total_seconds() > SITTING
        )
        rows.keep(response, definition, merged.answers, merged.changed, by)
        if fresh:
            record("response_saved", by=by, subject=response, case=response.case, details={"form": response.form})
    return response


@transaction.atomic
def submit(*, response_id, version: int, by) -> FormResponse:
    """Sends a complete form. Answers that did not arise are left out; typed columns of the case are filled."""
    response = rows.locked(response_id, by, sent_is_fine=True)
    if not response.is_draft and response.submitted_by_label == rows.label(by):
        return response
    rows.refuse_sent(response)
    if response.version != version:
        raise Stale()
    definition, answers = rows.definition_of(response), rows.answers_of(response)
    if found := problems(definition, answers):
        raise Incomplete(found)
    response.state, response.submitted_at = State.SUBMITTED, timezone.now()
    response.submitted_by_label = rows.label(by)
    rows.keep(response, definition, {**_beyond(definition, answers), **effective(definition, answers)}, (), by)
    response.changes.all().delete()
    identity.forget_changes(response=response, by=by)
    promotion.promote(response=response, by=by)
    if response.request_id:
        form_answers.sent(response.request_id, by=by)
    record("response_submitted", by=by, subject=response, case=response.case, details={"form": response.form})
    return response


@transaction.atomic
def reopen(*, response_id, version: int, by, reason: str) -> FormResponse:
    """Makes a sent form a draft again. What it gave to the case stays."""
    response = rows.found(response_id)
    policy.manage(response.case, by)
    rows.refuse_closed(response.case)
    if response.is_draft:
        raise NotNow("draft", "This form is not sent, so that it can be changed already.")
    if not reason.strip():
        raise NotNow("reason", "Give a reason to reopen the form.")
    if response.version != version:
        raise Stale()
    response.state, response.submitted_at, response.submitted_by_label = State.DRAFT, None, ""
    response.reopen_reason = reason
    response.version += 1
    response.save()
    if response.request_id:
        form_answers.reopened(response.request_id, by=by)
    record("response_reopened", by=by, subject=response, case=response.case, details={"form": response.form})
    return response


@transaction.atomic
def carry_forward(*, response_id, version: int, by, to_version: str) -> FormResponse:
    """Takes a draft over to a newer version of its form. Answers that it does not ask for are kept beside it."""
    response = rows.locked(response_id, by)
    if response.definition_version == to_version:
        return response
    if response.version != version:
        raise Stale()
    old, new = rows.definition_of(response), _newer(response, to_version)
    carried = carrying.carry(old, new, rows.answers_of(response))
    response.definition_version = new.version
    response.left_behind = [*response.left_behind, *_left(old, carried.left)]
    response.changes.all().delete()
    identity.forget_changes(response=response, by=by)
    rows.keep(response, new, {**homes.apart(old, carried.left)[1], **carried.answers}, (), by)
    details = {"form": response.form, "from": old.version, "to": new.version, "left": sorted(carried.left)}
    record("response_carried", by=by, subject=response, case=response.case, details=details)
    return response


def _left(old: Definition, left: Answers) -> list[dict]:
    """What is kept beside the form; answers about who somebody is stay with the identity, under their old key."""
    plain, _ = homes.apart(old, left)
    return [{"version": old.version, "key": key, "value": value} for key, value in plain.items()]


def _beyond(definition: Definition, answers: Answers) -> Answers:
    """What an earlier version asked about who somebody is, kept with the identity though this version does not ask."""
    asked = {question.key for question in definition.questions()}
    return {key: value for key, value in answers.items() if key not in asked}


def _newer(response: FormResponse, version: str) -> Definition:
    versions = catalogue.versions(response.form)
    places = {definition.version: place for place, definition in enumerate(versions)}
    if places.get(version, -1) <= places[response.definition_version]:
        raise NotNow("version", "A form can only be taken over to a newer version.")
    return versions[places[version]]
