"""Who may look after whom, as tables."""

import pytest

from accounts import policy
from accounts.roles import MANAGER_MAY_GIVE, Role
from common.policy import refusal
from tests import factories

pytestmark = pytest.mark.django_db
ALL = set(Role)


def code(rule, *args) -> str:
    """What the rule says: the code of its refusal, or nothing."""
    found = refusal(rule, *args)
    return found.code if found else ""


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_people(panel, person, role):
    expected = "" if role in (Role.ADMINISTRATOR, Role.MANAGER) else "people"
    assert code(policy.see_people, person(role), panel) == expected


@pytest.mark.parametrize("role", list(Role))
def test_who_administers(panel, person, role):
    assert code(policy.administer, person(role), panel) == ("" if role == Role.ADMINISTRATOR else "administrator")


@pytest.mark.parametrize("role", list(Role))
def test_who_reads_the_trail(panel, person, role):
    assert code(policy.read_audit, person(role), panel) == ("" if role == Role.AUDITOR else "auditor")


@pytest.mark.parametrize("given", list(Role))
@pytest.mark.parametrize("giver", list(Role))
def test_who_gives_which_role(panel, person, giver, given):
    may = {Role.ADMINISTRATOR: ALL, Role.MANAGER: set(MANAGER_MAY_GIVE)}.get(giver)
    expected = "people" if may is None else ("" if given in may else "role")
    assert code(policy.give_role, person(giver), panel, given) == expected
    assert code(policy.give_role, person(giver), panel, given, factories.user()) == expected


@pytest.mark.parametrize(
    "role", [Role.MANAGER, Role.DOCTOR, Role.CHAIR, Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR]
)
def test_a_manager_gives_no_role_that_opens_more(role):
    assert role not in MANAGER_MAY_GIVE


@pytest.mark.parametrize("giver", [Role.ADMINISTRATOR, Role.MANAGER])
def test_nobody_gives_themselves_a_role(panel, person, giver):
    by = person(giver)
    assert code(policy.give_role, by, panel, Role.MEMBER, by) == "own_role"
    assert code(policy.end_role, by, by.memberships.get()) == "own_role"


@pytest.mark.parametrize("rule", [policy.see_people, policy.administer])
def test_a_role_counts_in_its_own_panel_only(person, other_panel, rule):
    assert code(rule, person(Role.ADMINISTRATOR), other_panel) != ""
    assert code(policy.give_role, person(Role.ADMINISTRATOR), other_panel, Role.MEMBER) == "people"


def test_the_last_administrator_stays(panel, person):
    only, other = person(Role.ADMINISTRATOR), person(Role.ADMINISTRATOR)
    assert code(policy.end_role, other, only.memberships.get()) == ""
    other.is_active = False
    other.save()
    # Somebody whose own role was ended meanwhile must not end the last one with what the page still believed.
    assert code(policy.end_role, other, only.memberships.get()) == "last_administrator"
    assert code(policy.switch_off, other, only) == "last_administrator"


def test_an_account_is_changed_by_an_administrator_of_all_its_panels(panel, other_panel, person):
    admin, user = person(Role.ADMINISTRATOR), person(Role.MEMBER)
    assert code(policy.change_account, admin, user) == ""
    assert code(policy.change_account, person(Role.MANAGER), user) == "administrator"
    assert code(policy.change_account, admin, admin) == "own_account"
    shared = person(Role.MEMBER)
    factories.membership(other_panel, shared, Role.MEMBER)
    assert code(policy.change_account, admin, shared) == "other_panel"
    stranger = factories.person(other_panel, Role.MEMBER)
    assert code(policy.change_account, admin, stranger) == "administrator"


@pytest.mark.parametrize(("holds", "by", "expected"), [
    (Role.MEMBER, Role.MANAGER, ""),
    (Role.CHAIR, Role.MANAGER, "role"),
    (Role.CHAIR, Role.ADMINISTRATOR, ""),
    (Role.MEMBER, Role.MEMBER, "people"),
])  # fmt: skip
def test_who_invites_again(panel, person, holds, by, expected):
    assert code(policy.invite_again, person(by), panel, person(holds)) == expected
