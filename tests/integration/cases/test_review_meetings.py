"""The child death review meeting: arranged, moved, called off, held; invitations with calendar entries; its pages."""

import uuid
from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.models import OutgoingMessage
from audit.models import Event
from cases.actions import review_guests, review_meetings, steps, transfers
from cases.models import Case, MeetingGuest, ReviewMeeting
from cases.selectors.review_meetings import agencies_represented
from cases.workflow import Status, Step
from common.dates import today
from common.errors import NotNow, Refused, Stale
from tests import scenarios
from tests import scenarios_casework as casework

GP = {"name": "Dr Sample", "role": "GP", "organisation": "Sample Surgery", "email": "gp@example.org"}
NURSE = {"name": "Nurse Sample", "role": "", "organisation": "Sample Ward", "email": "ward@example.org"}


def _at(days: int, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(today() + timedelta(days=days), time(hour)))


def _arrange(case, by, days=30, **details):
    return review_meetings.arrange(
        case_id=case.pk, new_id=uuid.uuid4(), by=by, starts_at=_at(days, 10), ends_at=_at(days, 11), **details
    )


def _entries() -> list:
    """The calendar entries sent, in order: (event, method, sequence, recipient)."""
    found = []
    for message in OutgoingMessage.objects.exclude(calendar="").order_by("created_at"):
        (event,) = Calendar.from_ical(message.calendar).walk("VEVENT")
        found.append((message.event, message.calendar_method, event["sequence"], message.recipient))
    return found


