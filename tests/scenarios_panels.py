"""Meetings at the stages that the panel reaches, through the actions that real people take."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.models import Membership
from accounts.roles import SEATED
from cases.identity.models import Child
from cases.models import Case
from common.dates import today
from panels.actions import agenda, checking, invitations, live, meetings, packs, summaries
from panels.checking import mark_of
from panels.models import AgendaItem, Invitation, Meeting
from panels.selectors import checking as selected
from tests import scenarios_casework

SUMMARY = "A baby born early died in the hospital at two weeks of age after an infection."


def moment(days: int, hour: int) -> datetime:
    """``hour`` o'clock in London, so many days from today."""
    return timezone.make_aware(datetime.combine(today() + timedelta(days=days), time(hour)))


def scheduled(panel, manager, *, days: int = 0, **details) -> Meeting:
    """A meeting from 9am to noon."""
    usual = {"title": "Panel meeting", "place": "Sample House, Room 2"}
    times = {"starts_at": moment(days, 9), "ends_at": moment(days, 12)}
    return meetings.schedule(panel=panel, by=manager, **{**usual, **times, **details})


def summarised(panel, manager, *, text: str = SUMMARY, **facts) -> Case:
    """A prepared case with a draft analysis and a checked summary, which the panel may read in full."""
    case = scenarios_casework.ready_for_panel(panel, by=manager, **facts)
    summary(case, manager, text=text)
    return case


def summary(case: Case, manager, *, text: str = SUMMARY, checked: bool = True, version: int = 0, **more):
    """The anonymised summary, written and checked together with the words of the analysis."""
    form = case.analysis
    return summaries.save(
        case_id=case.pk,
        version=version,
        text=text,
        questions="",
        checked=checked,
        analysis_version=form.version,
        by=manager,
        **more,
    )


def cleared(case: Case, manager) -> None:
    """Decides to keep whatever the check finds in a case's words, and says that they are read through."""
    for found in selected.open_findings(case, selected.passages(case), by=manager):
        place = {"source": found.passage.source, "mark": found.mark}
        if found in selected.open_findings(case, [found.passage], by=manager):
            checking.decide(case_id=case.pk, choice="kept", reason="Invented", by=manager, **place)
    read_through(case, manager)


def read_through(case: Case, manager) -> None:
    """Says that everything the panel is to read of a case was read, as it stands."""
    read = mark_of(selected.passages(case), selected.analysis_version(case))
    checking.confirm(case_id=case.pk, read=read, by=manager)


def seats_of(*people) -> list:
    """The keys of the seats that these people hold."""
    return [Membership.objects.current().get(user=user, role__in=SEATED).pk for user in people]


def invite(meeting: Meeting, manager, *people) -> list[Invitation]:
    """Invites these people."""
    return invitations.invite(meeting_id=meeting.pk, membership_ids=seats_of(*people), by=manager)


def meeting_with(*cases: Case, manager, invited=(), days: int = 0, release: bool = True) -> Meeting:
    """A meeting today with these cases on its agenda, these people invited, and its papers released."""
    meeting = scheduled(cases[0].panel, manager, days=days)
    invite(meeting, manager, *invited)
    for case in cases:
        agenda.add(meeting_id=meeting.pk, case_id=case.pk, by=manager)
    if release:
        packs.release(meeting_id=meeting.pk, by=manager)
    meeting.refresh_from_db()
    return meeting


def opened(*cases: Case, manager, invited=()) -> Meeting:
    """The same, begun, with everybody invited present."""
    meeting = meeting_with(*cases, manager=manager, invited=invited)
    meetings.start(meeting_id=meeting.pk, by=manager)
    attend(meeting, manager, *invited)
    meeting.refresh_from_db()
    return meeting


def attend(meeting: Meeting, by, *people, attendance: str = "present", deputy_name: str = "") -> None:
    """Records these people's attendance."""
    found = Invitation.objects.filter(meeting=meeting, user__in=[person.pk for person in people])
    lines = [live.Attended(i.pk, i.version, attendance, deputy_name) for i in found]
    live.record_attendance(meeting_id=meeting.pk, lines=lines, by=by)


def item(meeting: Meeting, case: Case) -> AgendaItem:
    """The item of a case."""
    return meeting.agenda.standing().get(case=case)


def decide(meeting: Meeting, case: Case, by, outcome: str = "decided", reason: str = "") -> AgendaItem:
    """Records an outcome for a case."""
    found = item(meeting, case)
    return live.decide(
        meeting_id=meeting.pk, item_id=found.pk, version=found.version, outcome=outcome, reason=reason, by=by
    )


def identify(case: Case, **fields) -> Child:
    """Gives a case the identity of an invented child."""
    return Child.objects.create(case=case, **fields)
