"""Filling in a form: saved right or wrong, put together, sent, reopened, taken over to a new version."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from accounts.roles import Role
from audit.models import Event
from cases.actions import promotion, requests, responses
from cases.identity.models import IdentityAnswers
from cases.models import ColumnDifference, FormResponse
from cases.selectors import responses as selectors
from cases.statutory import catalogue
from common.errors import NotNow, Refused, Stale
from tests import factories, scenarios_casework
from tests.statutory.samples import GOOD, sample  # noqa: F401  a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]


@pytest.fixture
def case(panel, manager):
    return scenarios_casework.open_case(panel, by=manager)


@pytest.fixture
def response(case, manager):
    return responses.begin(case_id=case.pk, new_id=uuid.uuid4(), form="sample", by=manager)


def fill(response, by, answers=None, **more):
    values = {**(GOOD if answers is None else answers), **more}
    return responses.save(response_id=response.pk, version=response.version, by=by, values=values).response


def fresh(response) -> FormResponse:
    return FormResponse.objects.get(pk=response.pk)


def verbs(response) -> list[str]:
    return list(Event.objects.filter(subject_id=str(response.pk)).order_by("pk").values_list("verb", flat=True))


def test_a_form_is_begun_once_in_the_version_of_today(case, manager, doctor):
    first = responses.begin(case_id=case.pk, new_id=uuid.uuid4(), form="sample", by=manager)
    again = responses.begin(case_id=case.pk, new_id=uuid.uuid4(), form="sample", by=doctor)
    assert first == again
    assert first.definition_version == "2026-1"
    assert verbs(first) == ["response_begun"]


def test_what_does_not_exist_cannot_be_begun(case, manager):
    with pytest.raises(NotNow, match="no such form"):
        responses.begin(case_id=case.pk, new_id=uuid.uuid4(), form="unheard_of", by=manager)


def test_the_database_holds_one_form_for_a_request(response, manager):
    row = fresh(response)
    row.pk = uuid.uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_who_the_child_is_never_enters_the_answers(response, manager):
    saved = fill(response, manager)
    row = fresh(response)
    assert "full_name" not in row.answers
    assert "Test Child" not in str(row.answers) + str(list(row.changes.values()))
    assert IdentityAnswers.objects.get(response=row).answers == {"full_name": "Test Child"}
    assert selectors.answers_of(saved, by=manager) == GOOD
    assert "Test Child" not in str(list(Event.objects.values()))


def test_wrong_answers_are_kept_but_not_sent(response, manager):
    typed = {"typed": {"_day": "31", "_month": "2", "_year": "2026"}}
    saved = fill(response, manager, first_contact=typed)
    assert fresh(response).answers["first_contact"] == typed
    with pytest.raises(responses.Incomplete) as refused:
        responses.submit(response_id=response.pk, version=saved.version, by=manager)
    assert [problem.key for problem in refused.value.problems] == ["first_contact"]
    assert fresh(response).is_draft


def test_a_key_that_the_form_does_not_ask_is_a_fault_of_the_program(response, manager):
    with pytest.raises(ValueError, match="does not ask nonsense"):
        fill(response, manager, {"nonsense": "x"})


def test_two_people_on_different_answers_are_put_together(response, manager, doctor):
    start = fill(response, manager, {"agency": "A", "narrative": "old"})
    fill(start, doctor, {"agency": "A", "narrative": "by the doctor"})
    late = responses.save(
        response_id=response.pk, version=start.version, by=manager, values={"agency": "B", "narrative": "old"}
    )
    assert not late.clashes
    assert late.merged_with == str(doctor)
    assert fresh(response).answers == {"agency": "B", "narrative": "by the doctor"}


def test_only_an_answer_that_both_changed_is_asked_and_the_rest_is_saved(response, manager, doctor):
    start = fill(response, manager, {"agency": "A", "narrative": "old", "full_name": "old"})
    fill(start, doctor, {"narrative": "by the doctor", "full_name": "doctor's"})
    late = responses.save(
        response_id=response.pk,
        version=start.version,
        by=manager,
        values={"agency": "B", "narrative": "by the manager", "full_name": "manager's"},
    )
    clashes = {clash.key: (clash.mine, clash.theirs) for clash in late.clashes}
    assert clashes == {
        "narrative": ("by the manager", "by the doctor"),
        "full_name": ("manager's", "doctor's"),
    }
    assert fresh(response).answers == {"agency": "B", "narrative": "by the doctor"}
    fill(late.response, manager, {"narrative": "by the manager"})
    assert fresh(response).answers["narrative"] == "by the manager"


def test_an_autosave_stops_when_somebody_else_saved(response, manager, doctor):
    start = fill(response, manager, {"agency": "A"})
    fill(start, doctor, {"narrative": "by the doctor"})
    with pytest.raises(Stale):
        responses.autosave(response_id=response.pk, version=start.version, by=manager, values={"agency": "B"})
    assert fresh(response).answers == {"agency": "A", "narrative": "by the doctor"}


def test_autosaves_leave_one_entry_for_a_sitting(response, manager):
    for number in range(4):
        row = fresh(response)
        responses.autosave(response_id=row.pk, version=row.version, by=manager, values={"agency": f"A{number}"})
    assert verbs(response).count("response_saved") <= 1
    assert fresh(response).answers == {"agency": "A3"}


def test_saving_the_same_again_changes_nothing(response, manager):
    saved = fill(response, manager)
    assert fill(saved, manager).version == saved.version


def test_sending_drops_what_did_not_arise_and_fills_empty_columns(response, case, manager):
    case.gestation_weeks = None
    case.save()
    saved = fill(response, manager, mode="planned")
    sent = responses.submit(response_id=response.pk, version=saved.version, by=manager)
    assert "found_by" not in sent.answers
    assert not sent.changes.exists()
    assert IdentityAnswers.objects.get(response=sent).changes == []
    case.refresh_from_db()
    assert case.gestation_weeks == 39
    assert not ColumnDifference.objects.exists()
    assert verbs(sent)[-1] == "response_submitted"


def test_sending_twice_is_sending_once(response, manager):
    saved = fill(response, manager)
    for _ in range(2):
        responses.submit(response_id=response.pk, version=saved.version, by=manager)
    assert verbs(response).count("response_submitted") == 1


def test_a_sent_form_takes_no_more_answers(response, manager, doctor):
    saved = fill(response, manager)
    sent = responses.submit(response_id=response.pk, version=saved.version, by=manager)
    for act in (responses.save, responses.autosave):
        with pytest.raises(NotNow, match="has been sent"):
            act(response_id=sent.pk, version=sent.version, by=manager, values={"agency": "B"})
    with pytest.raises(NotNow, match="has been sent"):
        responses.submit(response_id=sent.pk, version=sent.version, by=doctor)


@pytest.mark.parametrize("take", [True, False])
def test_a_filled_column_is_never_overwritten_and_the_manager_settles_it(response, case, manager, doctor, take):
    case.gestation_weeks = 30
    case.save()
    saved = fill(response, doctor)
    responses.submit(response_id=response.pk, version=saved.version, by=doctor)
    case.refresh_from_db()
    assert case.gestation_weeks == 30
    difference = ColumnDifference.objects.get()
    settle = {"difference_id": difference.pk, "version": difference.version, "take": take, "reason": "Asked again"}
    with pytest.raises(Refused):
        promotion.settle(**settle, by=doctor)
    for _ in range(2):
        promotion.settle(**settle, by=manager)
    with pytest.raises(NotNow, match="settled already"):
        promotion.settle(**{**settle, "take": not take}, by=manager)
    case.refresh_from_db()
    assert case.gestation_weeks == (39 if take else 30)
    assert Event.objects.filter(verb="difference_settled").count() == 1
    assert fresh(response).answers["weeks"] == 39


def test_reopening_needs_a_reason_and_the_manager(response, manager, doctor):
    saved = fill(response, doctor)
    sent = responses.submit(response_id=response.pk, version=saved.version, by=doctor)
    asked = {"response_id": sent.pk, "version": sent.version}
    with pytest.raises(Refused):
        responses.reopen(**asked, by=doctor, reason="I forgot something")
    with pytest.raises(NotNow, match="reason"):
        responses.reopen(**asked, by=manager, reason=" ")
    responses.reopen(**asked, by=manager, reason="The doctor forgot something")
    row = fresh(response)
    assert row.is_draft
    assert row.reopen_reason == "The doctor forgot something"
    assert verbs(response)[-1] == "response_reopened"
    with pytest.raises(NotNow, match="not sent"):
        responses.reopen(response_id=row.pk, version=row.version, by=manager, reason="Again")


def test_a_page_from_before_the_sending_overwrites_nothing_unasked(response, manager, doctor):
    old = fill(response, manager)
    newer = fill(old, doctor, {"narrative": "by the doctor"})
    sent = responses.submit(response_id=response.pk, version=newer.version, by=doctor)
    responses.reopen(response_id=response.pk, version=sent.version, by=manager, reason="A page was missing")
    late = responses.save(response_id=response.pk, version=old.version, by=manager, values={**GOOD, "weeks": None})
    assert [clash.key for clash in late.clashes] == ["narrative"]
    assert fresh(response).answers["narrative"] == "by the doctor"
    assert fresh(response).answers["weeks"] == 39


def test_a_draft_is_taken_over_to_a_new_version_and_nothing_is_lost(case, manager, monkeypatch):
    monkeypatch.setattr(catalogue, "current", lambda form, on: catalogue.definition(form, "2025-1"))
    old = responses.begin(case_id=case.pk, new_id=uuid.uuid4(), form="sample", by=manager)
    saved = fill(old, manager, {"agency": "A", "old_name": "Before", "dropped": "x", "mode": "planned"})
    with pytest.raises(NotNow, match="newer"):
        responses.carry_forward(response_id=old.pk, version=saved.version, by=manager, to_version="2024-1")
    moved = responses.carry_forward(response_id=old.pk, version=saved.version, by=manager, to_version="2026-1")
    assert moved.definition_version == "2026-1"
    assert moved.answers == {"agency": "A", "mode": "planned"}
    assert moved.left_behind == [{"version": "2025-1", "key": "dropped", "value": "x"}]
    assert IdentityAnswers.objects.get(response=moved).answers == {"old_name": "Before"}
    saved = fill(moved, manager, {**GOOD})
    sent = responses.submit(response_id=old.pk, version=saved.version, by=manager)
    assert IdentityAnswers.objects.get(response=sent).answers == {"old_name": "Before", "full_name": "Test Child"}
    assert verbs(old).count("response_carried") == 1


@pytest.fixture
def asked(case, manager, person):
    """A request to a respondent, and the respondent."""
    who = person(Role.RESPONDENT)
    made = requests.ask(
        case_id=case.pk, new_id=uuid.uuid4(), by=manager, organisation=factories.organisation(),
        respondent_name="Somebody", respondent_email=who.email, form="sample",
    )  # fmt: skip
    return made, who


def test_a_respondent_fills_in_only_the_form_of_their_own_request(case, asked, manager, doctor, person):
    request, who = asked
    mine = responses.begin(case_id=case.pk, new_id=uuid.uuid4(), form="sample", by=who, request=request)
    saved = fill(mine, who)
    for other in (manager, doctor, person(Role.RESPONDENT), person(Role.MEMBER), person(Role.CHAIR)):
        with pytest.raises(Refused):
            fill(saved, other)
        with pytest.raises(Refused):
            selectors.answers_of(saved, by=other)
    sent = responses.submit(response_id=mine.pk, version=saved.version, by=who)
    for reader in (who, manager, doctor):
        assert selectors.answers_of(sent, by=reader) == GOOD
    with pytest.raises(Refused):
        selectors.answers_of(sent, by=person(Role.MEMBER))
    assert selectors.of_request(request) == sent


def test_a_respondent_cannot_begin_the_offices_form(case, asked):
    _, who = asked
    with pytest.raises(Refused):
        responses.begin(case_id=case.pk, new_id=uuid.uuid4(), form="sample", by=who)


def test_looking_leaves_an_entry(response, manager):
    selectors.look_at(response, by=manager)
    assert verbs(response)[-1] == "response_viewed"
