"""Whom a record names besides the professionals, and that it is asked again at each step of a meeting."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from cases.actions import key_workers, requests
from cases.involvement import Ground
from cases.models import InformationRequest, Notification
from common.dates import today
from common.errors import NotNow
from panels import selectors
from panels.actions import conflicts, meetings, packs, possible
from panels.models import Meeting, PossibleConflict
from tests import factories
from tests import scenarios_panels as scene

EMPLOYER, LISTED, RETURNED = Ground.EMPLOYER, Ground.LISTED, Ground.RETURNED


@pytest.fixture
def trust():
    """Where the member works."""
    return factories.organisation(name="Zqhospital Trust")


@pytest.fixture
def nurse(person, trust):
    """A member with an employer."""
    made = person(Role.MEMBER, organisation=trust, email="zqnurse@example.org")
    made.full_name = "Robin Zqnurse"
    made.save()
    return made


def found(manager, case, *people) -> list:
    """What is found once the case stands on the agenda and these people are invited."""
    scene.meeting_with(case, manager=manager, invited=people)
    return [(row.user, row.grounds) for row in PossibleConflict.objects.filter(case=case)]


def told(about, manager, state: str, **fields) -> Notification:
    """A notification of the death that somebody has decided about."""
    when = {"received_at": timezone.now(), "died_on": about.died_on, "decided_at": timezone.now()}
    return Notification.objects.create(
        panel=about.panel, reference=f"ZQ-{state}", state=state, decided_by=manager, **when, **fields
    )


@pytest.mark.parametrize(
    ("fields", "grounds"),
    [
        ({"jar_lead": "Dr Robin Zqnurse"}, [LISTED]),
        ({"jar_lead": "Robin Zqother"}, []),
        ({"key_worker_name": "robin zqnurse"}, [LISTED]),
        ({"key_worker_contact": "Zqnurse@example.org"}, [LISTED]),
        ({"key_worker_contact": "01632 960001"}, []),
        ({"notifier_agency": "zqhospital trust"}, [EMPLOYER]),
    ],
)
def test_what_the_notification_says(manager, case, nurse, fields, grounds):
    told(case, manager, "accepted", case=case, **fields)
    assert found(manager, case, nurse) == ([(nurse, grounds)] if grounds else [])


def test_a_notification_that_told_of_the_same_death_again(manager, case, nurse):
    again = told(case, manager, "duplicate", duplicate_of=case, notifier_email=nurse.email)
    scene.Child.objects.create(notification=again).professionals.create(role="x", organisation="Zqhospital Trust")
    assert found(manager, case, nurse) == [(nurse, [EMPLOYER, LISTED])]


@pytest.mark.parametrize(("name", "grounds"), [("Robin Zqnurse", [LISTED]), ("Robin", []), ("Robin Zqelse", [])])
def test_a_relative_with_the_whole_name_of_a_member(manager, case, nurse, name, grounds):
    scene.identify(case).relatives.create(relationship="Aunt", name=name)
    assert found(manager, case, nurse) == ([(nurse, grounds)] if grounds else [])


def test_the_organisation_of_the_key_worker_and_the_key_worker(manager, case, nurse, trust):
    worker = {"name": "Zqsomebody Else", "contact": "01632 960001", "starts_on": today(), "organisation": trust}
    key_workers.name(case_id=case.pk, new_id=uuid.uuid4(), by=manager, **worker)
    assert found(manager, case, nurse) == [(nurse, [EMPLOYER])]


STATE = InformationRequest.State


@pytest.mark.parametrize(
    ("fields", "grounds"),
    [
        ({}, [EMPLOYER]),
        ({"state": STATE.CANCELLED}, []),
        ({"state": STATE.RECEIVED, "answered_on": today()}, [EMPLOYER]),
        ({"state": STATE.NOT_KNOWN_CHILD, "answered_on": today()}, []),
        ({"state": STATE.RECEIVED, "answered_on": today(), "answered_name": "Robin Zqnurse"}, [EMPLOYER, RETURNED]),
        ({"state": STATE.RECEIVED, "answered_on": today(), "answered_via": "service", "mine": True},
         [EMPLOYER, RETURNED]),
        ({"state": STATE.RECEIVED, "answered_on": today(), "answered_via": "post", "mine": True}, [EMPLOYER]),
    ],
)  # fmt: skip
def test_an_organisation_that_was_asked(manager, case, nurse, trust, fields, grounds):
    asked = requests.ask(
        case_id=case.pk, new_id=uuid.uuid4(), by=manager, organisation=trust, respondent_name="Zqsomebody Else",
        respondent_email="zqelse@example.org",
    )  # fmt: skip
    values = {name: value for name, value in fields.items() if name != "mine"}
    mine = {"answered_by": nurse} if "mine" in fields else {}
    InformationRequest.objects.filter(pk=asked.pk).update(**values, **mine)
    assert found(manager, case, nurse) == ([(nurse, grounds)] if grounds else [])
    assert selectors.cases_for(nurse).filter(pk=case.pk).exists() is (RETURNED not in grounds)


def named_now(case, nurse) -> None:
    """The record comes to name the member."""
    scene.identify(case).professionals.create(role="Nurse", name="Zqsomebody", email=nurse.email)


def reads(case, person) -> bool:
    """Whether the case is open to somebody at a meeting."""
    return selectors.cases_for(person).filter(pk=case.pk).exists()


@pytest.mark.parametrize("step", ["release", "start", "decide", "defer"])
def test_the_record_is_asked_again(manager, case, second_case, nurse, chair, step, panel):
    panel.quorum_minimum, panel.quorum_kinds = 1, []
    panel.save()
    make = scene.opened if step in ("decide", "defer") else scene.meeting_with
    meeting = make(case, second_case, manager=manager, invited=[nurse, chair])
    assert reads(case, nurse)
    named_now(case, nurse)
    if step == "release":
        packs.release(meeting_id=meeting.pk, by=manager)
    elif step == "start":
        meetings.start(meeting_id=meeting.pk, by=chair)
    elif step == "defer":
        scene.decide(meeting, case, chair, outcome="deferred", reason="Inquest")
    else:
        with pytest.raises(NotNow, match="First settle"):
            scene.decide(meeting, case, chair)
    assert [(row.user, row.state) for row in PossibleConflict.objects.all()] == [(nurse, "open")]
    assert (reads(case, nurse), reads(second_case, nurse), reads(case, chair)) == (False, True, True)


def test_what_was_settled_is_not_asked_again(manager, case, second_case, nurse, chair):
    named_now(case, nurse)
    meeting = scene.meeting_with(case, second_case, manager=manager, invited=[nurse, chair], release=False)
    row = PossibleConflict.objects.get()
    possible.settle(
        meeting_id=meeting.pk, possible_id=row.pk, version=row.version, conflict=False, reason="A namesake", by=manager
    )
    packs.release(meeting_id=meeting.pk, by=manager)
    meetings.start(meeting_id=meeting.pk, by=chair)
    scene.decide(Meeting.objects.get(pk=meeting.pk), case, chair, outcome="deferred", reason="Inquest")
    row.refresh_from_db()
    assert row.state == PossibleConflict.State.NONE
    assert reads(case, nurse)


def test_whoever_declares_leaves_nothing_to_settle(signed_in, manager, case, second_case, nurse, chair):
    """Whether they declare it themselves or the manager records it."""
    for one in (case, second_case):
        scene.identify(one).professionals.create(role="Nurse", name="Zqsomebody", organisation="Zqhospital Trust")
    meeting = scene.opened(case, second_case, manager=manager, invited=[nurse, chair])
    assert PossibleConflict.objects.filter(state="open").count() == 2
    words = {"meeting_id": meeting.pk, "reason": "I looked after the child"}
    conflicts.declare(item_id=scene.item(meeting, case).pk, by=nurse, **words)
    conflicts.record_for(item_id=scene.item(meeting, second_case).pk, user=nurse, by=manager, **words)
    assert set(PossibleConflict.objects.values_list("state", "decided_by")) == {
        ("conflict", nurse.pk), ("conflict", manager.pk)
    }  # fmt: skip
    html = signed_in(chair).get(reverse("panels:meeting", args=[meeting.pk])).content.decode()
    assert "Possible conflicts to settle" not in html
