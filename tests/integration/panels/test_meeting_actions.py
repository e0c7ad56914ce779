"""Scheduling, inviting, the agenda, the meeting day and its end, each with its refusals."""

import uuid
from datetime import timedelta

import pytest

from accounts.models import OutgoingMessage
from audit.models import Event
from cases.models import Case
from common.dates import today
from common.errors import NotNow, Refused, Stale
from panels.actions import agenda, conflicts, invitations, live, meetings
from panels.models import AgendaItem, Conflict, Invitation, Meeting
from tests import factories, scenarios_casework
from tests import scenarios_panels as scene


def verbs() -> list[str]:
    """What the trail says, in order."""
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def mails() -> list[tuple[str, str]]:
    """Event and method of each message queued, in order."""
    return list(OutgoingMessage.objects.order_by("created_at").values_list("event", "calendar_method"))


# --- before the meeting


def test_a_double_press_is_one_meeting(panel, manager):
    key = uuid.uuid4()
    assert scene.scheduled(panel, manager, new_id=key) == scene.scheduled(panel, manager, new_id=key)
    assert Meeting.objects.count() == 1
    assert verbs() == ["meeting_scheduled"]


@pytest.mark.parametrize("role", ["chair", "member", "doctor", "analyst"])
def test_only_the_manager_schedules(panel, person, role):
    with pytest.raises(Refused):
        scene.scheduled(panel, person(role))


def test_another_panels_manager_schedules_nothing_here(panel, other_panel):
    with pytest.raises(Refused):
        scene.scheduled(panel, factories.person(other_panel, "manager"))


def test_inviting_twice_sends_one_mail(panel, manager, member):
    meeting = scene.scheduled(panel, manager, days=7)
    assert len(scene.invite(meeting, manager, member)) == 1
    assert scene.invite(meeting, manager, member) == []
    assert mails() == [("meeting_invitation", "REQUEST")]
    assert verbs().count("member_invited") == 1


def test_only_people_with_a_seat_are_invited(panel, manager, person):
    meeting = scene.scheduled(panel, manager)
    analyst = person("analyst").memberships.get()
    with pytest.raises(Refused, match="seat"):
        invitations.invite(meeting_id=meeting.pk, membership_ids=[analyst.pk], by=manager)


def test_nobody_is_invited_from_another_panel(panel, other_panel, manager):
    meeting = scene.scheduled(panel, manager)
    theirs = factories.person(other_panel, "member").memberships.get()
    with pytest.raises(Refused):
        invitations.invite(meeting_id=meeting.pk, membership_ids=[theirs.pk], by=manager)


def test_a_change_of_time_is_sent_and_outranks_the_first_entry(panel, manager, member):
    meeting = scene.scheduled(panel, manager, days=7)
    scene.invite(meeting, manager, member)
    moved = meetings.change(meeting_id=meeting.pk, version=1, ends_at=meeting.ends_at + timedelta(hours=1), by=manager)
    assert moved.calendar_sequence == 1
    assert mails()[-1] == ("meeting_changed", "REQUEST")


def test_a_change_of_title_disturbs_no_calendar(panel, manager, member):
    meeting = scene.scheduled(panel, manager, days=7)
    scene.invite(meeting, manager, member)
    changed = meetings.change(meeting_id=meeting.pk, version=1, title="Neonatal panel", by=manager)
    assert changed.calendar_sequence == 0
    assert len(mails()) == 1


def test_a_stale_change_is_refused_with_both_texts(panel, manager):
    meeting = scene.scheduled(panel, manager)
    meetings.change(meeting_id=meeting.pk, version=1, place="Room 3", by=manager)
    with pytest.raises(Stale) as clash:
        meetings.change(meeting_id=meeting.pk, version=1, place="Room 4", by=manager)
    assert ("Place or joining link", "Room 4", "Room 3") in clash.value.differences


def test_cancelling_tells_everybody_and_needs_a_reason(panel, manager, member):
    meeting = scene.scheduled(panel, manager, days=7)
    scene.invite(meeting, manager, member)
    with pytest.raises(NotNow, match="reason"):
        meetings.cancel(meeting_id=meeting.pk, version=1, reason=" ", by=manager)
    meetings.cancel(meeting_id=meeting.pk, version=1, reason="Snow", by=manager)
    assert mails()[-1] == ("meeting_cancelled", "CANCEL")
    with pytest.raises(NotNow):
        scene.invite(meeting, manager, member)


def test_a_past_meeting_sends_no_mail(panel, manager, member):
    scene.invite(scene.scheduled(panel, manager, days=-3), manager, member)
    assert mails() == []


