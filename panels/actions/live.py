"""The meeting itself: who is there, what is decided case by case, and the end that makes decisions stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit.recording import record
from cases import policy as case_policy
from cases import selectors as case_selectors
from cases import workflow as case_workflow
from cases.actions import access, analysis, transition
from cases.models import Analysis, Case
from cases.workflow import Status
from cases.workflow import Step as CaseStep
from common.dates import today
from common.errors import NotNow
from common.models import save_version
from panels import policy, selectors, workflow
from panels.actions import agreed_words, grants, minutes, possible, rows, tellings
from panels.models import AgendaItem, CaseSummary, Discussion, Invitation, Meeting
from panels.workflow import Step

Outcome = AgendaItem.Outcome

STEP_OF = {
    Outcome.DECIDED: CaseStep.FINALISE,
    Outcome.AWAITING: CaseStep.AWAIT_ITEM,
    Outcome.DEFERRED: CaseStep.DEFER,
}
"""What each outcome does to the case once the meeting is finalised."""


@dataclass(frozen=True)
class Attended:
    """One line of the attendance list, as the recorder saw it."""

    invitation_id: UUID
    version: int
    attendance: str
    deputy_name: str = ""


@transaction.atomic
def record_attendance(*, meeting_id: UUID, lines: Iterable[Attended], by) -> Meeting:
    """Saves the lines that changed; a line that somebody else changed in between is refused, and nothing is saved."""
    meeting = rows.locked_meeting(meeting_id, Step.ATTENDANCE)
    policy.lead(meeting.panel_id, by)
    for line in lines:
        invitation = meeting.invitations.standing().select_for_update().get(pk=line.invitation_id)
        _attended(invitation, line)
    record("attendance_recorded", by=by, subject=meeting, panel=meeting.panel)
    return meeting


def _attended(invitation: Invitation, line: Attended) -> None:
    deputy = line.deputy_name.strip() if line.attendance == Invitation.Attendance.DEPUTY else ""
    if line.attendance == Invitation.Attendance.DEPUTY and not deputy:
        raise NotNow("deputy", "Give the name of the deputy who came.")
    if (invitation.attendance, invitation.deputy_name) != (line.attendance, deputy):
        save_version(invitation, version=line.version, attendance=line.attendance, deputy_name=deputy)


def decide(
    *, meeting_id: UUID, item_id: UUID, version: int, outcome: str, by, reason: str = "", without_quorum: str = ""
) -> AgendaItem:
    """Records what the panel decides on one case, or takes it back with ``pending``.

    The case itself moves when the meeting is finalised. Agreeing a review needs a quorum of the people in the room,
    without those the case is closed to; deferring does not. ``without_quorum`` is why the chair decides all the same.
    Possible conflicts are looked for once more before, and stand even where the decision has to wait for them.
    """
    if outcome != Outcome.PENDING:
        grants.look_again(meeting_id=meeting_id, item_id=item_id, step=Step.DECIDE, by=by)
    return _decide(meeting_id, item_id, version, outcome, reason, without_quorum, by)


@transaction.atomic
def _decide(
    meeting_id: UUID, item_id: UUID, version: int, outcome: str, reason: str, without_quorum: str, by
) -> AgendaItem:
    meeting = rows.locked_meeting(meeting_id, Step.DECIDE)
    policy.lead(meeting.panel_id, by)
    item = rows.item_of(meeting, item_id)
    case_policy.decide(item.case, by)
    pending = outcome == Outcome.PENDING
    _keep_why(meeting, item, "" if pending else without_quorum.strip(), by)
    _decidable(meeting, item, Outcome(outcome), reason)
    save_version(
        item,
        version=version,
        outcome=Outcome(outcome),
        reason="" if pending else reason.strip(),
        decided_at=None if pending else timezone.now(),
        decided_by_id=None if pending else by.pk,
        members_present=None if pending else selectors.quorum_of(meeting, item.case).present,
    )
    verb = "case_deferred" if outcome == Outcome.DEFERRED else "decision_recorded"
    record(verb, by=by, subject=item, case=item.case, panel=meeting.panel, details={"outcome": str(outcome)})
    return item


def _keep_why(meeting: Meeting, item: AgendaItem, why: str, by) -> None:
    """Why a case is decided without a quorum: for the chair alone to say, and only where there is none."""
    discussion = Discussion.objects.filter(item=item).first()
    if not why and (discussion is None or not discussion.without_quorum):
        return
    if why:
        policy.preside(meeting.panel_id, by)
        if selectors.quorum_of(meeting, item.case).met:
            raise NotNow("quorate", "There is a quorum for this case, so nothing has to be said about it.")
    discussion = discussion or Discussion.objects.create(item=item)
    person = by.pk if why else None
    save_version(discussion, version=discussion.version, without_quorum=why, without_quorum_by_id=person)
    record(
        "decided_without_quorum", by=by, subject=item, case=item.case, panel=meeting.panel, details={"on": bool(why)}
    )


def _decidable(meeting: Meeting, item: AgendaItem, outcome: Outcome, reason: str) -> None:
    if outcome in (Outcome.DEFERRED, Outcome.AWAITING) and not reason.strip():
        raise NotNow("reason", "Say why the case is deferred, or what is awaited.")
    if outcome in (Outcome.DECIDED, Outcome.AWAITING):
        possible.refuse_unsettled(item.case)
        item.decided_at = None  # deciding again counts who is in the room now
        _quorate(meeting, item)
    if outcome == Outcome.DECIDED:
        missing = case_workflow.unmet(CaseStep.FINALISE, case_selectors.readiness(item.case))
        if missing:
            raise NotNow("unmet", "First: " + "; ".join(condition.sentence.lower() for condition in missing) + ".")


def _quorate(meeting: Meeting, item: AgendaItem) -> None:
    """A quorum in the room now or, for what is decided already, when it was; or the chair's reason."""
    quorum = selectors.quorum_of(meeting, item.case, at=item.decided_at)
    if not quorum.met and not Discussion.objects.filter(item=item).exclude(without_quorum="").exists():
        raise NotNow("quorum", f"Item {item.position} cannot be decided. {quorum.sentence}")


