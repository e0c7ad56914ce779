"""The states of a section, who leads from one to the next, and what has to be so before."""

from common.errors import NotNow
from reporting.annual_report.models import Section

State = Section.State

STEPS: dict[str, tuple[tuple[str, ...], str]] = {
    "ready": ((State.DRAFT,), State.READY),
    "sign_off": ((State.READY,), State.SIGNED_OFF),
    "reopen": ((State.READY, State.SIGNED_OFF), State.DRAFT),
}
"""``{step: (states it leads from, state it leads to)}``."""

LABELS = {"ready": "Say that it is ready", "sign_off": "Sign off", "reopen": "Make it a draft again"}


def takes(section: Section, step: str) -> None:
    """The state must lead on by this step."""
    if section.state not in STEPS[step][0]:
        raise NotNow("section_state", f"The section is {section.get_state_display().lower()}; this step is not next.")


def may_change(section: Section) -> None:
    """A text that somebody signed off stays as it is until it is a draft again."""
    if section.state == State.SIGNED_OFF:
        raise NotNow(
            "section_signed_off",
            "This section is signed off, so its text stays as it is. The chair or the CDR manager can make it a draft "
            "again.",
        )