@pytest.mark.parametrize(("who", "allowed"), [("member", True), ("manager", True), ("colleague", False)])
def test_who_may_answer(panel, manager, member, colleague, who, allowed):
    meeting = scene.scheduled(panel, manager)
    (invitation,) = scene.invite(meeting, manager, member)
    by = {"member": member, "manager": manager, "colleague": colleague}[who]
    if not allowed:
        with pytest.raises(Refused):
            invitations.answer(invitation_id=invitation.pk, version=1, reply="accepted", by=by)
        return
    assert invitations.answer(invitation_id=invitation.pk, version=1, reply="accepted", by=by).reply == "accepted"


def test_the_agenda_is_announced_and_sent_to_everybody_once_more_where_nothing_changed(panel, manager, member, case):
    meeting = scene.scheduled(panel, manager, days=7)
    scene.invite(meeting, manager, member)
    with pytest.raises(NotNow):
        meetings.announce(meeting_id=meeting.pk, version=1, by=manager)
    agenda.add(meeting_id=meeting.pk, case_id=case.pk, by=manager)
    sent = meetings.announce(meeting_id=meeting.pk, version=1, by=manager)
    with pytest.raises(Stale):
        meetings.announce(meeting_id=meeting.pk, version=1, by=manager)
    meetings.announce(meeting_id=meeting.pk, version=sent.version, by=manager)
    assert [event for event, _ in mails()][1:] == ["agenda_ready", "agenda_ready"]


# --- the agenda


def test_a_case_without_a_checked_summary_waits(panel, manager):
    bare = scenarios_casework.ready_for_panel(panel, by=manager)
    meeting = scene.scheduled(panel, manager)
    with pytest.raises(NotNow) as refusal:
        agenda.add(meeting_id=meeting.pk, case_id=bare.pk, by=manager)
    assert refusal.value.code == "summary"
    scene.summary(bare, manager, checked=False)
    with pytest.raises(NotNow) as refusal:
        agenda.add(meeting_id=meeting.pk, case_id=bare.pk, by=manager)
    assert refusal.value.code == "unchecked"


def test_adding_twice_is_adding_once(panel, manager, case):
    meeting = scene.scheduled(panel, manager)
    first = agenda.add(meeting_id=meeting.pk, case_id=case.pk, by=manager)
    assert agenda.add(meeting_id=meeting.pk, case_id=case.pk, by=manager) == first
    case.refresh_from_db()
    assert case.status == "listed"


def test_a_case_is_on_one_agenda(panel, manager, case):
    scene.meeting_with(case, manager=manager)
    with pytest.raises(NotNow):
        agenda.add(meeting_id=scene.scheduled(panel, manager).pk, case_id=case.pk, by=manager)


def test_several_are_added_all_or_none(panel, manager, case):
    bare = scenarios_casework.ready_for_panel(panel, by=manager)
    meeting = scene.scheduled(panel, manager)
    with pytest.raises(NotNow):
        agenda.add_several(meeting_id=meeting.pk, case_ids=[case.pk, bare.pk], by=manager)
    assert not AgendaItem.objects.exists()


def test_a_case_of_another_panel_is_not_there(panel, other_panel, manager):
    theirs = factories.person(other_panel, "manager")
    case = scene.summarised(other_panel, theirs)
    with pytest.raises(Case.DoesNotExist):
        agenda.add(meeting_id=scene.scheduled(panel, manager).pk, case_id=case.pk, by=manager)


@pytest.mark.parametrize(
    ("moved", "to", "order"),
    [(3, 1, [3, 1, 2]), (1, 3, [2, 3, 1]), (1, 2, [2, 1, 3]), (2, 2, [1, 2, 3]), (1, 99, [2, 3, 1]), (2, 0, [2, 1, 3])],
)
def test_moving(panel, manager, moved, to, order):
    cases = [scene.summarised(panel, manager) for _ in range(3)]
    meeting = scene.meeting_with(*cases, manager=manager)
    item = scene.item(meeting, cases[moved - 1])
    for _ in range(2):  # the same place twice is the same place
        agenda.move(item_id=item.pk, position=to, by=manager)
    now = list(meeting.agenda.standing().order_by("position").values_list("position", "case_id"))
    assert now == [(place, cases[number - 1].pk) for place, number in enumerate(order, start=1)]


def test_removing_closes_the_gap_and_frees_the_case(panel, manager):
    cases = [scene.summarised(panel, manager) for _ in range(3)]
    meeting = scene.meeting_with(*cases, manager=manager)
    agenda.remove(item_id=scene.item(meeting, cases[0]).pk, by=manager)
    assert list(meeting.agenda.standing().values_list("position", flat=True)) == [1, 2]
    agenda.add(meeting_id=meeting.pk, case_id=cases[0].pk, by=manager)
    assert scene.item(meeting, cases[0]).position == 3


