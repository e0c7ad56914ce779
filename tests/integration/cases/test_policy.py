"""Who may do what: every rule against every role."""

import uuid

import pytest

from accounts.roles import Role
from audit.recording import SYSTEM
from cases import policy
from cases.actions import access, key_workers, requests
from common.dates import today
from common.errors import Refused
from common.policy import allowed, refusal
from tests import factories
from tests import scenarios_casework as scenarios

CASE_RULES = {
    "see_identity": {"manager", "doctor"},
    "manage": {"manager"},
    "draft_analysis": {"manager", "doctor"},
    "contribute": {"manager", "doctor"},
    "decide": {"manager", "chair"},
}
LIST_RULES = {
    "work_list": {"manager", "doctor"},
    "export_cases": {"manager"},
    "own_requests": {"respondent"},
    "own_families": {"key_worker"},
}


@pytest.fixture
def case(panel):
    return scenarios.open_case(panel)


@pytest.fixture
def holder(person, panel):
    """Somebody with a role; a doctor covers every area."""
    return lambda role: person(role, areas=panel.areas.all() if role == "doctor" else ())


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("rule", CASE_RULES)
def test_rules_about_a_case(case, holder, rule, role):
    assert allowed(getattr(policy, rule), case, holder(role)) == (role in CASE_RULES[rule])


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("rule", LIST_RULES)
def test_rules_about_lists(panel, holder, rule, role):
    assert allowed(getattr(policy, rule), panel, holder(role)) == (role in LIST_RULES[rule])


@pytest.mark.parametrize("role", Role.values)
def test_triage_is_the_managers(panel, holder, role):
    assert allowed(policy.triage, panel.pk, holder(role)) == (role == "manager")


@pytest.mark.parametrize("rule", CASE_RULES)
def test_a_role_on_another_panel_counts_for_nothing(case, other_panel, rule):
    for role in ("manager", "chair"):
        assert refusal(getattr(policy, rule), case, factories.person(other_panel, role)).code in ("role", "identity")


@pytest.mark.parametrize("rule", ["see_identity", "draft_analysis", "contribute"])
def test_a_doctor_of_another_area_is_refused(case, person, panel, rule):
    doctor = person("doctor", areas=panel.areas.exclude(pk=case.local_authority_id))
    assert not allowed(getattr(policy, rule), case, doctor)


@pytest.mark.parametrize("rule", CASE_RULES)
def test_a_conflict_closes_the_case_whatever_the_role(case, manager, rule):
    access.exclude(case=case, user=manager, by=manager, reason="Cared for the child")
    assert refusal(getattr(policy, rule), case, manager).code == "excluded"


@pytest.mark.parametrize("rule", CASE_RULES)
def test_the_system_may_what_its_commands_do(case, rule):
    assert allowed(getattr(policy, rule), case, SYSTEM)


@pytest.fixture
def request_to(case, manager):
    def ask(email: str):
        return requests.ask(
            case_id=case.pk,
            new_id=uuid.uuid4(),
            by=manager,
            organisation=factories.organisation(),
            respondent_name="Sample Respondent",
            respondent_email=email,
        )

    return ask


@pytest.mark.parametrize("role", Role.values)
def test_only_a_respondent_answers_even_when_addressed(request_to, holder, role):
    user = holder(role)
    assert allowed(policy.answer_request, request_to(user.email.upper()), user) == (role == "respondent")


def test_a_request_to_somebody_else_is_refused(request_to, person):
    with pytest.raises(Refused) as refused:
        policy.answer_request(request_to("other@example.org"), person("respondent"))
    assert refused.value.code == "addressee"


def test_a_family_is_its_own_key_workers_while_it_lasts(case, manager, person):
    own, other = person("key_worker"), person("key_worker")
    given = {"organisation": factories.organisation(), "contact": "01632 960002", "starts_on": today()}
    worker = key_workers.name(case_id=case.pk, new_id=uuid.uuid4(), by=manager, name="Kit", user=own, **given)
    assert allowed(policy.support_family, worker, own)
    assert refusal(policy.support_family, worker, other).code == "key_worker"
    assert refusal(policy.support_family, worker, manager).code == "role"
