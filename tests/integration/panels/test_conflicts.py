"""Possible conflicts: found in the record, settled by somebody else, and what a conflict closes."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.models import Event
from cases.actions import requests, steps
from cases.involvement import Ground
from cases.models import Case, CaseGrant
from cases.workflow import Step
from common.errors import NotNow, Refused, Stale
from panels import selectors
from panels.actions import agenda, conflicts, grants, live, possible
from panels.models import Conflict, Minutes, PossibleConflict
from tests import factories
from tests import scenarios_panels as scene


@pytest.fixture
def employer():
    """Where a member and a professional both work."""
    return factories.organisation(name="Zqhospital Trust")


@pytest.fixture
def nurse(person, employer):
    """A member who works there."""
    made = person(Role.MEMBER, organisation=employer, email="zqnurse@example.org")
    made.full_name = "Robin Zqnurse"
    made.save()
    return made


def named(case, **fields):
    """The record names a professional."""
    child = scene.identify(case, first_names="Zqchild")
    values = {"role": "Nurse", "name": "Zqsomebody Else", "organisation": "Zqelsewhere", "email": "", **fields}
    return child.professionals.create(**values)


def listed(case, manager, *people):
    """The case on an agenda, with these people invited."""
    return scene.meeting_with(case, manager=manager, invited=people)


@pytest.mark.parametrize(
    ("fields", "grounds"),
    [
        ({}, []),
        ({"email": "ZQnurse@example.org"}, [Ground.LISTED]),
        ({"name": "Dr ROBIN  Zqnurse"}, [Ground.LISTED]),
        ({"name": "Zqnurse"}, []),
        ({"name": "Robin Zqnurse-Other"}, []),
        ({"organisation": " zqhospital  trust"}, [Ground.EMPLOYER]),
        ({"organisation": "Zqhospital Trust", "email": "zqnurse@example.org"}, [Ground.EMPLOYER, Ground.LISTED]),
        ({"organisation": ""}, []),
    ],
)
def test_what_the_record_says_of_a_member(manager, case, nurse, chair, fields, grounds):
    named(case, **fields)
    listed(case, manager, nurse, chair)
    found = PossibleConflict.objects.filter(case=case)
    assert [(row.user, row.grounds) for row in found] == ([(nurse, sorted(grounds))] if grounds else [])


def test_somebody_who_answered_for_an_agency(manager, case, nurse, employer):
    asked = requests.ask(
        case_id=case.pk, new_id=case.pk, by=manager, organisation=employer, respondent_name="R. Zqnurse",
        respondent_email=nurse.email,
    )  # fmt: skip
    scene.identify(case)
    requests.receive(request_id=asked.pk, version=asked.version, by=manager, on=asked.asked_on, via="post", text="x")
    listed(case, manager, nurse)
    assert PossibleConflict.objects.get().grounds == [Ground.EMPLOYER, Ground.RETURNED]


def reads(case, person) -> bool:
    """Whether the case is open to somebody at a meeting."""
    return selectors.cases_for(person).filter(pk=case.pk).exists()


@pytest.mark.parametrize(("fields", "open_meanwhile"), [({"email": "zqnurse@example.org"}, False),
                                                        ({"organisation": "Zqhospital Trust"}, True)])  # fmt: skip
def test_a_part_in_the_case_shuts_it_until_it_is_settled(manager, case, nurse, fields, open_meanwhile):
    named(case, **fields)
    listed(case, manager, nurse)
    assert reads(case, nurse) is open_meanwhile


def settle(row, meeting, by, conflict=True, reason="Talked to the member") -> PossibleConflict:
    """Decides it."""
    return possible.settle(
        meeting_id=meeting.pk, possible_id=row.pk, version=row.version, conflict=conflict, reason=reason, by=by
    )


@pytest.fixture
def setting(manager, case, second_case, nurse, chair):
    """A meeting with a member whom the record of the first case names."""
    named(case, email=nurse.email)
    meeting = scene.opened(case, second_case, manager=manager, invited=[nurse, chair])
    return meeting, PossibleConflict.objects.get()


def test_a_conflict_closes_the_case_and_takes_the_seat_from_its_quorum(setting, manager, case, nurse):
    meeting, row = setting
    before = selectors.quorum_of(meeting, case).present
    settle(row, meeting, manager)
    assert (reads(case, nurse), selectors.quorum_of(meeting, case).present) == (False, before - 1)
    assert Conflict.objects.get().user == nurse


def test_no_conflict_opens_the_case(setting, chair, case, nurse):
    meeting, row = setting
    settle(row, meeting, chair, conflict=False)
    assert reads(case, nurse)
    assert not Conflict.objects.exists()


def test_what_is_settled_stays_settled_unless_the_record_says_more(setting, manager, chair, case, nurse):
    meeting, row = setting
    settle(row, meeting, manager, conflict=False)
    possible.look(meeting=meeting, cases=[case], users=[nurse])
    row.refresh_from_db()
    assert row.state == PossibleConflict.State.NONE
    case_child = scene.Child.objects.get(case=case)
    case_child.professionals.create(role="x", name="Zqsomebody New", organisation="Zqhospital Trust")
    possible.look(meeting=meeting, cases=[case], users=[nurse])
    row.refresh_from_db()
    assert row.state == PossibleConflict.State.OPEN


def test_nothing_is_decided_over_an_open_question(setting, manager, case, panel):
    meeting, row = setting
    panel.quorum_minimum, panel.quorum_kinds = 1, []
    panel.save()
    with pytest.raises(NotNow, match="First settle"):
        scene.decide(meeting, case, manager)
    scene.decide(meeting, case, manager, outcome="deferred", reason="Inquest")


def test_settling_is_refused(setting, manager, chair, nurse, member, case):
    meeting, row = setting
    for by in (nurse, member):
        with pytest.raises(Refused):
            settle(row, meeting, by)
    with pytest.raises(NotNow):
        settle(row, meeting, manager, reason=" ")
    settle(row, meeting, manager)
    with pytest.raises(NotNow):
        settle(row, meeting, chair, conflict=False)
    conflicts.declare(meeting_id=meeting.pk, item_id=scene.item(meeting, case).pk, reason="Kin", by=chair)
    row.refresh_from_db()
    with pytest.raises(Refused):
        settle(row, meeting, chair, conflict=False)


def test_an_old_page_settles_nothing(setting, manager):
    meeting, row = setting
    PossibleConflict.objects.update(version=5)
    with pytest.raises(Stale):
        settle(row, meeting, manager)


def test_nobody_settles_their_own(manager, case, chair):
    """Not even the chair, from the page or past it."""
    named(case, email=chair.email)
    meeting = scene.opened(case, manager=manager, invited=[chair])
    with pytest.raises(Refused, match="Somebody else"):
        settle(PossibleConflict.objects.get(), meeting, chair, conflict=False)


def test_the_page_says_why_and_names_nobody_of_the_record(setting, signed_in, chair, manager, nurse):
    meeting, row = setting
    browser = signed_in(chair)
    page = browser.get(reverse("panels:meeting", args=[meeting.pk])).content.decode()
    url = reverse("panels:settle_conflict", args=[meeting.pk, row.pk])
    assert url in page
    html = page + browser.get(url).content.decode()
    assert "is named in the record" in html
    assert "Zqchild" not in html
    assert "Zqsomebody" not in html
    assert browser.post(url, {"version": row.version, "conflict": "yes", "reason": "True"}).status_code == 302
    assert Conflict.objects.count() == 1


def test_members_and_people_in_conflict_find_no_question(setting, signed_in, nurse, chair, case):
    meeting, row = setting
    url = reverse("panels:settle_conflict", args=[meeting.pk, row.pk])
    assert signed_in(nurse).get(url).status_code == 404
    conflicts.declare(meeting_id=meeting.pk, item_id=scene.item(meeting, case).pk, reason="Kin", by=chair)
    browser = signed_in(chair)
    assert browser.get(url).status_code == 404
    assert url not in browser.get(reverse("panels:meeting", args=[meeting.pk])).content.decode()


def test_there_is_no_way_back_from_a_conflict(setting, manager, nurse, case):
    """Neither another meeting, nor another invitation, nor the manager opens the case again."""
    meeting, row = setting
    settle(row, meeting, manager)
    scene.decide(meeting, case, manager, outcome="deferred", reason="Inquest")
    scene.decide(meeting, Case.objects.exclude(pk=case.pk).get(), manager, outcome="deferred", reason="Inquest")
    live.finalise(meeting_id=meeting.pk, by=manager)
    steps.take(case_id=case.pk, step=Step.PREPARE, by=manager)
    later = scene.scheduled(case.panel, manager, days=7)
    scene.invite(later, manager, nurse)
    agenda.add(meeting_id=later.pk, case_id=case.pk, by=manager)
    assert not reads(case, nurse)
    assert not CaseGrant.objects.filter(user=nurse, content_object=case, meeting_key=later.pk).exists()


def test_the_trail_says_what_was_found_and_what_was_settled(setting, manager):
    meeting, row = setting
    settle(row, meeting, manager)
    said = list(
        Event.objects.filter(verb__startswith="possible_conflict").order_by("pk").values_list("verb", flat=True)
    )
    assert said == ["possible_conflict_found", "possible_conflict_settled"]


def test_an_item_that_is_shut_stays_shut_in_the_minutes(setting, manager, nurse, case, second_case, signed_in):
    meeting, row = setting
    for one in (case, second_case):
        scene.decide(meeting, one, manager, outcome="deferred", reason=f"Zqreason of {one.reference}")
    live.finalise(meeting_id=meeting.pk, by=manager)
    Minutes.objects.update(state=Minutes.State.SENT, sent_at=timezone.now())
    html = signed_in(nurse).get(reverse("panels:minutes", args=[meeting.pk])).content.decode()
    assert f"Zqreason of {second_case.reference}" in html
    assert f"Zqreason of {case.reference}" not in html


def test_a_question_asked_again_shuts_a_case_that_was_open(setting, manager, nurse, case):
    meeting, row = setting
    settle(row, meeting, manager, conflict=False)
    assert reads(case, nurse)
    scene.Child.objects.get(case=case).professionals.create(role="x", name="Zq New", organisation="Zqhospital Trust")
    grants.open_cases(meeting=meeting, cases=[case], users=[nurse], by=manager)
    assert not reads(case, nurse)


def test_somebody_invited_after_the_decision_is_asked_about_before_the_end(
    manager, chair, member, nurse, case, second_case, panel
):
    panel.quorum_minimum, panel.quorum_kinds = 1, []
    panel.save()
    meeting = scene.opened(case, second_case, manager=manager, invited=[chair, member])
    for one in (case, second_case):
        scene.decide(meeting, one, chair)
    named(case, email=nurse.email)
    scene.invite(meeting, manager, nurse)
    with pytest.raises(NotNow, match="First settle"):
        live.finalise(meeting_id=meeting.pk, by=chair)
    settle(PossibleConflict.objects.get(), meeting, manager, conflict=False)
    assert live.finalise(meeting_id=meeting.pk, by=chair).state == "finalised"


def test_the_quorum_of_an_item_that_is_shut_is_not_told(panel, manager, chair, member, case, second_case, signed_in):
    panel.quorum_minimum, panel.quorum_kinds = 5, []
    panel.save()
    named(case, email=chair.email)
    meeting = scene.opened(case, second_case, manager=manager, invited=[chair, member])
    where = reverse("panels:meeting", args=[meeting.pk])

    def positions(person) -> list[int]:
        return [position for position, _ in signed_in(person).get(where).context["not_quorate"]]

    assert (positions(manager), positions(chair)) == ([1, 2], [2])


def test_somebody_elses_conflict_in_an_item_that_is_shut_is_not_told(manager, chair, member, case, signed_in):
    named(case, email=chair.email)
    meeting = scene.meeting_with(case, manager=manager, invited=[chair, member])
    item = scene.item(meeting, case)
    conflicts.declare(meeting_id=meeting.pk, item_id=item.pk, reason="Zqkin", by=member)
    where = reverse("panels:meeting", args=[meeting.pk])
    told = [case.reference in signed_in(one).get(where).content.decode() for one in (manager, chair)]
    assert told == [True, False]
