"""Who looks after people, rule by rule. With a database: ``tests/unit/accounts/test_policy.py``."""

from types import SimpleNamespace

import pytest

from accounts import policy
from accounts.roles import Role
from common.policy import refusal
from tests.unit.policy.made import ELSEWHERE, EVERYBODY, HERE, Members, Somebody, with_role

A, M = Role.ADMINISTRATOR, Role.MANAGER
GIVEN_BY_MANAGER = {Role.MEMBER, Role.RESPONDENT, Role.KEY_WORKER}
PANEL = SimpleNamespace(pk=HERE)

OF_A_PANEL = {
    policy.see_people: {A, M},
    policy.administer: {A},
    policy.keep_contacts: {A, M},
    policy.read_audit: {Role.AUDITOR},
    policy.seek_person: {Role.AUDITOR, M},
}


def code(rule, *args) -> str:
    found = refusal(rule, *args)
    return found.code if found else ""


def held(user, role, *, others=()):
    """The role of somebody on a panel on which ``others`` are administrators."""
    rows = Members({"user": one.pk, "role": A, "user__is_active": one.is_active} for one in (user, *others))
    panel = SimpleNamespace(pk=HERE, memberships=rows)
    return SimpleNamespace(role=role, panel_id=HERE, panel=panel, user=user, user_id=user.pk)


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("rule", OF_A_PANEL, ids=lambda rule: rule.__name__)
def test_roles(rule, role):
    assert (code(rule, with_role(role), PANEL) == "") is (role in OF_A_PANEL[rule])
    assert code(rule, with_role(role, panel=ELSEWHERE), PANEL)


@pytest.mark.parametrize("given", EVERYBODY)
@pytest.mark.parametrize("giver", EVERYBODY)
def test_giving_and_ending_a_role(giver, given):
    by, somebody = with_role(giver), Somebody()
    may = given in ({A: set(EVERYBODY), M: GIVEN_BY_MANAGER}.get(giver, set()))
    expected = "" if may else "role" if giver in {A, M} else "people"
    assert code(policy.give_role, by, PANEL, given) == expected
    assert code(policy.give_role, by, PANEL, given, somebody) == expected
    assert code(policy.end_role, by, held(somebody, given, others=[Somebody()])) == expected
    away = with_role(giver, panel=ELSEWHERE)
    assert code(policy.give_role, away, PANEL, given) == "people"


def test_an_administrator_of_another_panel_who_manages_here_gives_as_a_manager():
    class Both(Somebody):
        def has_role(self, panel_id, *roles):
            return (M if panel_id == HERE else A) in roles

    assert code(policy.give_role, Both(), PANEL, Role.CHAIR) == "role"


def test_nobody_gives_themselves_a_role():
    by = with_role(A)
    assert code(policy.give_role, by, PANEL, Role.MEMBER, by) == "own_role"


@pytest.mark.parametrize(
    ("others", "expected"),
    [([], "last_administrator"), ([Somebody(is_active=False)], "last_administrator"), ([Somebody()], "")],
    ids=["alone", "the other is switched off", "with another"],
)
def test_a_panel_keeps_an_administrator(others, expected):
    by, only = with_role(A), Somebody((A,))
    assert code(policy.end_role, by, held(only, A, others=others)) == expected
    assert code(policy.end_role, by, held(only, Role.MEMBER, others=others)) == ""
    only.held = [held(only, A, others=others)]
    assert code(policy.switch_off, by, only) == expected


@pytest.mark.parametrize(
    ("by", "of", "past", "expected"),
    [
        (with_role(A), with_role(Role.MEMBER), [], ""),
        (with_role(M), with_role(Role.MEMBER), [], "administrator"),
        (with_role(A, panel=ELSEWHERE), with_role(Role.MEMBER), [], "administrator"),
        (with_role(A), Somebody(), [HERE], ""),
        (with_role(A), Somebody(), [ELSEWHERE], "administrator"),
        (with_role(A), Somebody(), [HERE, ELSEWHERE], "other_panel"),
        (with_role(A), with_role(Role.MEMBER), [ELSEWHERE], ""),
    ],
    ids=["ours", "a manager", "theirs", "was ours", "was theirs", "was of both", "is ours, was theirs"],
)
def test_changing_an_account(by, of, past, expected):
    of.past = past
    of.held = [held(of, role, others=[Somebody()]) for role in of.roles]
    assert code(policy.change_account, by, of) == expected
    assert code(policy.switch_off, by, of) == expected


def test_nobody_changes_their_own_account():
    by = with_role(A)
    assert code(policy.change_account, by, by) == "own_account"


@pytest.mark.parametrize(
    ("by", "holds", "expected"),
    [
        (with_role(M), Somebody((Role.MEMBER,)), ""),
        (with_role(M), Somebody((Role.MEMBER, Role.CHAIR)), "role"),
        (with_role(M), Somebody((Role.CHAIR,), panel=ELSEWHERE), ""),
        (with_role(A), Somebody((Role.CHAIR,)), ""),
        (with_role(Role.MEMBER), Somebody((Role.MEMBER,)), "people"),
    ],
)
def test_inviting_again(by, holds, expected):
    assert code(policy.invite_again, by, PANEL, holds) == expected
