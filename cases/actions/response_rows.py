"""What the actions on forms share: the locked row, its answers put together, and writing them where they belong."""

from django.utils import timezone

from accounts.models import User
from cases import policy, workflow
from cases.identity import actions as identity
from cases.identity import responses as kept_apart
from cases.models import Case, FormResponse, InformationRequest, ResponseChange
from cases.statutory import catalogue, homes, merging
from cases.statutory.definition import Answers, Definition
from common.errors import NotNow


def found(response_id) -> FormResponse:
    """The row of one form, locked; its case is read but not locked."""
    rows = FormResponse.objects.select_for_update(of=("self",))
    return rows.select_related("case__panel", "request__case__panel").get(pk=response_id)


def locked(response_id, by, sent_is_fine: bool = False) -> FormResponse:
    """The row of one form for somebody who may write it now."""
    response = found(response_id)
    policy.write_response(response, by)
    refuse_closed(response.case)
    refuse_taken_back(response)
    if not sent_is_fine:
        refuse_sent(response)
    return response


def refuse_closed(case: Case) -> None:
    """Says why forms cannot be changed once the review is finished."""
    if case.status not in workflow.OPEN:
        raise NotNow("closed", f"Forms cannot be changed while the case is “{case.get_status_display()}”.")


def refuse_taken_back(response: FormResponse) -> None:
    """Says why a form cannot be changed whose request was cancelled."""
    if response.request is not None and response.request.state == InformationRequest.State.CANCELLED:
        raise NotNow("cancelled", "This request was taken back, so its form can no longer be changed.")


def refuse_sent(response: FormResponse) -> None:
    """Says why a sent form cannot be changed."""
    if not response.is_draft:
        raise NotNow("sent", "This form has been sent, so it can no longer be changed.")


def definition_of(response: FormResponse) -> Definition:
    """The version that the form is filled in with."""
    return catalogue.definition(response.form, response.definition_version)


def answers_of(response: FormResponse) -> Answers:
    """Every answer, those kept apart too."""
    return {**response.answers, **kept_apart.answers_of(response)}


def merged_with(response: FormResponse, version: int, values: dict) -> tuple[merging.Merge, Definition]:
    """What was written since ``version``, put together with what is saved now."""
    definition, saved = definition_of(response), answers_of(response)
    unknown = set(values) - {question.key for question in definition.questions()}
    if unknown:
        raise ValueError(f"{response.form} does not ask {', '.join(sorted(unknown))}")
    changes = [] if version == response.version else _changes(response)
    if not merging.base_known(changes, version, response.version):
        return merging.merge(
            {}, saved, values
        ), definition  # nobody can tell who changed what: all that differs is asked
    return merging.merge(merging.base_of(saved, changes, version), saved, values), definition


def _changes(response: FormResponse) -> list[tuple[int, Answers]]:
    plain = [(change.made_version, change.before) for change in response.changes.all()]
    return plain + kept_apart.changes_of(response)


def keep(response: FormResponse, definition: Definition, answers: Answers, changed: tuple[str, ...], by) -> None:
    """Writes the answers where they belong, one version further, with the way back to what stood there."""
    made = response.version + 1
    before = homes.apart(definition, merging.before(answers_of(response), changed))
    response.answers, apart = homes.apart(definition, answers)
    response.version = made
    sign(response, by)
    response.save()
    if before[0]:
        ResponseChange.objects.create(response=response, made_version=made, before=before[0], by_label=label(by))
    identity.keep_answers(response=response, answers=apart, by=by, made=made, before=before[1])


def sign(response: FormResponse, by) -> None:
    """Who saved it, and when."""
    response.saved_at, response.saved_by_label = timezone.now(), label(by)
    response.saved_by_id = by.pk if isinstance(by, User) else None


def label(by) -> str:
    """How a form names whoever wrote in it."""
    return str(by)[:200]
