"""What was waited for, read off the records of a case: the spans that ``segments`` shares days out by. Pure."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from cases.segments import Segment, Span, segments
from cases.vocabularies import DelayCode, ProcessKind
from cases.vocabularies.owner import OWNER_OF_DELAY, OWNER_OF_PROCESS, Owner
from cases.workflow import Status
from common.dates import london

UNFINISHED = ("expected", "open")
WITH_PANEL = (Status.PANEL_PREPARATION, Status.LISTED)
"""Statuses in which nothing but a panel meeting is missing."""


class Record(NamedTuple):
    """A row beside a case. ``kind`` says of which list; ``more`` is with whom a delay lies, or how far the rest is."""

    case_id: UUID
    kind: str
    code: str
    more: str
    started_on: date
    ended_on: date | None


def of_delay(delay: Record) -> Span:
    """A reason that was recorded, with whom it says the days lie."""
    owner = Owner(delay.more or OWNER_OF_DELAY[delay.code])
    return Span(owner, delay.started_on, delay.ended_on, DelayCode(delay.code).label, recorded=True)


def of_process(process: Record) -> Span | None:
    """A process that the review waits for; one that is over without a date of its end explains no day."""
    over = process.more not in UNFINISHED
    if over and process.ended_on is None:
        return None
    owner = Owner(OWNER_OF_PROCESS[process.code])
    return Span(owner, process.started_on, process.ended_on if over else None, ProcessKind(process.code).label)


def of_request(request: Record) -> Span | None:
    """A question to an agency, from the day it was asked to the day of the answer; one taken back explains no day."""
    if request.more == "cancelled":
        return None
    return Span(Owner.AGENCY, request.started_on, request.ended_on, "Information asked of agencies")


def of_status(status: Record) -> Span | None:
    """The time in which a case was ready for a panel."""
    if status.code not in WITH_PANEL:
        return None
    return Span(Owner.PANEL, status.started_on, status.ended_on, "Ready for a panel")


DELAY, PROCESS, REQUEST, STATUS = "delay", "process", "request", "status"
SPANS: dict[str, Callable[[Record], Span | None]] = {
    DELAY: of_delay,
    PROCESS: of_process,
    REQUEST: of_request,
    STATUS: of_status,
}


def of_case(case, beside: Iterable[Record], *, today: date) -> list[Segment]:
    """The days of a case from the death to its review, or to today while it is open."""
    told = Span(Owner.NOTIFIER, case.died_on, case.notified_on, "From the death to the notification")
    made = filter(None, (SPANS[record.kind](record) for record in beside))
    base = Owner.NOT_RECORDED if case.imported else Owner.OFFICE
    return segments(case.died_on, until(case, today), [told, *made], base)


OUT = (Status.DUPLICATE, Status.OUT_OF_SCOPE, Status.TRANSFERRED)


def until(case, today: date) -> date:
    """The day on which counting stops: the review, the day the case left the panel, or today."""
    if case.reviewed_on:
        return case.reviewed_on
    left = london(case.status_since).date() if case.status in OUT else today
    return max(left, case.died_on)
