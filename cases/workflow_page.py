"""Writes ``docs/workflow.md`` from the table of transitions, so that the picture cannot drift from the code."""

from cases import workflow
from cases.workflow import PANEL_STEPS, Readiness, Status, Step

INTRODUCTION = """\
# The life of a case

This page is written by `python manage.py write_docs` from `cases/workflow.py`; a test holds the two equal. Change the
table there, then write this page again.

Other reviews of the same death (inquest, criminal investigation, safety investigation and so on) are records beside the
case, never statuses of it. Each change of status is kept for good with who took the step, when, and why. The
database knows these steps too: it moves a case only along the step that its history holds last, and changes none.
"""


def workflow_page() -> str:
    """The whole page: a diagram of the usual way, then every step in a table."""
    return "\n".join([INTRODUCTION, "## The usual way\n", *_diagram(), "", "## Every step\n", *_steps(), ""])


def _diagram() -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {status.value} : {status.label}" for status in Status]
    lines.append("    [*] --> gathering : Accept a notification")
    lines += [
        f"    {Status(start).value} --> {Status(end).value} : {Step(step).label}"
        for (start, step), end in workflow.TRANSITIONS.items()
        if step not in (Step.REOPEN, Step.RETURN)
    ]
    return [
        *lines,
        "    closed --> [*]",
        "```",
        "",
        "Going back to gathering information and reopening are left out above.",
    ]


def _steps() -> list[str]:
    rows = ["| Step | From | To | Taken | Needs |", "| --- | --- | --- | --- | --- |"]
    for step in Step:
        starts = [status for status in Status if (status, step) in workflow.TRANSITIONS]
        ends = {Status(workflow.TRANSITIONS[(status, step)]).label for status in starts}
        where = "at the panel" if step in PANEL_STEPS else "on the case page"
        came_from = ", ".join(status.label for status in starts)
        rows.append(f"| {step.label} | {came_from} | {', '.join(sorted(ends))} | {where} | {_needs(step)} |")
    return rows


def _needs(step: Step) -> str:
    needs = ["a reason"] if step in workflow.NEEDS_REASON else []
    needs += [_lower(condition.sentence) for condition in workflow.conditions(step, Readiness())]
    return "; ".join(needs) or "nothing"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