def _now(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def case(panel):
    return casework.open_case(panel)


@pytest.fixture
def meeting(case, manager):
    """In a month, with two people invited."""
    made = _arrange(case, manager, place="Room 1")
    review_guests.invite(meeting_id=made.pk, people=[{**GP, "essential": True}, NURSE], by=manager)
    return made


def test_arranging_moves_the_case_on_once(case, manager):
    key = uuid.uuid4()
    for _ in range(2):
        made = review_meetings.arrange(
            case_id=case.pk, new_id=key, by=manager, starts_at=_at(30, 10), ends_at=_at(30, 11)
        )
    assert ReviewMeeting.objects.get() == made
    assert (_now(case).status, _now(case).cdrm_on) == (Status.CDRM_SCHEDULED, made.on)


def test_a_date_that_was_recorded_can_become_a_meeting(case, manager):
    steps.take(case_id=case.pk, step=Step.ARRANGE_CDRM, by=manager, on=today() + timedelta(days=9))
    made = _arrange(case, manager, days=12)
    assert _now(case).cdrm_on == made.on


@pytest.mark.parametrize(("starts", "ends"), [(_at(3, 11), _at(3, 10)), (_at(-400, 10), _at(-400, 11))])
def test_impossible_times_are_refused(case, manager, starts, ends):
    with pytest.raises(NotNow):
        review_meetings.arrange(case_id=case.pk, new_id=uuid.uuid4(), by=manager, starts_at=starts, ends_at=ends)
    assert _now(case).status == Status.GATHERING


def test_one_meeting_at_a_time(meeting, case, manager):
    with pytest.raises(NotNow) as refused:
        _arrange(case, manager)
    assert refused.value.code == "arranged"


@pytest.mark.parametrize("role", ["doctor", "chair", "member", "respondent", "key_worker"])
def test_only_the_manager_runs_the_meeting(meeting, case, person, role):
    by = person(role)
    for act in (
        lambda: review_meetings.change(meeting_id=meeting.pk, version=1, by=by, place="Elsewhere"),
        lambda: review_meetings.call_off(meeting_id=meeting.pk, version=1, by=by, reason="x"),
        lambda: review_meetings.hold(meeting_id=meeting.pk, version=1, by=by, attendance={}),
        lambda: review_guests.invite(meeting_id=meeting.pk, people=[GP], by=by),
    ):
        with pytest.raises(Refused):
            act()


def test_an_invitation_is_an_email_with_an_entry_and_says_nothing_of_the_child(panel, manager):
    case = scenarios.open_case(panel, child={"first_names": "Zebulon", "surname": "Quillfeather"})
    made = _arrange(case, manager, place="Room 1")
    for _ in range(2):
        review_guests.invite(meeting_id=made.pk, people=[{**GP, "essential": True}], by=manager)
    message = OutgoingMessage.objects.get(event="review_meeting_invitation")
    (event,) = Calendar.from_ical(message.calendar).walk("VEVENT")
    assert event.decoded("dtstart") == made.starts_at
    assert str(event["summary"]) == f"Child death review meeting {case.reference}"
    assert event["attendee"].params["ROLE"] == "REQ-PARTICIPANT"
    assert case.reference in message.subject
    assert "Room 1" in message.body
    for word in ("Zebulon", "Quillfeather", case.died_on.isoformat()):
        assert word not in message.body + message.calendar + message.subject


def test_moving_raises_the_sequence_and_tells_everybody(meeting, manager):
    review_meetings.change(meeting_id=meeting.pk, version=1, by=manager, chair="Dr Chair")
    assert len(_entries()) == 2
    review_meetings.change(meeting_id=meeting.pk, version=2, by=manager, starts_at=_at(31, 9), ends_at=_at(31, 11))
    moved = [entry for entry in _entries() if entry[0] == "review_meeting_changed"]
    assert moved == [
        ("review_meeting_changed", "REQUEST", 1, GP["email"]),
        ("review_meeting_changed", "REQUEST", 1, NURSE["email"]),
    ]
    assert _now(meeting.case).cdrm_on == today() + timedelta(days=31)
    with pytest.raises(Stale):
        review_meetings.change(meeting_id=meeting.pk, version=2, by=manager, place="Elsewhere")


def test_calling_off_cancels_entries_and_takes_the_case_back(meeting, case, manager):
    with pytest.raises(NotNow):
        review_meetings.call_off(meeting_id=meeting.pk, version=1, by=manager, reason=" ")
    for _ in range(2):
        review_meetings.call_off(meeting_id=meeting.pk, version=1, by=manager, reason="Post-mortem report is late")
    cancelled = [entry for entry in _entries() if entry[1] == "CANCEL"]
    assert [(event, sequence) for event, _, sequence, _ in cancelled] == [("review_meeting_cancelled", 1)] * 2
    assert (_now(case).status, _now(case).cdrm_on) == (Status.GATHERING, None)
    assert "late" not in str(list(OutgoingMessage.objects.values_list("body", "subject")))


def _transferred(case, by):
    agreed = {"other_panel": "Sampleshire North CDOP", "agreed_with": "Sample Manager", "agreed_on": today()}
    transfers.of_case(case_id=case.pk, new_id=uuid.uuid4(), by=by, kind="out", reason="Elsewhere", **agreed)


def _returned(case, by):
    steps.take(case_id=case.pk, step=Step.RETURN, by=by, reason="Elsewhere")


@pytest.mark.parametrize("leave", [_returned, _transferred])
def test_a_step_that_takes_the_case_away_calls_the_meeting_off(meeting, case, manager, leave):
    leave(case, manager)
    assert _now(meeting).state == "cancelled"
    assert len([entry for entry in _entries() if entry[1] == "CANCEL"]) == 2


def test_moving_the_date_on_the_case_moves_the_meeting(meeting, case, manager):
    case.refresh_from_db()
    steps.move_meeting(case_id=case.pk, version=case.version, on=today() + timedelta(days=40), by=manager)
    assert _now(meeting).starts_at == _at(40, 10)
    assert _now(meeting).ends_at == _at(40, 11)
    assert [entry[2] for entry in _entries()] == [0, 0, 1, 1]


def test_taking_an_invitation_back_and_inviting_again(meeting, manager):
    guest = MeetingGuest.objects.get(email=GP["email"])
    for _ in range(2):
        review_guests.withdraw(guest_id=guest.pk, by=manager)
    review_guests.invite(meeting_id=meeting.pk, people=[GP], by=manager)
    mine = [(method, sequence) for _, method, sequence, to in _entries() if to == GP["email"]]
    assert mine == [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 1)]