def test_minutes_saved_by_somebody_else_are_not_overwritten(manager, case):
    item = scene.item(scene.meeting_with(case, manager=manager), case)
    agenda.set_minutes(item_id=item.pk, version=1, minutes=30, by=manager)
    with pytest.raises(Stale):
        agenda.set_minutes(item_id=item.pk, version=1, minutes=45, by=manager)


# --- conflicts


def test_declaring_twice_is_declaring_once(manager, member, case):
    meeting = scene.meeting_with(case, manager=manager, invited=[member])
    item = scene.item(meeting, case)
    for _ in range(2):
        conflicts.declare(meeting_id=meeting.pk, item_id=item.pk, reason="I cared for her", by=member)
    assert Conflict.objects.count() == 1
    assert verbs().count("conflict_declared") == 1


def test_a_conflict_is_recorded_for_somebody_invited_only(manager, member, colleague, case):
    meeting = scene.meeting_with(case, manager=manager, invited=[member])
    item = scene.item(meeting, case)
    with pytest.raises(NotNow):
        conflicts.record_for(meeting_id=meeting.pk, item_id=item.pk, user=colleague, reason="x", by=manager)
    conflicts.record_for(meeting_id=meeting.pk, item_id=item.pk, user=member, reason="Named in the record", by=manager)
    assert not Case.objects.reviewable_by(member).exists()


def test_a_member_records_no_conflict_for_others(manager, member, colleague, case):
    meeting = scene.meeting_with(case, manager=manager, invited=[member, colleague])
    item = scene.item(meeting, case)
    with pytest.raises(Refused):
        conflicts.record_for(meeting_id=meeting.pk, item_id=item.pk, user=colleague, reason="x", by=member)


def test_a_conflicted_manager_cannot_touch_the_case(manager, chair, member, colleague, person, case):
    meeting = scene.opened(case, manager=manager, invited=[chair, member, colleague])
    item = scene.item(meeting, case)
    conflicts.declare(meeting_id=meeting.pk, item_id=item.pk, reason="My own child's school friend", by=manager)
    with pytest.raises(Refused) as refusal:
        scene.decide(meeting, case, manager)
    assert refusal.value.code == "excluded"
    with pytest.raises(Refused):
        live.finalise(meeting_id=meeting.pk, by=manager)
    scene.decide(meeting, case, chair)
    assert live.finalise(meeting_id=meeting.pk, by=chair).state == "finalised"


# --- the meeting day


def test_a_meeting_starts_on_its_day(panel, manager):
    with pytest.raises(NotNow) as refusal:
        meetings.start(meeting_id=scene.scheduled(panel, manager, days=1).pk, by=manager)
    assert refusal.value.code == "early"


def test_the_chair_starts_and_starting_twice_is_once(panel, manager, chair):
    meeting = scene.scheduled(panel, manager)
    meetings.start(meeting_id=meeting.pk, by=chair)
    meetings.start(meeting_id=meeting.pk, by=manager)
    assert verbs().count("meeting_opened") == 1


def test_members_do_not_lead(manager, member, case):
    meeting = scene.opened(case, manager=manager, invited=[member])
    for act in (
        lambda: meetings.start(meeting_id=meeting.pk, by=member),
        lambda: scene.attend(meeting, member, member),
        lambda: scene.decide(meeting, case, member),
        lambda: live.finalise(meeting_id=meeting.pk, by=member),
    ):
        with pytest.raises(Refused):
            act()


def test_attendance_has_versions(manager, member, case):
    meeting = scene.opened(case, manager=manager, invited=[member])
    invitation = Invitation.objects.get()
    old = live.Attended(invitation.pk, 1, "absent")
    with pytest.raises(Stale):
        live.record_attendance(meeting_id=meeting.pk, lines=[old], by=manager)
    assert Invitation.objects.get().attendance == "present"


def test_a_deputy_has_a_name_and_counts(manager, member, colleague, case):
    meeting = scene.opened(case, manager=manager, invited=[member, colleague])
    with pytest.raises(NotNow):
        scene.attend(meeting, manager, member, attendance="deputy")
    scene.attend(meeting, manager, member, attendance="deputy", deputy_name="Sample Deputy")
    assert scene.decide(meeting, case, manager).members_present == 2


