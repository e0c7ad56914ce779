"""Attendance and membership in the report go by the seats of the register, held, vacant or not invited."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Membership
from accounts.roles import Role
from common.dates import FinancialYear, today
from panels import selectors
from panels.actions import seats
from panels.models import Meeting, Seat, SeatHolding
from panels.selectors.report import attendance_by_seat, membership_list
from reporting.annual_report import generated, snapshot
from reporting.statistics import annual_tables
from tests import factories
from tests import scenarios_panels as scene

YEAR = FinancialYear.of(today())
SUMS = ("attended", "apologies", "absent", "not_invited", "vacant")


def role_of(user) -> Membership:
    """The role with which somebody sits on the panel."""
    return Membership.objects.get(user=user, role__in=("chair", "member", "doctor"))


def seat(panel, manager, title: str, user=None, *, kind: str = "core", **more) -> Seat:
    """A seat, and perhaps who holds it."""
    made = seats.add(panel=panel, new_id=uuid.uuid4(), title=title, kind=kind, by=manager)
    if user:
        seats.fill(seat_id=made.pk, version=made.version, membership=role_of(user), by=manager, **more)
    return made


def held(panel, manager, chair, *people, came=(), **lines) -> Meeting:
    """A finalised meeting of today; ``lines`` is who sent apologies and so on."""
    case = scene.summarised(panel, manager)
    meeting = scene.opened(case, manager=manager, invited=people)
    for how, user in lines.items():
        scene.attend(meeting, manager, user, attendance=how, **({"deputy_name": "Sample"} if how == "deputy" else {}))
    scene.decide(meeting, case, chair)
    scene.live.finalise(meeting_id=meeting.pk, by=chair)
    return Meeting.objects.get(pk=meeting.pk)


@pytest.fixture
def others(person):
    """Three more members."""
    return [person(Role.MEMBER, organisation=factories.organisation()) for _ in range(3)]


def lines(panel) -> dict:
    """The lines of the year by seat, or by role where there is none."""
    return {one.seat or one.role: one for one in attendance_by_seat(panel, YEAR)}


def test_every_seat_accounts_for_every_meeting_held(panel, manager, chair, member, colleague, others):
    police, away, asked = others
    seat(panel, manager, "Chair", chair)
    seat(panel, manager, "Nurse", member)
    seat(panel, manager, "Police", police)
    seat(panel, manager, "Ambulance", away)
    seat(panel, manager, "Housing", asked, kind="as_required")
    seat(panel, manager, "Education")
    for _ in range(2):
        held(panel, manager, chair, chair, member, police, away, colleague, deputy=police, apologies=away)
    found, number = lines(panel), len(selectors.meetings_held(panel, YEAR))
    assert number == 2
    seated = [one for one in found.values() if one.seat]
    assert [one.meetings for one in seated] == [number] * 6
    assert all(sum(getattr(one, name) for name in SUMS) == number for one in seated)
    counts = {title: tuple(getattr(found[title], name) for name in ("by_deputy", *SUMS)) for title in found}
    assert counts["Nurse"] == (0, 2, 0, 0, 0, 0)
    assert counts["Police"] == (2, 2, 0, 0, 0, 0)
    assert counts["Ambulance"] == (0, 0, 2, 0, 0, 0)
    assert counts["Housing"] == (0, 0, 0, 0, 2, 0)
    assert counts["Education"] == (0, 0, 0, 0, 0, 2)
    assert [one.expected for one in (found["Housing"], found["Education"])] == [0, 2]
    (beside,) = (one for one in found.values() if not one.seat)  # came, and holds no seat
    assert (beside.meetings, beside.attended) == (2, 2)


def test_a_seat_counts_from_its_beginning_and_by_who_held_it_then(panel, manager, chair, member, colleague):
    place = seat(panel, manager, "Nurse", member)
    first = held(panel, manager, chair, chair, member, colleague)
    Meeting.objects.filter(pk=first.pk).update(starts_at=scene.moment(0, 9))
    place.refresh_from_db()
    seats.fill(
        seat_id=place.pk, version=place.version, membership=role_of(colleague), from_on=today() + timedelta(days=1),
        by=manager,
    )  # fmt: skip
    late = seat(panel, manager, "Police", member)
    SeatHolding.objects.filter(seat=late).update(from_on=today() + timedelta(days=1))
    Seat.objects.filter(pk=late.pk).update(created_at=scene.moment(1, 9))
    found = lines(panel)
    assert "Police" not in found  # not there yet
    assert (found["Nurse"].attended, found["Nurse"].meetings) == (1, 1)  # the newcomer's place is not this one
    Seat.objects.filter(pk=place.pk).update(closed_on=today())
    assert "Nurse" not in lines(panel)


def test_the_figure_has_a_row_for_each_seat(panel, manager, chair, member, colleague, others):
    seat(panel, manager, "Chair", chair)
    seat(panel, manager, "Nurse", member)
    seat(panel, manager, "Police", colleague)
    seat(panel, manager, "Housing", others[0], kind="as_required")
    seat(panel, manager, "Education")
    held(panel, manager, chair, chair, member, colleague, apologies=member)
    table = next(one for one in annual_tables(panel, YEAR) if one.key == "meetings.attendance")
    assert [(row.label, row.count, row.population) for row in table.rows] == [
        ("Chair", 1, 1), ("Nurse", 0, 1), ("Police", 1, 1), ("Education", 0, 1),
    ]  # fmt: skip
    assert table.note == "Seats were vacant at 1 of 5 places at meetings."


def test_the_list_names_seats_terms_and_vacancies(panel, manager, chair, member, colleague, doctor):
    seat(panel, manager, "Education")
    seat(panel, manager, "Nurse", member, to_on=today() + timedelta(days=10))
    seat(panel, manager, "Chair, public health", chair)
    found = [(one.seat, one.name, one.vacant) for one in membership_list(panel)]
    assert found[:3] == [
        ("Chair, public health", chair.full_name, False), ("Education", "", True), ("Nurse", member.full_name, False),
    ]  # fmt: skip
    assert {name for _, name, _ in found[3:]} == {colleague.full_name, doctor.full_name}
    listed = snapshot._members(panel, named=False)
    assert not any("name" in one for one in listed)
    (table,) = generated.membership({"members": listed, "as_at": "1 May 2026 at noon"})[1:]
    assert table.header == ("Seat", "Held by", "Agency", "Kind", "Term")
    assert [row[:2] for row in table.rows[:2]] == [("Chair, public health", "Chair"), ("Education", "Vacant")]
    assert table.rows[2][4].startswith("From ")
    assert " to " in table.rows[2][4]


def test_the_list_is_read_in_as_many_queries_for_many_seats(panel, manager, person, django_assert_num_queries):
    for number in range(5):
        seat(panel, manager, f"Seat {number}", person(Role.MEMBER, organisation=factories.organisation()))
    with django_assert_num_queries(3):
        assert len(membership_list(panel)) == 5


def test_the_page_of_the_year_shows_vacancies(signed_in, panel, manager, chair, member):
    seat(panel, manager, "Chair", chair)
    seat(panel, manager, "Education")
    held(panel, manager, chair, chair, member)
    html = signed_in(chair).get(reverse("panels:attendance_year")).content.decode()
    for words in ("Education", "Not invited", "Vacant", "no seat on the register"):
        assert words in html
