"""What was waited for, read off the records of a case: the spans that ``segments`` shares days out by. Pure."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise

from cases.segments import Segment, Span, segments
from cases.vocabularies import DelayCode, ProcessKind
from cases.vocabularies.owner import OWNER_OF_DELAY, OWNER_OF_PROCESS, Owner
from cases.workflow import Status
from common.dates import london

UNFINISHED = ("expected", "open")
WITH_PANEL = (Status.PANEL_PREPARATION, Status.LISTED)
"""Statuses in which nothing but a panel meeting is missing."""


def of_delay(delay) -> Span:
    """A reason that was recorded, with whom it says the days lie."""
    owner = Owner(delay.lies_with or OWNER_OF_DELAY[delay.code])
    return Span(owner, delay.started_on, delay.ended_on, DelayCode(delay.code).label, recorded=True)


def of_process(process) -> Span | None:
    """A process that the review waits for: from its start, or from when it was written down where that is not known.

    One that is over without a date of its end explains no day.
    """
    over = process.status not in UNFINISHED
    if not process.blocks_review or (over and process.ended_on is None):
        return None
    start = process.started_on or london(process.created_at).date()
    owner = Owner(OWNER_OF_PROCESS[process.kind])
    return Span(owner, start, process.ended_on if over else None, ProcessKind(process.kind).label)


def of_request(request) -> Span | None:
    """A question to an agency, from the day it was asked to the day of the answer; one taken back explains no day."""
    if request.state == "cancelled":
        return None
    return Span(Owner.AGENCY, request.asked_on, request.answered_on, "Information asked of agencies")


def of_statuses(changes: Iterable) -> list[Span]:
    """The times in which a case was ready for a panel; ``changes`` in the order in which they happened."""
    steps = [(change.to_status, change.at) for change in changes]
    spans = [_ready(start, end) for (status, start), (_, end) in pairwise(steps) if status in WITH_PANEL]
    return [*spans, *(_ready(since, None) for status, since in steps[-1:] if status in WITH_PANEL)]


READY = "Ready for a panel"


def _ready(start: datetime, end: datetime | None) -> Span:
    return Span(Owner.PANEL, london(start).date(), london(end).date() if end else None, READY)


def of_case(case, *, delays=(), processes=(), requests=(), changes=(), today: date) -> list[Segment]:
    """The days of a case from the death to its review, or to today while it is open."""
    made = [
        Span(Owner.NOTIFIER, case.died_on, case.notified_on, "From the death to the notification"),
        *map(of_delay, delays),
        *filter(None, map(of_process, processes)),
        *filter(None, map(of_request, requests)),
        *of_statuses(changes),
    ]
    return segments(case.died_on, until(case, today), made, Owner.NOT_RECORDED if case.imported else Owner.OFFICE)


OUT = (Status.DUPLICATE, Status.OUT_OF_SCOPE, Status.TRANSFERRED)


def until(case, today: date) -> date:
    """The day on which counting stops: the review, the day the case left the panel, or today."""
    if case.reviewed_on:
        return case.reviewed_on
    left = london(case.status_since).date() if case.status in OUT else today
    return max(left, case.died_on)