def test_no_review_is_agreed_without_a_quorum(manager, member, colleague, case):
    meeting = scene.opened(case, manager=manager, invited=[member, colleague])
    scene.attend(meeting, manager, colleague, attendance="apologies")
    for outcome in ("decided", "awaiting"):
        with pytest.raises(NotNow) as refusal:
            scene.decide(meeting, case, manager, outcome=outcome, reason="Histology")
        assert refusal.value.code == "quorum"
    assert scene.decide(meeting, case, manager, outcome="deferred", reason="Not quorate").outcome == "deferred"


def test_a_conflict_can_take_the_quorum_of_one_case(manager, member, colleague, case, second_case):
    meeting = scene.opened(case, second_case, manager=manager, invited=[member, colleague])
    conflicts.declare(meeting_id=meeting.pk, item_id=scene.item(meeting, case).pk, reason="I cared for her", by=member)
    with pytest.raises(NotNow) as refusal:
        scene.decide(meeting, case, manager)
    assert refusal.value.code == "quorum"
    scene.decide(meeting, second_case, manager)


def test_a_decision_that_lost_its_quorum_is_not_finalised(manager, member, colleague, case):
    meeting = scene.opened(case, manager=manager, invited=[member, colleague])
    scene.decide(meeting, case, manager)
    scene.attend(meeting, manager, member, attendance="absent")
    with pytest.raises(NotNow) as refusal:
        live.finalise(meeting_id=meeting.pk, by=manager)
    assert refusal.value.code == "quorum"


def test_two_recorders_do_not_overwrite_each_other(manager, member, colleague, case):
    meeting = scene.opened(case, manager=manager, invited=[member, colleague])
    item = scene.item(meeting, case)
    scene.decide(meeting, case, manager)
    with pytest.raises(Stale):
        live.decide(meeting_id=meeting.pk, item_id=item.pk, version=1, outcome="deferred", reason="Missing", by=manager)


@pytest.mark.parametrize("outcome", ["deferred", "awaiting"])
def test_these_outcomes_need_a_reason(manager, member, colleague, case, outcome):
    meeting = scene.opened(case, manager=manager, invited=[member, colleague])
    with pytest.raises(NotNow) as refusal:
        scene.decide(meeting, case, manager, outcome=outcome)
    assert refusal.value.code == "reason"


def test_a_review_without_a_category_is_not_agreed(panel, manager, member, colleague):
    bare = scene.summarised(panel, manager)
    scenarios_casework.with_analysis(bare, by=manager, modifiability="", categories=[])
    meeting = scene.opened(bare, manager=manager, invited=[member, colleague])
    with pytest.raises(NotNow) as refusal:
        scene.decide(meeting, bare, manager)
    assert refusal.value.code == "unmet"


def test_finalising_moves_each_case_once(panel, manager, member, colleague):
    cases = [scene.summarised(panel, manager) for _ in range(3)]
    meeting = scene.opened(*cases, manager=manager, invited=[member, colleague])
    for case, outcome in zip(cases, ("decided", "awaiting", "deferred"), strict=True):
        scene.decide(meeting, case, manager, outcome=outcome, reason="Histology")
    for _ in range(2):
        live.finalise(meeting_id=meeting.pk, by=manager)
    for case in cases:
        case.refresh_from_db()
    assert [case.status for case in cases] == ["reviewed", "awaiting_item", "gathering"]
    assert [case.reviewed_on for case in cases] == [today(), None, None]
    assert cases[0].analysis.state == "final"
    assert verbs().count("meeting_finalised") == 1


def test_nothing_is_finalised_while_an_item_waits(panel, manager, member, colleague):
    cases = [scene.summarised(panel, manager) for _ in range(2)]
    meeting = scene.opened(*cases, manager=manager, invited=[member, colleague])
    scene.decide(meeting, cases[0], manager)
    with pytest.raises(NotNow) as refusal:
        live.finalise(meeting_id=meeting.pk, by=manager)
    assert refusal.value.code == "pending"
    cases[0].refresh_from_db()
    assert cases[0].status == "listed"


def test_an_awaited_item_is_settled_later(manager, member, colleague, case):
    meeting = scene.opened(case, manager=manager, invited=[member, colleague])
    scene.decide(meeting, case, manager, outcome="awaiting", reason="Histology")
    live.finalise(meeting_id=meeting.pk, by=manager)
    for day in (today() - timedelta(days=1), today() + timedelta(days=1)):
        with pytest.raises(NotNow):
            live.finalise_awaiting(case_id=case.pk, on=day, by=manager)
    assert live.finalise_awaiting(case_id=case.pk, on=today(), by=manager).reviewed_on == today()
    with pytest.raises(NotNow):
        live.finalise_awaiting(case_id=case.pk, on=today(), by=manager)
