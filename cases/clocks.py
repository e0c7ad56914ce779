"""The clocks of a review that can be worked out from its dates. Pure: dates in, dates out. More: ``time_limits``.

Targets: the national database told within 48 hours of the death; the review meeting, ideally within 3 months; the
panel within 6 weeks of the report of the review meeting or of the result of an inquest, unless the case is held for a
themed panel; and the local ambition of a panel review within 6 months of the death.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cases.workflow import OPEN, Status
from common.dates import months_after

NCMD_DAYS = 2
MEETING_MONTHS = 3
PANEL_WEEKS = 6
AMBITION_MONTHS = 6

MEETING_HELD = OPEN - {Status.GATHERING, Status.CDRM_SCHEDULED}
"""Open statuses after the review meeting."""


class State(StrEnum):
    """How a clock stands."""

    MET = "met"
    LATE = "late"
    DUE = "due"
    OVERDUE = "overdue"
    WAITING = "waiting"
    HELD = "held"
    NOT_KNOWN = "not_known"


WORDS = {
    State.MET: "Met",
    State.LATE: "Done late",
    State.DUE: "Due",
    State.OVERDUE: "Overdue",
    State.WAITING: "Not started",
    State.HELD: "Held for a themed panel",
    State.NOT_KNOWN: "Not recorded",
}


@dataclass(frozen=True)
class Clock:
    """One target: what for, by when, done when, and how it stands."""

    code: str
    label: str
    target: str
    due_on: date | None
    done_on: date | None
    state: State

    @property
    def words(self) -> str:
        """The state as people read it."""
        return WORDS[self.state]


@dataclass(frozen=True)
class Dates:
    """What the clocks are read from."""

    status: str
    died_on: date
    ncmd_notified_on: date | None = None
    cdrm_on: date | None = None
    reviewed_on: date | None = None
    imported: bool = False
    request_due_on: date | None = None
    report_on: date | None = None
    inquest_on: date | None = None
    held: bool = False

    @property
    def open(self) -> bool:
        """Whether the review is unfinished."""
        return self.status in OPEN

    @property
    def meeting_held_on(self) -> date | None:
        """The date of the review meeting once it was held."""
        return None if self.status in (Status.GATHERING, Status.CDRM_SCHEDULED) else self.cdrm_on

    @property
    def panel_from(self) -> date | None:
        """The day from which the panel's limit runs: the report (the meeting until it comes) or a later inquest."""
        if self.meeting_held_on is None:
            return None
        return max(filter(None, (self.report_on or self.meeting_held_on, self.inquest_on)))


def of_case(case, request_due_on: date | None = None) -> Dates:
    """The dates of a case that ``querysets.with_next_due`` gave what other tables say."""
    return Dates(
        status=case.status,
        died_on=case.died_on,
        ncmd_notified_on=case.ncmd_notified_on,
        cdrm_on=case.cdrm_on,
        reviewed_on=case.reviewed_on,
        imported=case.imported,
        request_due_on=request_due_on,
        report_on=getattr(case, "report_on", None),
        inquest_on=getattr(case, "inquest_on", None),
        held=getattr(case, "held_for_theme", False),
    )


def state(due_on: date | None, done_on: date | None, today: date, still_open: bool) -> State:
    """How a time limit stands; one that was not met and cannot be any more is not known."""
    if due_on is None:
        return State.WAITING
    if done_on is not None:
        return State.MET if done_on <= due_on else State.LATE
    if not still_open:
        return State.NOT_KNOWN
    return State.OVERDUE if due_on < today else State.DUE


def clocks(dates: Dates, today: date) -> list[Clock]:
    """The four clocks, in the order in which they run."""
    held_on, start = dates.meeting_held_on, dates.panel_from
    rows = [
        (
            "ncmd",
            "Tell the national database",
            "within 48 hours of the death",
            dates.died_on + timedelta(days=NCMD_DAYS),
            dates.ncmd_notified_on,
            dates.open and not dates.imported,
        ),
        (
            "cdrm",
            "Child death review meeting",
            "ideally within 3 months of the death",
            months_after(dates.died_on, MEETING_MONTHS),
            held_on,
            dates.status in (Status.GATHERING, Status.CDRM_SCHEDULED),
        ),
        (
            "panel",
            "Panel review",
            "within 6 weeks of the report of the review meeting, or of the inquest",
            start + timedelta(weeks=PANEL_WEEKS) if start else None,
            dates.reviewed_on,
            dates.open,
        ),
        (
            "ambition",
            "Panel review, local ambition",
            "within 6 months of the death",
            months_after(dates.died_on, AMBITION_MONTHS),
            dates.reviewed_on,
            dates.open,
        ),
    ]
    return [
        Clock(code, label, target, due, done, _held(code, dates, state(due, done, today, still_open)))
        for code, label, target, due, done, still_open in rows
    ]


def _held(code: str, dates: Dates, found: State) -> State:
    """The panel's six weeks stand still while the case is held for a themed panel."""
    return State.HELD if code == "panel" and dates.held and found in (State.DUE, State.OVERDUE) else found


@dataclass(frozen=True)
class NextAction:
    """What is due first."""

    code: str
    label: str
    due_on: date


ACTIONS = {
    "request": "Information due",
    "ncmd": "Tell the national database",
    "meeting": "Review meeting arranged",
    "cdrm": "Hold the review meeting",
    "panel": "Panel review",
}


def next_action(dates: Dates) -> NextAction | None:
    """What is due first in an open case. ``querysets`` says the same in SQL; a test holds the two together."""
    if not dates.open:
        return None
    due = {}
    if dates.request_due_on:
        due["request"] = dates.request_due_on
    if dates.ncmd_notified_on is None and not dates.imported:
        due["ncmd"] = dates.died_on + timedelta(days=NCMD_DAYS)
    if dates.status == Status.CDRM_SCHEDULED and dates.cdrm_on:
        due["meeting"] = dates.cdrm_on
    elif dates.status in (Status.GATHERING, Status.CDRM_SCHEDULED):
        due["cdrm"] = months_after(dates.died_on, MEETING_MONTHS)
    elif dates.held:
        pass  # the themed panel decides when
    elif dates.panel_from:
        due["panel"] = dates.panel_from + timedelta(weeks=PANEL_WEEKS)
    else:
        due["panel"] = months_after(dates.died_on, AMBITION_MONTHS)
    if not due:
        return None
    code = min(due, key=lambda key: due[key])
    return NextAction(code, ACTIONS[code], due[code])
