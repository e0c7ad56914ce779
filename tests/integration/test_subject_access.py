"""Where a living person is named: every table is searched, for whom, within which panel, and what the trail keeps."""

import uuid

import pytest
from django.apps import apps
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from cases.actions import access, notes
from cdop.subject_access import actions
from cdop.subject_access.places import NOT_SEARCHED, PLACES
from common.dates import today
from common.errors import Refused
from common.mentions import columns, words_of
from tests import factories, scenarios

pytestmark = pytest.mark.django_db
PAGE = reverse("named")
MOTHER = {"relationship": "Mother", "name": "Samantha O’Sample"}


def sought(panel, by, name="Samantha O’Sample") -> actions.Found:
    return actions.search(panel=panel, sought=name, request="SAR-014", by=by)


@pytest.fixture
def case(panel):
    """A case whose child’s mother is called Samantha O’Sample."""
    return scenarios.open_case(panel, relatives=[MOTHER])


@pytest.fixture
def auditor(person):
    """Who answers for information governance."""
    return person(Role.AUDITOR)


def test_every_table_with_words_is_searched_or_has_a_reason():
    models = [
        m for name in ("accounts", "cases", "panels", "reporting") for m in apps.get_app_config(name).get_models()
    ]
    with_words = {model._meta.label for model in models if columns(model)}
    listed = [place.table for place in PLACES]
    assert len(listed) == len(set(listed))
    assert with_words - set(listed) == set(NOT_SEARCHED)
    assert set(listed) <= with_words


def test_every_path_of_the_list_leads_somewhere(panel, auditor):
    """A path that is none would be an error of the database's driver; nobody is called this."""
    assert sought(panel, auditor, "Zzyzx Quux") == actions.Found([], [])


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Samantha O’Sample", True),
        ("o’sample, samantha", True),
        ("Samantha O'Sample", True),
        ("Sam O’Sample", False),
        ("Samantha Sample", True),
        ("Samantha .*", False),
    ],
)
def test_ways_of_writing_a_name(case, panel, auditor, name, found):
    assert bool(sought(panel, auditor, name).records) is found


def test_each_place_of_a_case_is_said_once(case, panel, manager, auditor):
    for _ in range(2):
        notes.add(
            case_id=case.pk, new_id=uuid.uuid4(), text="Spoke with Samantha O’Sample.", happened_on=today(), by=manager
        )
    [one] = sought(panel, auditor).records
    assert (one.reference, one.opens) == (case.reference, False)
    assert one.places == ["Notes", "Parents, carers, brothers and sisters"]
    assert [one.opens for one in sought(panel, manager).records] == [True]


def test_a_notification_that_is_no_case_yet(panel, auditor):
    waiting = scenarios.notified(panel, notifier_name="Samantha O’Sample")
    assert [(one.reference, one.places) for one in sought(panel, auditor).records] == [
        (waiting.reference, ["Notification"])
    ]


def test_people_with_accounts_by_email(panel, auditor, member):
    assert sought(panel, auditor, member.email).elsewhere == ["People with an account"]


def test_another_panel_finds_nothing(case, other_panel):
    assert sought(other_panel, factories.person(other_panel, Role.AUDITOR)) == actions.Found([], [])


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.AUDITOR, Role.MANAGER)])
def test_nobody_else_searches(panel, person, role):
    with pytest.raises(Refused):
        sought(panel, person(role))


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.MANAGER])
def test_a_case_closed_by_a_conflict_is_not_in_the_answer(case, panel, person, role):
    one = person(role)
    access.exclude(case=case, user=one, by=person(Role.MANAGER), reason="Treated the child")
    assert sought(panel, one) == actions.Found([], [])
    assert not Event.objects.filter(verb="person_found").exists()


def test_the_trail_says_who_looked_and_where_and_not_for_whom(case, panel, auditor):
    sought(panel, auditor)
    assert Event.objects.get(verb="person_sought").details == {"request": "SAR-014", "records": 1, "elsewhere": 0}
    told = Event.objects.get(verb="person_found")
    assert (told.actor_id, told.case_id, told.details) == (str(auditor.pk), str(case.pk), {"request": "SAR-014"})
    assert not any("Samantha" in str(event.__dict__) for event in Event.objects.filter(verb__startswith="person_"))


def test_the_page_shows_places_and_nothing_that_is_written_there(case, panel, auditor, signed_in):
    asked = {"sought": "Samantha O’Sample", "request": "SAR-014"}
    text = signed_in(auditor).post(PAGE, asked, follow=True).content.decode()
    assert "Named in 1 record of a death." in text
    assert case.reference in text
    assert "Mother" not in text
    assert reverse("cases:case", args=[case.pk]) not in text
    assert "Samantha" not in str(dict(signed_in(auditor).session))


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"sought": "Samantha", "request": "SAR-1"}, "Enter a first name and a surname, or an email address"),
        ({"sought": "", "request": "SAR-1"}, "Enter the name or the email address of the person"),
        ({"sought": "Samantha O’Sample", "request": ""}, "Enter your reference of the request"),
        ({"sought": "Samantha O’Sample", "request": "Samantha"}, "Enter a reference that does not name the person"),
    ],
)
def test_what_is_asked_first(auditor, signed_in, posted, said):
    assert said in signed_in(auditor).post(PAGE, posted, follow=True).content.decode()
    assert not Event.objects.filter(verb="person_sought").exists()


def test_words():
    assert words_of(" O’Sample,  Samantha; ") == ["O’Sample", "Samantha"]
