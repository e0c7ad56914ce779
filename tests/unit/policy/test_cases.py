"""Who may do what with a case, rule by rule: roles, the area of a doctor, another panel, a conflict, the system."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from accounts.roles import Role
from audit.recording import PUBLIC, SYSTEM
from cases import policy
from common.dates import today
from common.policy import allowed, refusal
from tests.unit.policy.made import ELSEWHERE, EVERYBODY, HERE, OUR_AREA, THEIR_AREA, Somebody, case, with_role

M, D, C, R, K = Role.MANAGER, Role.DOCTOR, Role.CHAIR, Role.RESPONDENT, Role.KEY_WORKER
PANEL = SimpleNamespace(pk=HERE)


def recommendation(of_case):
    return SimpleNamespace(panel_id=HERE, case=of_case)


# the rule, who is let through (a doctor of the area), and a doctor of another area
OF_A_CASE = {
    "see_identity": (policy.see_identity, {M, D}, False),
    "manage": (policy.manage, {M}, False),
    "draft_analysis": (policy.draft_analysis, {M, D}, False),
    "contribute": (policy.contribute, {M, D}, False),
    "follow_up_case": (policy.follow_up_case, {M, C, D}, False),
    "decide": (policy.decide, {M, C}, False),
    "open_urgently": (policy.open_urgently, {C}, True),
    "check_owner_words": (lambda one, by: policy.check_owner_words(recommendation(one), by), {M}, False),
    "pause_owner": (lambda one, by: policy.pause_owner(recommendation(one), by), {M}, False),
    "with_family": (policy.with_family, {M, D}, False),
}

OF_A_PANEL = {
    "may_open_urgently": (lambda by: policy.may_open_urgently(PANEL, by), {C, D}),
    "know_of_urgent_access": (lambda by: policy.know_of_urgent_access(PANEL, by), {C, D, M, Role.AUDITOR}),
    "triage": (lambda by: policy.triage(HERE, by), {M}),
    "work_list": (lambda by: policy.work_list(PANEL, by), {M, D}),
    "export_cases": (lambda by: policy.export_cases(PANEL, by), {M}),
    "own_requests": (lambda by: policy.own_requests(PANEL, by), {R}),
    "letters": (lambda by: policy.letters(PANEL, by), {M}),
    "own_families": (lambda by: policy.own_families(PANEL, by), {K}),
    "write_recommendations": (lambda by: policy.write_recommendations(PANEL, by), {M, D, C}),
    "follow_up": (lambda by: policy.follow_up(HERE, by), {M, C}),
    "grant": (lambda by: policy.grant(case(), by), {M, C}),
    "decide_retention": (lambda by: policy.decide_retention(PANEL, by), {M, Role.AUDITOR}),
    "form_catalogue": (lambda by: policy.form_catalogue(PANEL, by), {M, D, C}),
}


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("name", OF_A_CASE)
def test_roles(name, role):
    rule, may, _ = OF_A_CASE[name]
    assert allowed(rule, case(), with_role(role)) is (role in may)


@pytest.mark.parametrize("name", OF_A_CASE)
def test_a_doctor_of_another_area(name):
    rule, _, may = OF_A_CASE[name]
    assert allowed(rule, case(), with_role(D, area=THEIR_AREA)) is may


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("name", OF_A_CASE)
def test_another_panel(name, role):
    assert not allowed(OF_A_CASE[name][0], case(), with_role(role, panel=ELSEWHERE))


@pytest.mark.parametrize("area", [OUR_AREA, THEIR_AREA])
@pytest.mark.parametrize("role", [M, D, C])
@pytest.mark.parametrize("name", OF_A_CASE)
def test_a_conflict_closes_the_case(name, role, area):
    somebody = with_role(role, area=area)
    assert not allowed(OF_A_CASE[name][0], case(closed_to=[somebody]), somebody)
    assert allowed(OF_A_CASE[name][0], case(closed_to=[Somebody()]), somebody) is allowed(
        OF_A_CASE[name][0], case(), somebody
    )


@pytest.mark.parametrize("name", [name for name in OF_A_CASE if name != "open_urgently"])
def test_the_system_itself(name):
    assert allowed(OF_A_CASE[name][0], case(closed_to=[SYSTEM]), SYSTEM)


@pytest.mark.parametrize("name", OF_A_CASE)
def test_the_public(name):
    class Anonymous:
        pk, current_memberships = None, ()

        def has_role(self, *_):
            return False

        def panels_as(self, *_):
            return []

    assert not allowed(OF_A_CASE[name][0], case(), Anonymous())
    assert refusal(policy.see_identity, case(), PUBLIC).code == "identity"


def test_somebody_without_an_account_is_not_taken_for_the_finder_of_a_case():
    assert not allowed(policy.not_excluded, case(closed_to=[PUBLIC]), PUBLIC)


@pytest.mark.parametrize("role", EVERYBODY)
def test_without_a_panel_nobody_decides(role):
    assert not allowed(policy.decide_retention, None, with_role(role))
    assert not allowed(policy.form_catalogue, None, with_role(role))


@pytest.mark.parametrize("rule", [policy.check_owner_words, policy.pause_owner])
@pytest.mark.parametrize("role", EVERYBODY)
def test_a_recommendation_of_no_case(rule, role):
    assert allowed(rule, recommendation(None), with_role(role)) is (role == M)


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("name", OF_A_PANEL)
def test_roles_of_a_panel(name, role):
    rule, may = OF_A_PANEL[name]
    assert allowed(rule, with_role(role)) is (role in may)
    assert not allowed(rule, with_role(role, panel=ELSEWHERE))


@pytest.mark.parametrize("name", OF_A_PANEL)
def test_the_system_in_a_panel(name):
    assert allowed(OF_A_PANEL[name][0], SYSTEM)


@pytest.mark.parametrize(
    "rule", [policy.work_list, policy.own_requests, policy.letters, policy.own_families, policy.form_catalogue,
             policy.write_recommendations, policy.export_cases],
)  # fmt: skip
@pytest.mark.parametrize("role", EVERYBODY)
def test_nobody_has_a_role_where_there_is_no_panel(rule, role):
    assert not allowed(rule, None, with_role(role))


def test_a_row_found_in_somebodys_scope_is_not_asked_again():
    somebody, another = with_role(M), with_role(M)
    found = case(closed_to=[somebody])
    found.found_open_to = somebody.pk
    assert allowed(policy.not_excluded, found, somebody)
    found.found_open_to = another.pk
    assert not allowed(policy.not_excluded, found, somebody)


@pytest.mark.parametrize("role", [M, D])
def test_whoever_sees_the_case_needs_no_urgent_access(role):
    assert refusal(policy.open_urgently, case(), Somebody((role, C))).code == "needless"


def urgent(user, *, holds=True, closed_to=()):
    return SimpleNamespace(user_id=user.pk, holds=holds, case=case(closed_to=closed_to))


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda me: urgent(me), ""),
        (lambda me: urgent(me, holds=False), "urgent"),
        (lambda me: urgent(Somebody()), "urgent"),
        (lambda me: urgent(me, closed_to=[me]), "excluded"),
    ],
    ids=["mine", "over", "somebody else's", "a conflict since"],
)
def test_using_urgent_access(made, code):
    me = with_role(C)
    found = refusal(policy.use_urgent_access, made(me), me)
    assert (found.code if found else "") == code


def test_urgent_access_ends_with_the_role():
    me = with_role(Role.MEMBER)
    assert refusal(policy.use_urgent_access, urgent(me), me).code == "role"


@pytest.mark.parametrize("role", EVERYBODY)
def test_ending_urgent_access(role):
    me = with_role(role)
    assert allowed(policy.end_urgent_access, urgent(me), me)
    assert allowed(policy.end_urgent_access, urgent(Somebody()), me) is (role in {M, C})
    assert not allowed(policy.end_urgent_access, urgent(Somebody()), with_role(role, panel=ELSEWHERE))


def asked(email="one@example.org"):
    return SimpleNamespace(pk="request", case=case(), respondent_email=email)


@pytest.mark.parametrize("role", EVERYBODY)
def test_answering_a_request(role):
    assert allowed(policy.answer_request, asked("ONE@example.org"), with_role(role)) is (role == R)
    assert not allowed(policy.answer_request, asked("two@example.org"), with_role(role))
    assert not allowed(policy.answer_request, asked(), with_role(role, panel=ELSEWHERE))


def test_the_system_answers_for_anybody():
    assert allowed(policy.answer_request, asked(), SYSTEM)


def test_a_link_opens_its_own_request_only():
    mine = SimpleNamespace(link_id="link", request_id="request", pk=None)
    assert allowed(policy.answer_request, asked(), mine)
    other = SimpleNamespace(link_id="link", request_id="another", pk=None)
    assert refusal(policy.answer_request, asked(), other).code == "addressee"
    none = SimpleNamespace(link_id="", request_id="request", pk=None, has_role=lambda *_: False)
    assert refusal(policy.answer_request, asked(), none).code == "role"


@pytest.mark.parametrize("role", EVERYBODY)
def test_the_thread_with_a_family(role):
    somebody = with_role(role)
    assert allowed(policy.with_family, case(helped_by=[somebody]), somebody)


def supported(by, *, days=None, panel=HERE):
    ends = None if days is None else today() + timedelta(days=days)
    return SimpleNamespace(case=case(panel=panel), user_id=by.pk, ends_on=ends)


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize(("days", "held"), [(None, True), (1, True), (0, True), (-1, False)])
def test_supporting_a_family(role, days, held):
    me = with_role(role)
    assert allowed(policy.support_family, supported(me, days=days), me) is (held and role == K)
    assert not allowed(policy.support_family, supported(Somebody(), days=days), me)
    assert not allowed(policy.support_family, supported(me, days=days, panel=ELSEWHERE), me)


def test_the_system_supports_any_family():
    assert allowed(policy.support_family, supported(Somebody(), days=-1), SYSTEM)


def form(request=None, *, draft=True):
    return SimpleNamespace(request=request, case=case(), is_draft=draft)


@pytest.mark.parametrize("role", EVERYBODY)
def test_forms(role):
    somebody = with_role(role)
    assert allowed(policy.write_response, form(), somebody) is (role in {M, D})
    assert allowed(policy.write_response, form(asked()), somebody) is (role == R)
    assert allowed(policy.read_response, form(), somebody) is (role in {M, D})
    assert allowed(policy.read_response, form(asked()), somebody) is (role == R)
    assert allowed(policy.read_response, form(asked(), draft=False), somebody) is (role in {M, D, R})


def test_an_erasure_is_approved_by_another_of_those_who_decide():
    first, second = with_role(M), with_role(Role.AUDITOR)
    row = SimpleNamespace(case=SimpleNamespace(panel=PANEL), proposed_by_id=first.pk)
    assert refusal(policy.approve_erasure, row, first).code == "own_proposal"
    assert allowed(policy.approve_erasure, row, second)
    assert not allowed(policy.approve_erasure, row, with_role(C))
