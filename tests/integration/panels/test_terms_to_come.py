"""Terms that begin on a day to come: until then everything is as it was, and on the day nobody has to do anything."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Membership
from accounts.roles import Role
from common.dates import today
from common.errors import NotNow
from panels import selectors
from panels.actions import seats
from panels.models import Invitation, Seat, SeatHolding
from panels.selectors import places, register
from tests import factories
from tests import scenarios_panels as scene

LATER = timedelta(days=40)


@pytest.fixture
def begins() -> date:
    """The newcomer's first day."""
    return today() + LATER


def role_of(user) -> Membership:
    """The role with which somebody sits on the panel."""
    return Membership.objects.get(user=user, role__in=("chair", "member", "doctor"))


def fill(seat: Seat, by, user, **more) -> SeatHolding:
    """Gives the seat to somebody."""
    seat.refresh_from_db()
    return seats.fill(seat_id=seat.pk, version=seat.version, membership=role_of(user), by=by, **more)


@pytest.fixture
def seat(panel, manager, member, colleague, begins):
    """A seat that ``member`` holds and ``colleague`` takes over."""
    made = seats.add(panel=panel, new_id=uuid.uuid4(), title="Police", kind="core", by=manager)
    fill(made, manager, member)
    fill(made, manager, colleague, from_on=begins)
    return made


def terms(seat: Seat) -> list:
    """Who, from when, to when, in order."""
    return [
        (one.membership.user, one.from_on, one.to_on) for one in register.terms(seat).order_by("from_on", "created_at")
    ]


def test_the_present_holder_stays_until_the_day_before(seat, member, colleague, begins):
    assert terms(seat) == [(member, today(), begins), (colleague, begins, None)]
    (found,) = register.seats(seat.panel)
    assert [one.membership.user for one in found.held] == [member]
    assert [one.membership.user for one in found.to_come] == [colleague]
    for day, user in ((begins - timedelta(days=1), member), (begins, colleague)):
        assert SeatHolding.objects.on(day).get(seat=seat).membership.user == user


def test_the_place_follows_the_day(seat, member, colleague, begins):
    Membership.objects.filter(user=colleague).update(seat="as_required")
    before = begins - timedelta(days=1)
    for day, core in ((before, [True, False]), (begins, [False, True])):
        assert [places.is_core(role_of(user), day) for user in (member, colleague)] == core


def test_nobody_is_invited_to_a_meeting_before_their_term(panel, seat, manager, member, colleague):
    before, after = (scene.scheduled(panel, manager, days=days) for days in (LATER.days - 1, LATER.days))
    assert [one.user for one in selectors.invitable(before)] == [member]
    assert {one.user: one.place for one in selectors.invitable(after)} == {member: "as_required", colleague: "core"}
    with pytest.raises(NotNow) as refused:
        scene.invite(before, manager, member, colleague)
    assert refused.value.code == "term"
    assert not Invitation.objects.exists()
    scene.invite(after, manager, member, colleague)
    assert after.invitations.count() == 2


def test_an_invitation_from_before_does_not_count(signed_in, panel, seat, manager, member, colleague):
    SeatHolding.objects.filter(membership=role_of(colleague)).delete()
    meeting = scene.scheduled(panel, manager, days=3)
    for invited in scene.invite(meeting, manager, member, colleague):
        scene.invitations.answer(invitation_id=invited.pk, version=invited.version, reply="accepted", by=invited.user)
    assert selectors.quorum_of(meeting).present == 2
    begins = fill(seat, manager, colleague, from_on=today() + LATER).from_on
    assert selectors.quorum_of(meeting).present == 1
    html = signed_in(manager).get(reverse("panels:meeting", args=[meeting.pk])).content.decode()
    assert f"The term begins on {begins.day} {begins:%B %Y}: does not count at this meeting" in html


def test_who_has_come_before_sits_whatever_the_register_begins_with(case, manager, chair, member, begins):
    meeting = scene.opened(case, manager=manager, invited=[chair, member])
    seat = seats.add(panel=case.panel, new_id=uuid.uuid4(), title="Police", kind="core", by=manager)
    fill(seat, manager, member, from_on=begins)
    assert selectors.quorum_of(meeting).present == 2  # written down after the meeting began
    scene.decide(meeting, case, chair)
    scene.live.finalise(meeting_id=meeting.pk, by=chair)
    later = scene.scheduled(case.panel, manager, days=1)
    assert {one.user for one in selectors.invitable(later)} == {chair, member}


