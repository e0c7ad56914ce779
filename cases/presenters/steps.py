"""The steps that the case page offers, each with the reason where it is not possible now."""

from dataclasses import dataclass

from cases import policy, workflow
from cases.presenters.links import to
from cases.workflow import Condition, Readiness, Status, Step
from common.policy import refusal

FORWARD = (Step.ARRANGE_CDRM, Step.HOLD_CDRM, Step.PREPARE, Step.SUBMIT, Step.CLOSE)
"""Steps that take a case on; the others take it back or out."""


@dataclass(frozen=True)
class Offer:
    """A step as a button, or as words with the reason why not."""

    step: str
    label: str
    url: str
    forward: bool
    reasons: tuple[str, ...] = ()


def offers(case, facts: Readiness, user) -> list[Offer]:
    """The steps of this status that are taken on the case page."""
    refused = refusal(policy.manage, case, user)
    found = []
    for step in workflow.available(case.status):
        if step in workflow.PANEL_STEPS:
            continue
        reasons = [refused.sentence] if refused else [c.sentence + "." for c in workflow.unmet(step, facts)]
        found.append(Offer(step, Step(step).label, _page(case, step), step in FORWARD, tuple(reasons)))
    return found


OWN_PAGES = {Step.ARRANGE_CDRM: "review_meeting_new", Step.TRANSFER: "transfer"}


def _page(case, step: str) -> str:
    return to(OWN_PAGES[step], case) if step in OWN_PAGES else to("step", case, step=step)


NEXT = {
    Status.GATHERING: Step.PREPARE,
    Status.CDRM_SCHEDULED: Step.PREPARE,
    Status.CDRM_HELD: Step.PREPARE,
    Status.PANEL_PREPARATION: Step.FINALISE,
    Status.LISTED: Step.FINALISE,
    Status.AWAITING_ITEM: Step.FINALISE,
}
"""The next gate ahead of each status."""

GATES = {Step.PREPARE: "Before the case can be prepared for panel", Step.FINALISE: "Before the review can be finalised"}


def gate(case, facts: Readiness) -> tuple[str, list[Condition]]:
    """The heading and the conditions of the next gate; empty where there is none ahead."""
    step = NEXT.get(case.status)
    return (GATES[step], workflow.conditions(step, facts)) if step else ("", [])