def _held(meeting, manager):
    """The meeting as if its day had come."""
    moved = review_meetings.change(
        meeting_id=meeting.pk, version=_now(meeting).version, by=manager, starts_at=_at(0, 0), ends_at=_at(0, 1)
    )
    gp, nurse = (MeetingGuest.objects.get(email=person["email"]) for person in (GP, NURSE))
    return review_meetings.hold(
        meeting_id=meeting.pk, version=moved.version, by=manager, attendance={gp.pk: "present", nurse.pk: "report"}
    )


def test_holding_records_who_came_and_the_agencies(meeting, case, manager):
    with pytest.raises(NotNow):
        review_meetings.hold(meeting_id=meeting.pk, version=1, by=manager, attendance={})
    held = _held(meeting, manager)
    assert (_now(case).status, _now(case).cdrm_on) == (Status.CDRM_HELD, today())
    assert agencies_represented(case) == ["Sample Surgery"]
    key = uuid.uuid4()
    for _ in range(2):
        review_guests.add_present(meeting_id=held.pk, new_id=key, by=manager, name="PC", organisation="Sample Police")
    assert agencies_represented(case) == ["Sample Police", "Sample Surgery"]
    with pytest.raises(NotNow):
        review_guests.invite(meeting_id=held.pk, people=[{**GP, "email": "late@example.org"}], by=manager)


def test_attendance_is_of_people_of_the_meeting(meeting, manager):
    with pytest.raises(NotNow):
        _held_with(meeting, manager, {uuid.uuid4(): "present"})


def _held_with(meeting, manager, attendance):
    moved = review_meetings.change(
        meeting_id=meeting.pk, version=_now(meeting).version, by=manager, starts_at=_at(0, 0), ends_at=_at(0, 1)
    )
    return review_meetings.hold(meeting_id=meeting.pk, version=moved.version, by=manager, attendance=attendance)


def test_a_meeting_of_the_past_sends_nothing(case, manager):
    made = _arrange(case, manager, days=-3)
    review_guests.invite(meeting_id=made.pk, people=[GP], by=manager)
    assert _entries() == []
    assert review_meetings.hold(meeting_id=made.pk, version=1, by=manager, attendance={}).state == "held"


def test_the_step_held_closes_the_meeting_that_was_arranged(case, manager):
    made = _arrange(case, manager, days=-3)
    steps.take(case_id=case.pk, step=Step.HOLD_CDRM, by=manager, on=today() - timedelta(days=2))
    assert (_now(made).state, _now(made).on) == ("held", today() - timedelta(days=2))


def test_the_report_comes_after_the_meeting(meeting, manager):
    with pytest.raises(NotNow):
        review_meetings.receive_report(meeting_id=meeting.pk, version=1, by=manager, on=today())
    held = _held(meeting, manager)
    with pytest.raises(NotNow):
        review_meetings.receive_report(
            meeting_id=held.pk, version=held.version, by=manager, on=today() - timedelta(days=1)
        )
    told = review_meetings.receive_report(meeting_id=held.pk, version=held.version, by=manager, on=today())
    assert told.report_on == today()


def test_each_deed_is_in_the_trail_without_names(meeting, case, manager):
    _held(meeting, manager)
    events = Event.objects.filter(case_id=str(case.pk))
    verbs = set(events.values_list("verb", flat=True))
    assert {"review_meeting_arranged", "review_guest_invited", "review_meeting_changed", "review_meeting_held"} <= verbs
    assert "Dr Sample" not in str(list(events.values()))


def _url(name, case, *keys):
    return reverse(f"cases:{name}", args=[case.pk, *keys])


