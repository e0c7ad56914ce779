"""The search by name, number and reference, and what the database keeps so that it stays on an index."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.urls import reverse

from accounts.roles import Role
from cases.actions import erasing
from cases.identity import actions as identity
from cases.identity import search
from cases.identity.models import Child, NamePart
from cases.models import InformationRequest, Notification
from common import wall
from tests import factories, scenarios
from tests import scenarios_requests as gathering

pytestmark = pytest.mark.django_db
CHILD = {"first_names": "Zoë Łucja", "surname": "O’Quill-D'Feather", "aliases": "Baby Straße"}


@pytest.fixture
def named(panel, manager):
    return scenarios.open_case(panel, by=manager, child=CHILD)


@pytest.fixture
def found(panel, manager):
    """Which cases are found by these words."""
    return lambda words, by=manager: [case for case, _ in search.search(words, by=by, panel=panel)]


@pytest.fixture
def behind_the_wall(panel):
    """The application's role, opened to the panel."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE cdop_app")
        with wall.only([panel.pk]):
            yield
        cursor.execute("RESET ROLE")


@pytest.mark.parametrize(
    "words",
    [
        "zoe", "ZOË", "Zo", "lucja", "Łuc", "oquill", "o'quill", "o’quill", "quill", "feather", "dfeath", "d’feather",
        "o'quill-d'feather", "oquilldfeather", "feather zoe", "zoë  quill str", "baby", "strasse", "Straße",
        "zoe, quill",
    ],
)  # fmt: skip
def test_words_are_found_by_their_beginnings(named, found, words):
    assert found(words) == [named]


@pytest.mark.parametrize("words", ["oe", "uill", "zoez", "zoe quilt", "%", "_", "-", "' '", "\U0010ffff", "999"])
def test_nothing_else_is_found(named, found, words):
    assert found(words) == []


def test_each_word_has_to_stand_in_the_names_of_one_child(panel, named, found):
    scenarios.open_case(panel, child={"first_names": "Ada", "surname": "Quill"})
    assert found("zoe ada") == []
    assert len(found("quill")) == 2


@pytest.mark.parametrize("cut", ["whole", "small letters", "beginning", "without the panel's code"])
def test_a_reference_is_found_by_its_beginning(named, found, cut):
    whole = named.reference
    words = {"whole": whole, "small letters": whole.lower(), "beginning": whole[:-1]}
    assert found(words.get(cut, whole.split("-", 1)[1])) == [named]
    assert found(whole[1:]) == []


def test_who_manages_two_panels_finds_the_cases_of_both(panel, other_panel, manager, named, found):
    there = scenarios.open_case(other_panel, child={"surname": "Quillon"})
    assert found("quil") == [named]
    factories.membership(other_panel, manager, Role.MANAGER)
    del manager.current_memberships
    assert set(found("quil")) == {named, there}
    assert found(there.reference.split("-", 1)[1].lower())


def test_a_doctor_finds_the_cases_of_the_named_areas(panel, named, found):
    doctor = factories.person(panel, Role.DOCTOR)
    assert found("zoe", doctor) == []
    near = factories.person(panel, Role.DOCTOR, areas=[named.local_authority])
    assert found("zoe", near) == [named]


def test_a_corrected_name_is_found_and_the_earlier_no_more(named, found, manager):
    child = Child.objects.get(case=named)
    identity.change_child(case_id=named.pk, version=child.version, by=manager, surname="Brook")
    assert (found("brook"), found("quill"), found("zoe")) == ([named], [], [named])


def test_an_erased_child_leaves_no_word(named, found):
    assert NamePart.objects.exists()
    erasing.erase([named])
    assert not NamePart.objects.exists()


def test_a_child_is_of_the_panel_of_its_notification_and_then_of_its_case(panel, manager):
    notification = scenarios.notified(panel)
    assert Child.objects.get(notification=notification).panel_id == panel.pk
    case = scenarios.open_case(panel, by=manager, notification=notification)
    assert Child.objects.get(case=case).panel_id == panel.pk


def test_a_notification_that_moves_takes_the_child_and_its_names_along(panel, other_panel):
    notification = scenarios.notified(panel)
    Notification.objects.filter(pk=notification.pk).update(panel=other_panel)
    child = Child.objects.get(notification=notification)
    assert child.panel_id == other_panel.pk
    assert set(NamePart.objects.filter(child=child).values_list("panel", flat=True)) == {other_panel.pk}


def test_nobody_says_another_panel(panel, other_panel, manager, named):
    asked = gathering.ask(named, manager)
    Child.objects.update(panel=other_panel)
    InformationRequest.objects.update(panel=other_panel)
    asked.refresh_from_db()
    assert {Child.objects.get(case=named).panel_id, asked.panel_id} == {panel.pk}


def test_behind_the_wall_no_child_is_written_for_another_panel(panel, other_panel, behind_the_wall):
    with wall.everything():
        there = scenarios.open_case(other_panel)
        Child.objects.filter(case=there).delete()
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Child.objects.create(case=there, surname="Wrong")


def test_behind_the_wall_another_panels_words_are_not_there(panel, other_panel, named, behind_the_wall):
    with wall.everything():
        scenarios.open_case(other_panel, child={"surname": "Quillon"})
    assert set(NamePart.objects.values_list("panel", flat=True)) == {panel.pk}
    assert not NamePart.objects.filter(part="quillon").exists()


def _plan(rows) -> str:
    """What an index answers, with the walk through the table made dear: a handful of rows is one page."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    return rows.explain()


@pytest.fixture
def many_words(named):
    """So many words that the planner has something to choose by."""
    child = Child.objects.get(case=named)
    words = (NamePart(panel_id=child.panel_id, child=child, part=f"word{number}") for number in range(3000))
    NamePart.objects.bulk_create(words)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_namepart")


def test_a_search_by_name_is_answered_by_the_index_of_the_words(manager, many_words, behind_the_wall):
    plan = _plan(search._named("quill", manager))
    assert "name_part_once" in plan
    assert "part >= 'quill'" in plan.split("name_part_once", 1)[1].split("Index Cond:", 1)[1].splitlines()[0]


def test_the_help_says_that_beginnings_are_found(manager, signed_in):
    assert b"beginning" in signed_in(manager).get(reverse("cases:search")).content
