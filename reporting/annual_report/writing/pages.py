"""Words and parts of the pages around a section."""

from dataclasses import dataclass

from common.components import Tag
from common.formats import moment
from common.policy import allowed
from reporting.annual_report import policy
from reporting.annual_report.models import Section, SectionVersion
from reporting.annual_report.writing import differences, workflow
from reporting.annual_report.writing.forms import OwnerForm, SettleForm, StepForm
from reporting.annual_report.writing.merging import Clash, Merge

COLOURS = {"draft": "grey", "ready": "blue", "signed_off": "green"}


def state_tag(section: Section) -> Tag:
    """How far a section is."""
    return Tag(section.get_state_display(), COLOURS[section.state])


def beside(section: Section, user, *, writers, comments, last_year: str) -> dict:
    """What stands beside the text: state, owner, next steps, comments, last year's text."""
    return {
        "tag": state_tag(section),
        "signed": f"by {section.signed_by} on {moment(section.signed_at)}" if section.signed_by_id else "",
        "steps": _steps(section, user),
        "owner_form": OwnerForm(writers=writers, initial={"owner": section.owner_id, "version": section.version}),
        "open_comments": [one for one in comments if one.resolved_at is None],
        "comments": len(comments),
        "last_year": bool(last_year),
        "locked": section.state == Section.State.SIGNED_OFF,
    }


def _steps(section: Section, user) -> list[StepForm]:
    """A button for each step that is next, for whom it is."""
    found = []
    for name, (states, _) in workflow.STEPS.items():
        if section.state in states and allowed(policy.step, user, section, name):
            form = StepForm(initial={"step": name, "version": section.version}, auto_id=f"id_{name}_%s")
            form.submit_label = workflow.LABELS[name]
            found.append(form)
    return found


@dataclass(frozen=True)
class Passage:
    """A passage that two people changed: from what is saved now to what the reader wrote."""

    lines: list[differences.Line]


def clash_words(merge: Merge) -> list[Passage]:
    """The passages to look at, each with its words marked."""
    return [_passage(one) for one in merge.clashes]


def _passage(clash: Clash) -> Passage:
    return Passage(differences.between(clash.theirs, clash.mine))


def compared(version: SectionVersion, after: str) -> dict:
    """What the change that ended an earlier text did to it."""
    lines = differences.between(version.text, after)
    counts = differences.counted(lines)
    added, removed = counts[differences.ADDED], counts[differences.REMOVED]
    return {"lines": lines, "summary": f"{_words(added)} added, {_words(removed)} removed"}


def _words(number: int) -> str:
    return f"{number:,} word{'' if number == 1 else 's'}"


def comment_rows(comments) -> list[dict]:
    """Each comment with the button that settles it or opens it again."""
    return [{"comment": one, "form": _settle(one)} for one in comments]


def _settle(comment) -> SettleForm:
    settled = comment.resolved_at is not None
    form = SettleForm(
        initial={"version": comment.version, "settled": "" if settled else "1"}, auto_id=f"id_{comment.pk}_%s"
    )
    form.submit_label = "Open it again" if settled else "Mark as settled"
    return form