def _form(days=30, **fields):
    on = today() + timedelta(days=days)
    day = {"day_day": on.day, "day_month": on.month, "day_year": on.year}
    return {"kind": "alone", "starts": "10am", "ends": "11:30am", "place": "Room 1", **day, **fields}


def test_a_meeting_through_its_pages(panel, manager, signed_in):
    professional = {"role": "General practitioner", **{k: GP[k] for k in ("name", "organisation", "email")}}
    case = scenarios.open_case(panel, professionals=[professional])
    client = signed_in(manager)
    page = client.get(_url("review_meetings", case)).content.decode()
    assert "No review meeting has been arranged here." in page
    assert b"must be after the start" in client.post(_url("review_meeting_new", case), _form(ends="9am")).content
    assert client.post(_url("review_meeting_new", case), {**_form(), "new_id": uuid.uuid4()}).status_code == 302
    made = ReviewMeeting.objects.get()
    invite = _url("review_meeting_invite", case, made.pk)
    assert "Dr Sample, General practitioner, Sample Surgery" in client.get(invite).content.decode()
    rows = {"guests-TOTAL_FORMS": 1, "guests-INITIAL_FORMS": 0}
    assert "at least one person" in client.post(invite, rows).content.decode()
    more = client.post(invite, {**rows, "add_guests": "1", "known_0": "invite"}).content.decode()
    assert "guests-1-name" in more
    other = {f"guests-0-{name}": value for name, value in NURSE.items()}
    assert client.post(invite, {**rows, **other, "known_0": "essential"}).status_code == 302
    assert set(made.guests.values_list("email", "essential")) == {(GP["email"], True), (NURSE["email"], False)}
    shown = client.get(_url("review_meetings", case)).content.decode()
    assert "Has to be there" in shown
    assert "Record that it was held" not in shown
    guest = made.guests.get(email=NURSE["email"])
    assert client.post(_url("review_guest_withdraw", case, made.pk, guest.pk), {}).status_code == 302
    changed = {**_form(days=0, starts="12:01am", ends="12:02am"), "version": _now(made).version}
    assert client.post(_url("review_meeting_change", case, made.pk), changed).status_code == 302
    held = {"version": _now(made).version, f"there_{made.guests.get(email=GP['email']).pk.hex}": "present"}
    assert client.post(_url("review_meeting_hold", case, made.pk), held).status_code == 302
    assert Case.objects.get(pk=case.pk).status == Status.CDRM_HELD
    on = {"on_day": today().day, "on_month": today().month, "on_year": today().year, "version": _now(made).version}
    assert client.post(_url("review_meeting_report", case, made.pk), on).status_code == 302
    person = {"new_id": uuid.uuid4(), "name": "PC", "organisation": "Sample Police"}
    assert client.post(_url("review_meeting_present", case, made.pk), person).status_code == 302
    assert "Sample Police, Sample Surgery" in client.get(_url("review_meetings", case)).content.decode()


def test_a_meeting_is_cancelled_on_its_page(meeting, case, manager, signed_in):
    page = _url("review_meeting_cancel", case, meeting.pk)
    client = signed_in(manager)
    assert "Everybody invited is told" in client.get(page).content.decode()
    assert client.post(page, {"version": 1, "reason": "Report late"}).status_code == 302
    assert "Report late" in client.get(_url("review_meetings", case)).content.decode()


def test_the_doctor_reads_and_does_not_change(meeting, case, doctor, signed_in):
    client = signed_in(doctor)
    page = client.get(_url("review_meetings", case)).content.decode()
    assert "Dr Sample" in page
    assert "Invite people" not in page
    assert client.get(_url("review_meeting_invite", case, meeting.pk)).status_code == 403


def test_a_meeting_of_another_case_is_not_there(meeting, panel, manager, signed_in):
    other = casework.open_case(panel)
    assert signed_in(manager).get(_url("review_meeting_change", other, meeting.pk)).status_code == 404
