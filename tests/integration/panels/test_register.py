"""The register of the panel: seats, terms, vacancies, deputies, attendance."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Membership
from accounts.roles import Role
from common.dates import FinancialYear, today
from common.errors import NotNow, Refused, Stale
from panels.actions import seats
from panels.models import Seat, SeatHolding
from panels.selectors import register
from panels.usual_seats import USUAL
from tests import factories
from tests import scenarios_panels as scene


def held_by(user) -> Membership:
    """The role with which somebody sits on the panel."""
    return Membership.objects.current().get(user=user, role__in=("chair", "member", "doctor"))


@pytest.fixture
def seat(panel, manager):
    """A core seat for the police."""
    return seats.add(panel=panel, new_id=uuid.uuid4(), title="Police", kind="core", by=manager)


def fill(seat: Seat, by, user, **more) -> SeatHolding:
    """Gives the seat to somebody."""
    seat.refresh_from_db()
    return seats.fill(seat_id=seat.pk, version=seat.version, membership=held_by(user), by=by, **more)


def test_the_usual_seats_begin_an_empty_register_once(panel, manager):
    assert [seats.add_usual(panel=panel, by=manager) for _ in range(2)] == [len(USUAL), 0]
    found = register.seats(panel)
    assert [(one.kind, one.title) for one in found] == list(USUAL)
    assert not any(one.held for one in found)


@pytest.mark.parametrize("role", [Role.CHAIR, Role.MEMBER, Role.DOCTOR, Role.ANALYST])
def test_only_managers_and_administrators_keep_it(panel, seat, person, role):
    by = person(role)
    for act in (
        lambda: seats.add_usual(panel=panel, by=by),
        lambda: seats.add(panel=panel, new_id=uuid.uuid4(), title="X", kind="core", by=by),
        lambda: seats.vacate(seat_id=seat.pk, version=seat.version, by=by),
    ):
        with pytest.raises(Refused):
            act()


def test_an_administrator_keeps_it_too(seat, person, member):
    assert fill(seat, person(Role.ADMINISTRATOR), member).membership.user == member


def test_a_seat_is_held_by_one_person_at_a_time(seat, manager, member, colleague):
    fill(seat, manager, member)
    fill(seat, manager, colleague, deputy=held_by(member))
    (found,) = register.seats(seat.panel)
    assert [term.membership.user for term in found.held] == [colleague]
    assert found.held[0].deputy.user == member
    assert [(term.membership.user, term.to_on) for term in register.terms(seat)] == [
        (colleague, None),
        (member, today()),
    ]
    assert held_by(colleague).seat == "core"  # the invitation form asks the role: it follows the seat


def test_the_same_person_again_changes_the_term(seat, manager, member, colleague):
    later = today() + timedelta(days=300)
    fill(seat, manager, member)
    fill(seat, manager, member, deputy=held_by(colleague), to_on=later)
    (term,) = register.terms(seat)
    assert (term.deputy.user, term.to_on) == (colleague, later)


def test_a_seat_is_vacant_when_made_so_when_the_term_or_the_role_ends(seat, manager, member):
    term = fill(seat, manager, member)
    SeatHolding.objects.filter(pk=term.pk).update(from_on=today() - timedelta(days=9))
    for change in ({"to_on": today()}, {"to_on": None}):
        SeatHolding.objects.update(**change)
        assert bool(register.held(seat)) is (change["to_on"] is None)
    Membership.objects.filter(pk=term.membership_id).update(ends_on=today(), starts_on=today() - timedelta(days=9))
    assert register.held(seat) is None
    Membership.objects.filter(pk=term.membership_id).update(ends_on=None)
    seat.refresh_from_db()
    seats.vacate(seat_id=seat.pk, version=seat.version, by=manager)
    assert register.held(seat) is None


@pytest.mark.parametrize(
    ("who", "more", "code"),
    [
        ("respondent", {}, "role"),
        ("stranger", {}, "role"),
        ("member", {"deputy": "member"}, "deputy"),
        ("member", {"to_on": today()}, "term"),
    ],
)
def test_what_a_term_needs(request, seat, other_panel, manager, member, person, who, more, code):
    users = {
        "respondent": lambda: person(Role.RESPONDENT),
        "stranger": lambda: factories.person(other_panel, Role.MEMBER),
        "member": lambda: member,
    }
    given = {**more, **({"deputy": held_by(member)} if "deputy" in more else {})}
    role = users[who]().memberships.get()
    with pytest.raises(NotNow) as refused:
        seats.fill(seat_id=seat.pk, version=seat.version, membership=role, by=manager, **given)
    assert refused.value.code == code


def test_old_pages_and_double_names_are_refused(seat, manager, member):
    fill(seat, manager, member)
    with pytest.raises(Stale):
        seats.change(seat_id=seat.pk, version=1, title="Constabulary", kind="core", by=manager)
    with pytest.raises(NotNow):
        seats.add(panel=seat.panel, new_id=uuid.uuid4(), title="Police", kind="core", by=manager)


def test_a_closed_seat_leaves_the_register_and_keeps_its_past(seat, manager, member):
    fill(seat, manager, member)
    seat.refresh_from_db()
    seats.close(seat_id=seat.pk, version=seat.version, by=manager)
    assert register.seats(seat.panel) == []
    assert register.terms(seat).get().to_on == today()
    seats.add(panel=seat.panel, new_id=uuid.uuid4(), title="Police", kind="core", by=manager)


# --- pages


def test_the_register_in_the_browser(signed_in, panel, manager, member, colleague):
    browser = signed_in(manager)
    assert "The register has no seats yet" in browser.get(reverse("panels:members")).content.decode()
    assert browser.post(reverse("panels:seats_usual")).status_code == 302
    seat = Seat.objects.get(title="Police")
    url = reverse("panels:seat_holder", args=[seat.pk])
    data = {"version": seat.version, "membership": held_by(member).pk, "deputy": held_by(member).pk}
    assert "Nobody can be their own deputy" in browser.post(url, data).content.decode()
    assert browser.post(url, {**data, "deputy": held_by(colleague).pk}).status_code == 302
    html = browser.get(reverse("panels:members")).content.decode()
    assert member.full_name in html
    assert colleague.full_name in html
    assert f"{len(USUAL) - 1} of {len(USUAL)} seats vacant" in html
    for name in ("seat", "seat_change", "seat_vacate", "seat_close"):
        assert browser.get(reverse(f"panels:{name}", args=[seat.pk])).status_code == 200
    html = signed_in(member).get(reverse("panels:members")).content.decode()
    assert "Who holds it" not in html
    assert browser.get(reverse("panels:seat", args=[seat.pk])).status_code == 403


def test_the_register_costs_the_same_however_many_sit(signed_in, panel, manager, person, django_assert_max_num_queries):
    browser, counts = signed_in(manager), []
    seats.add_usual(panel=panel, by=manager)
    for number in range(2):
        for seat in Seat.objects.all()[4 * number : 4 * number + 4]:
            agency = factories.organisation()
            fill(seat, manager, person(Role.MEMBER, organisation=agency), deputy=None)
        browser.get(reverse("panels:members"))
        with django_assert_max_num_queries(40) as context:
            browser.get(reverse("panels:members"))
        counts.append(len(context.captured_queries))
    assert counts[0] == counts[1]


def test_attendance_of_a_year_by_seat(signed_in, case, manager, chair, member, colleague):
    meeting = scene.opened(case, manager=manager, invited=[chair, member, colleague])
    scene.attend(meeting, manager, member, attendance="apologies")
    scene.decide(meeting, case, chair)
    scene.live.finalise(meeting_id=meeting.pk, by=chair)
    browser, url = signed_in(chair), reverse("panels:attendance_year")
    html = browser.get(url).content.decode()
    assert "1 meeting held and finalised" in html
    assert "100%" in html
    assert "0%" in html
    last = FinancialYear.of(today()).previous.code
    assert "No meeting of this year is finalised" in browser.get(url, {"year": last}).content.decode()
    assert browser.get(url, {"year": "nonsense"}).status_code == 200
