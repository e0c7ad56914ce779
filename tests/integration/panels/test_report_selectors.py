"""What the annual report says about the panel."""

from common.dates import FinancialYear, today
from panels import selectors
from panels.actions import live
from tests import factories
from tests import scenarios_panels as scene

YEAR = FinancialYear.of(today())


def held(case, manager, *people):
    """A finalised meeting about one case."""
    meeting = scene.opened(case, manager=manager, invited=people)
    scene.decide(meeting, case, manager)
    return live.finalise(meeting_id=meeting.pk, by=manager)


def test_meetings_held_counts_finalised_ones_of_the_year(panel, manager, member, colleague, case):
    meeting = held(case, manager, member, colleague)
    scene.scheduled(panel, manager)
    assert [(m.pk, m.cases) for m in selectors.meetings_held(panel, YEAR)] == [(meeting.pk, 1)]
    assert selectors.meetings_held(panel, YEAR.previous) == []


def test_attendance_is_counted_by_seat(panel, manager, member, colleague, chair, case):
    meeting = scene.opened(case, manager=manager, invited=[member, colleague, chair])
    scene.attend(meeting, manager, chair, attendance="apologies")
    scene.attend(meeting, manager, member, attendance="deputy", deputy_name="Sample Deputy")
    scene.decide(meeting, case, manager)
    live.finalise(meeting_id=meeting.pk, by=manager)
    lines = {line.role + line.agency: line for line in selectors.attendance_by_seat(panel, YEAR)}
    core = lines["Panel member"]
    assert (core.core, core.meetings, core.attended, core.by_deputy) == (True, 1, 1, 1)
    assert (lines["Chair"].attended, lines["Chair"].apologies) == (0, 1)


def test_the_membership_list_begins_with_the_chair(panel, other_panel, member, chair, doctor, manager):
    factories.person(other_panel, "member")
    names = [(line.name, line.role) for line in selectors.membership_list(panel)]
    assert names == [
        (chair.full_name, "Chair"),
        (doctor.full_name, "Designated doctor"),
        (member.full_name, "Panel member"),
    ]
