"""Puts cases on the agenda of a meeting, orders them, takes them off."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from audit.recording import record
from cases.actions import access, transition
from cases.models import Case
from cases.workflow import Step as CaseStep
from common.errors import NotNow
from common.models import save_version
from panels import policy
from panels.actions import grants, holds, rows
from panels.models import AgendaItem, CaseSummary, Meeting
from panels.workflow import Step


@transaction.atomic
def add(*, meeting_id: UUID, case_id: UUID, by, minutes: int = 20) -> AgendaItem:
    """Puts a prepared case at the end of the agenda and opens it, anonymised, to everybody invited."""
    meeting = rows.locked_meeting(meeting_id, Step.AGENDA)
    policy.run(meeting.panel_id, by)
    there = meeting.agenda.standing().filter(case_id=case_id).first()
    if there is not None:
        return there
    case = Case.objects.get(pk=case_id, panel_id=meeting.panel_id)
    _ready(case, meeting)
    holds.settle(case=case, meeting=meeting, by=by)
    transition.transition(case_id=case_id, step=CaseStep.LIST, by=by)
    last = meeting.agenda.standing().aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(meeting=meeting, case=case, position=last + 1, minutes=minutes)
    _recorded(meeting, case, by, "added")
    grants.open_cases(meeting=meeting, cases=[case], users=[seat.user for seat in rows.invited(meeting)], by=by)
    return item


@transaction.atomic
def add_several(*, meeting_id: UUID, case_ids: Iterable[UUID], by, minutes: int = 20) -> list[AgendaItem]:
    """Puts several prepared cases on the agenda in the order given; all or none."""
    return [add(meeting_id=meeting_id, case_id=case_id, by=by, minutes=minutes) for case_id in case_ids]


def _ready(case: Case, meeting: Meeting) -> None:
    summary = CaseSummary.objects.filter(case=case).first()
    if summary is None or not summary.text.strip():
        raise NotNow("summary", f"Write the anonymised summary of {case} before it goes on an agenda.")
    if not summary.checked:
        raise NotNow("unchecked", f"Check that the summary of {case} names nobody before it goes on an agenda.")
    if case.notified_on > meeting.held_on:
        raise NotNow("date", f"{case} was notified after the day of this meeting.")


@transaction.atomic
def remove(*, item_id: UUID, by) -> AgendaItem:
    """Takes a case off the agenda: it goes back to preparation and nobody invited can read it any more."""
    item, meeting = _locked(item_id, by)
    if item.removed_at is not None:
        return item
    if item.outcome != AgendaItem.Outcome.PENDING:
        raise NotNow("decided", "Take back the decision before you take the case off the agenda.")
    transition.transition(case_id=item.case_id, step=CaseStep.UNLIST, by=by)
    save_version(item, version=item.version, removed_at=timezone.now())
    meeting.agenda.standing().filter(position__gt=item.position).update(position=F("position") - 1)
    access.end(meeting_key=meeting.pk, case=item.case, by=by)
    _recorded(meeting, item.case, by, "removed")
    return item


@transaction.atomic
def move(*, item_id: UUID, position: int, by) -> AgendaItem:
    """Moves an item to ``position`` (from 1); the others close up. Moving it twice leaves it there."""
    item, meeting = _locked(item_id, by)
    items = [other for other in meeting.agenda.standing().select_for_update() if other.pk != item.pk]
    items.insert(max(position, 1) - 1, item)
    for number, other in enumerate(items, start=1):
        if other.position != number:
            AgendaItem.objects.filter(pk=other.pk).update(position=number, updated_at=timezone.now())
    item.refresh_from_db()
    record("agenda_changed", by=by, subject=meeting, panel=meeting.panel, details={"change": "order"})
    return item


@transaction.atomic
def set_minutes(*, item_id: UUID, version: int, minutes: int, by) -> AgendaItem:
    """How long a case is planned to take."""
    item, meeting = _locked(item_id, by)
    save_version(item, version=version, minutes=minutes)
    record("agenda_changed", by=by, subject=meeting, panel=meeting.panel, details={"change": "minutes"})
    return item


def _locked(item_id: UUID, by) -> tuple[AgendaItem, Meeting]:
    meeting_id = AgendaItem.objects.values_list("meeting_id", flat=True).get(pk=item_id)
    meeting = rows.locked_meeting(meeting_id, Step.AGENDA)
    policy.run(meeting.panel_id, by)
    items = AgendaItem.objects.select_for_update(of=("self",)).select_related("case__panel")
    return items.get(pk=item_id), meeting


def _recorded(meeting: Meeting, case: Case, by, change: str) -> None:
    record("agenda_changed", by=by, subject=meeting, panel=meeting.panel, case=case, details={"change": change})
