"""Who may do what with the annual report and its editions, and which step follows which, rule by rule."""

from types import SimpleNamespace

import pytest

from accounts.roles import Role
from common.errors import NotNow
from common.policy import allowed
from reporting.annual_report import policy
from reporting.annual_report.models import Section
from reporting.annual_report.publishing import policy as publishing
from reporting.annual_report.publishing import workflow as editions
from reporting.annual_report.publishing.models import Publication
from reporting.annual_report.writing import workflow as texts
from tests.unit.policy.made import ELSEWHERE, EVERYBODY, HERE, with_role

M, C, N = Role.MANAGER, Role.CHAIR, Role.ANALYST
PANEL = SimpleNamespace(pk=HERE)
REPORT = SimpleNamespace(panel=PANEL, panel_id=HERE)


def section(state: str = "draft"):
    return SimpleNamespace(report=REPORT, state=state, get_state_display=lambda: state)


def edition(state: str = "draft", prepared_by=None, sent_by=None, refusals=()):
    return SimpleNamespace(
        report=REPORT, state=state, prepared_by_id=prepared_by, sent_by_id=sent_by, refusals=refusals,
        get_state_display=lambda: state,
    )  # fmt: skip


def export(asked_by):
    return SimpleNamespace(report=REPORT, asked_by=asked_by)


RULES = {
    "open_report": (lambda by: policy.open_report(by, PANEL), {M, C, N}),
    "write": (lambda by: policy.write(by, REPORT), {M, C, N}),
    "say that it is ready": (lambda by: policy.step(by, section(), "ready"), {M, C, N}),
    "sign off": (lambda by: policy.step(by, section("ready"), "sign_off"), {M, C}),
    "reopen what is ready": (lambda by: policy.step(by, section("ready"), "reopen"), {M, C, N}),
    "reopen what is signed off": (lambda by: policy.step(by, section("signed_off"), "reopen"), {M, C}),
    "keep_template": (lambda by: policy.keep_template(by, PANEL), {M, C}),
    "make_files": (lambda by: policy.make_files(by, REPORT), {M, C}),
    "go_on": (lambda by: policy.go_on(export(by)), {M, C}),
    "download": (lambda by: policy.download(by, export(None)), {M, C, N}),
    "prepare": (lambda by: publishing.prepare(by, REPORT), {M, C, N}),
    "approve": (lambda by: publishing.approve(by, edition()), {C}),
    "send_back": (lambda by: publishing.send_back(by, edition()), {C}),
    "publish": (lambda by: publishing.publish(by, edition()), {M, C}),
    "read": (lambda by: publishing.read(by, edition()), {M, C, N}),
}


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("name", RULES)
def test_roles(name, role):
    rule, may = RULES[name]
    assert allowed(rule, with_role(role)) is (role in may)
    assert not allowed(rule, with_role(role, panel=ELSEWHERE))


def test_nobody_approves_what_they_prepared_or_sent():
    chair = with_role(C)
    assert allowed(publishing.approve, chair, edition(prepared_by=chair.pk + 1, sent_by=chair.pk + 2))
    assert not allowed(publishing.approve, chair, edition(prepared_by=chair.pk))
    assert not allowed(publishing.approve, chair, edition(sent_by=chair.pk))


def test_nothing_goes_on_for_nobody_or_for_an_account_that_is_switched_off():
    assert not allowed(policy.go_on, export(None))
    assert not allowed(policy.go_on, export(with_role(M, is_active=False)))


def takes(workflow, of, step: str) -> bool:
    try:
        workflow.takes(of, step)
    except NotNow:
        return False
    return True


UNDER_WAY = {"preparing", "refused", "failed", "draft", "review", "approved"}
EDITION_STEPS = {
    "send": ({"draft"}, "review"),
    "approve": ({"review"}, "approved"),
    "publish": ({"approved"}, "published"),
    "withdraw": (UNDER_WAY, "withdrawn"),
    "send_back": ({"review", "approved"}, "withdrawn"),
    "restart": ({"failed"}, "preparing"),
    "override": ({"refused"}, "preparing"),
}
TEXT_STEPS = {
    "ready": ({"draft"}, "ready"),
    "sign_off": ({"ready"}, "signed_off"),
    "reopen": ({"ready", "signed_off"}, "draft"),
}


@pytest.mark.parametrize(
    ("workflow", "made", "states", "steps"),
    [(editions, edition, Publication.State, EDITION_STEPS), (texts, section, Section.State, TEXT_STEPS)],
    ids=["editions", "texts"],
)
def test_which_step_follows_which(workflow, made, states, steps):
    assert workflow.STEPS.keys() == steps.keys()
    for step, (before, after) in steps.items():
        assert workflow.STEPS[step][1] == after
        assert {state for state in states.values if takes(workflow, made(state), step)} == before


def test_each_step_of_a_text_has_a_button():
    assert texts.LABELS.keys() == TEXT_STEPS.keys()


@pytest.mark.parametrize("state", Section.State.values)
def test_a_text_that_is_signed_off_stays(state):
    assert allowed_now(texts.may_change, section(state)) is (state != "signed_off")


def allowed_now(rule, *about) -> bool:
    try:
        rule(*about)
    except NotNow:
        return False
    return True


class Editions(list):
    """The editions of a report, as the rules ask for them."""

    def exclude(self, state__in):
        return Editions(one for one in self if one not in state__in)

    def filter(self, state):
        return Editions(one for one in self if one == state)

    def exists(self) -> bool:
        return bool(self)


@pytest.mark.parametrize("state", Publication.State.values)
def test_one_edition_at_a_time_and_a_corrected_one_says_what_changed(state):
    there = Editions([state])
    assert allowed_now(editions.nothing_under_way, there) is (state not in UNDER_WAY)
    assert allowed_now(editions.says_what_changed, there, " ") is (state != "published")
    assert allowed_now(editions.says_what_changed, there, "A number in table 2")
    assert allowed_now(editions.nothing_under_way, Editions())


def test_only_a_refusal_for_small_numbers_can_be_overridden():
    assert allowed_now(editions.may_override, edition(refusals=[{"sentence": "x"}, {"disclosure": True}]))
    assert not allowed_now(editions.may_override, edition(refusals=[{"sentence": "x"}]))
    assert not allowed_now(editions.may_override, edition())