def test_somebody_who_deputises_sits_already(panel, manager, seat, member, colleague):
    other = seats.add(panel=panel, new_id=uuid.uuid4(), title="Ambulance", kind="core", by=manager)
    fill(other, manager, member, deputy=role_of(colleague))
    meeting = scene.scheduled(panel, manager, days=3)
    assert {one.user for one in selectors.invitable(meeting)} == {member, colleague}


def test_the_deputy_is_that_of_the_day(panel, seat, manager, member, colleague, person, begins):
    stands_in = role_of(person(Role.MEMBER, organisation=factories.organisation()))
    fill(seat, manager, colleague, from_on=begins, deputy=stands_in)
    meeting = scene.scheduled(panel, manager, days=LATER.days)
    (invitation,) = scene.invite(meeting, manager, colleague)
    assert register.deputy_of(invitation) == stands_in


def test_the_day_can_be_moved_and_the_gap_is_vacant(seat, manager, member, colleague, begins):
    week = timedelta(days=7)
    fill(seat, manager, colleague, from_on=begins + week)
    assert terms(seat) == [(member, today(), begins), (colleague, begins + week, None)]
    fill(seat, manager, colleague, from_on=begins - week)
    assert terms(seat) == [(member, today(), begins - week), (colleague, begins - week, None)]


def test_a_stand_in_until_then_leaves_the_term_to_come(seat, manager, person, member, colleague, begins):
    between = person(Role.MEMBER, organisation=factories.organisation())
    fill(seat, manager, between, to_on=begins)
    assert terms(seat)[-2:] == [(between, today(), begins), (colleague, begins, None)]
    fill(seat, manager, between)  # for good: nobody takes it over
    assert [user for user, *_ in terms(seat)] == [member, between]


@pytest.mark.parametrize("act", [seats.vacate, seats.close])
def test_a_seat_made_vacant_or_closed_is_taken_over_by_nobody(seat, manager, member, act):
    seat.refresh_from_db()
    act(seat_id=seat.pk, version=seat.version, by=manager)
    assert terms(seat) == [(member, today(), today())]


def test_a_role_that_begins_later_can_be_given_a_term_from_then(panel, seat, manager, begins):
    newcomer = factories.user()
    factories.membership(panel, newcomer, Role.MEMBER, starts_on=begins, seat="core")
    assert role_of(newcomer) in register.eligible(panel)
    for first in (None, begins - timedelta(days=1)):
        with pytest.raises(NotNow):
            fill(seat, manager, newcomer, from_on=first)
    assert fill(seat, manager, newcomer, from_on=begins).membership.user == newcomer


def test_a_role_that_ends_first_is_refused(seat, manager, member, begins):
    Membership.objects.filter(user=member).update(ends_on=begins)
    with pytest.raises(NotNow):
        fill(seat, manager, member, from_on=begins)


def test_the_database_keeps_terms_of_a_seat_apart(seat, member, begins):
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatHolding.objects.create(
            seat=seat, membership=role_of(member), from_on=begins - timedelta(days=1), to_on=begins + timedelta(days=1)
        )


def test_the_register_says_who_comes_when(signed_in, seat, manager, member, colleague, begins):
    browser, day = signed_in(manager), f"{begins.day} {begins:%B %Y}"
    last = begins - timedelta(days=1)
    html = browser.get(reverse("panels:members")).content.decode()
    assert f"Until {last.day} {last:%B %Y}; then {colleague.full_name} from {day}" in html
    html = browser.get(reverse("panels:seat_holder", args=[seat.pk])).content.decode()
    assert f"{colleague.full_name} takes it over on {day}." in html
    seat.refresh_from_db()
    data = {"version": seat.version, "membership": role_of(colleague).pk, "deputy": ""}
    moved = begins + LATER
    data |= {"from_on_day": moved.day, "from_on_month": moved.month, "from_on_year": moved.year}
    assert browser.post(reverse("panels:seat_holder", args=[seat.pk]), data).status_code == 302
    assert terms(seat)[-1] == (colleague, moved, None)