@transaction.atomic
def finalise(*, meeting_id: UUID, by) -> Meeting:
    """Makes the decisions stand: each case moves, its review date is the day of the meeting, members' access ends.

    All or nothing; finalising a finalised meeting changes nothing.
    """
    meeting = rows.locked_meeting(meeting_id)
    policy.lead(meeting.panel_id, by)
    if meeting.state == Meeting.State.FINALISED:
        return meeting
    rows.locked_meeting(meeting_id, Step.FINALISE)
    items = list(meeting.agenda.standing().select_related("case__panel"))
    for item in items:  # before anything is said about an item that may be closed to this person
        case_policy.decide(item.case, by)
    workflow.every_item_settled((item.position, item.outcome) for item in items)
    minutes.draft(meeting=meeting, by=by)  # while the words of each form are those that were checked
    tellings.begin(meeting=meeting, by=by)
    for item in items:
        _settle(meeting, item, by)
    save_version(
        meeting,
        version=meeting.version,
        state=Meeting.State.FINALISED,
        finalised_at=timezone.now(),
        finalised_by_id=by.pk,
    )
    access.end(meeting_key=meeting.pk, by=by)
    record("meeting_finalised", by=by, subject=meeting, panel=meeting.panel, details={"cases": len(items)})
    return meeting


def _settle(meeting: Meeting, item: AgendaItem, by) -> None:
    if item.outcome in (Outcome.DECIDED, Outcome.AWAITING):
        possible.refuse_unsettled(item.case)  # of those invited since the decision too
        _quorate(meeting, item)
    if item.outcome == Outcome.DECIDED:
        _review_done(item.case, meeting.held_on, by)
    else:
        transition.transition(case_id=item.case_id, step=STEP_OF[item.outcome], by=by, reason=item.reason)


def _review_done(case: Case, on: date, by) -> None:
    agreed_words.hold_back(case=case, by=by)
    analysis.finalise(case_id=case.pk, reviewed_on=on, by=by)
    transition.transition(case_id=case.pk, step=CaseStep.FINALISE, by=by)


@transaction.atomic
def finalise_awaiting(*, case_id: UUID, on: date, by) -> Case:
    """Finalises a case that the panel reviewed and that waited for one item, on the day that was settled."""
    case = Case.objects.select_for_update(of=("self",)).select_related("panel").get(pk=case_id)
    case_policy.decide(case, by)
    if case.status != Status.AWAITING_ITEM:
        raise NotNow("step", f"{case} does not wait for an item.")
    meeting = Meeting.objects.held().filter(agenda__case=case).order_by("-starts_at").first()
    if on > today() or (meeting is not None and on < meeting.held_on):
        raise NotNow("date", "The date lies between the meeting and today.")
    _review_done(case, on, by)
    case.refresh_from_db()
    return case


@transaction.atomic
def save_analysis(*, meeting_id: UUID, item_id: UUID, version: int, data: dict, by) -> Analysis:
    """Saves the analysis form from the meeting, where nobody knows who the child was.

    Only a form whose words were checked may be opened there; what is written there counts as checked.
    """
    meeting = rows.locked_meeting(meeting_id, Step.DECIDE)
    policy.lead(meeting.panel_id, by)
    item = rows.item_of(meeting, item_id)
    case_policy.decide(item.case, by)
    summary = refuse_unchecked(item, version)
    saved = analysis.save_draft(case_id=item.case_id, version=version, data=data, by=by, at_panel=True)
    save_version(summary, version=summary.version, analysis_version=saved.version)
    return saved


def refuse_unchecked(item: AgendaItem, version: int) -> CaseSummary:
    """The summary, locked. Nobody at the meeting may read words of the form that were not checked for names."""
    summary = CaseSummary.objects.select_for_update(of=("self",)).get(case=item.case)
    if summary.analysis_version != version:
        raise NotNow("unchecked", "The CDR manager has to check the words of the analysis form first.")
    return summary
