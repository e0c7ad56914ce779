"""Who may do what with meetings and figures, rule by rule."""

from types import SimpleNamespace

import pytest

from accounts.roles import Role
from audit.recording import SYSTEM
from common.policy import allowed
from panels import policy
from reporting import policy as reporting
from tests.unit.policy.made import ELSEWHERE, EVERYBODY, HERE, Rows, Somebody, with_role

M, D, C, P, A, N = Role.MANAGER, Role.DOCTOR, Role.CHAIR, Role.MEMBER, Role.ADMINISTRATOR, Role.ANALYST
SEATED = {C, P, D}
PANEL = SimpleNamespace(pk=HERE, papers_download=False)

OF_A_PANEL = {
    "run": (policy.run, {M}),
    "attend": (policy.attend, {M, *SEATED}),
    "see_register": (policy.see_register, {M, A, *SEATED}),
    "keep_register": (policy.keep_register, {M, A}),
    "lead": (policy.lead, {M, C}),
    "preside": (policy.preside, {C}),
    "tell": (policy.tell, {M}),
    "see_spread": (policy.see_spread, {C}),
    "download": (lambda _, by: policy.download(PANEL, by), {M}),
    "read_figures": (lambda _, by: reporting.read_figures(by, PANEL), {M, C, D, N}),
    "open_cases": (lambda _, by: reporting.open_cases(by, PANEL), {M, D}),
}


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("name", OF_A_PANEL)
def test_roles(name, role):
    rule, may = OF_A_PANEL[name]
    assert allowed(rule, HERE, with_role(role)) is (role in may)
    assert not allowed(rule, HERE, with_role(role, panel=ELSEWHERE))


@pytest.mark.parametrize("name", ["run", "attend", "see_register", "keep_register", "lead", "preside", "tell"])
def test_the_system_itself(name):
    assert allowed(OF_A_PANEL[name][0], HERE, SYSTEM)


@pytest.mark.parametrize("role", EVERYBODY)
def test_papers_to_take_home(role):
    open_to_all = SimpleNamespace(pk=HERE, papers_download=True)
    assert allowed(policy.download, open_to_all, with_role(role))


def invitation(to):
    return SimpleNamespace(user_id=to.pk, meeting=SimpleNamespace(panel_id=HERE))


@pytest.mark.parametrize("role", EVERYBODY)
def test_answering_an_invitation(role):
    me = with_role(role)
    assert allowed(policy.answer, invitation(me), me) is (role in {M, *SEATED})
    assert allowed(policy.answer, invitation(Somebody()), me) is (role == M)
    other = with_role(role, panel=ELSEWHERE)
    assert not allowed(policy.answer, invitation(other), other)


def test_the_system_answers_an_invitation():
    assert allowed(policy.answer, SimpleNamespace(user_id=None, meeting=SimpleNamespace(panel_id=HERE)), SYSTEM)


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_is_invited(role):
    assert allowed(policy.seat, SimpleNamespace(panel_id=HERE, role=role), HERE) is (role in SEATED)
    assert not allowed(policy.seat, SimpleNamespace(panel_id=ELSEWHERE, role=role), HERE)


@pytest.mark.parametrize("role", EVERYBODY)
def test_notes_of_ones_own(role):
    me = with_role(role)
    meeting = SimpleNamespace(panel_id=HERE, invitations=Rows([{"user_id": me.pk}]))
    assert allowed(policy.private, meeting, me) is (role in SEATED)
    meeting.invitations = Rows([{"user_id": me.pk, "withdrawn": True}, {"user_id": Somebody().pk}])
    assert not allowed(policy.private, meeting, me)
