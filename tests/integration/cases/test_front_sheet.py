"""The timeline holds what stands around a case, and the front sheet brings it together on one page."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from cases.actions import family, marks, processes, review_guests, review_meetings
from cases.identity import actions as identity
from common.dates import today
from tests import scenarios

MOTHER = {"relationship": "mother", "nhs_number": scenarios.test_nhs_number(8_800)}


@pytest.fixture
def case(panel, manager):
    """A case with something everywhere around it."""
    made = scenarios.open_case(panel, relatives=[MOTHER], child={"first_names": "Zebulon", "surname": "Quillfeather"})
    _fill(made, manager)
    other = scenarios.open_case(panel, relatives=[MOTHER], child={"first_names": "Philo", "surname": "Quillfeather"})
    identity.settle_family(case_id=made.pk, other_id=other.pk, version=0, by=manager, relation="sibling")
    return made


def _fill(case, by):
    common = {"case_id": case.pk, "by": by}
    soon = timezone.now() + timedelta(days=40)
    processes.add(
        **common, new_id=uuid.uuid4(), kind="coroner", status="open", days={"opened": today()}, lead="Officer Sample"
    )
    meeting = review_meetings.arrange(
        **common, new_id=uuid.uuid4(), starts_at=soon, ends_at=soon + timedelta(hours=1), place="Room 1"
    )
    guest = {"name": "Dr Sample", "organisation": "Sample Surgery", "email": "gp@example.org"}
    review_guests.invite(meeting_id=meeting.pk, people=[guest], by=by)
    family.add_contact(**common, new_id=uuid.uuid4(), kind="leaflet", on=today())
    asked = family.ask(**common, new_id=uuid.uuid4(), asked_on=today(), text="Why was nobody told?")
    family.answer(
        question_id=asked.pk, version=1, by=by, answer="The ward rang.", answered_on=today(), answered_in="letter"
    )
    case.refresh_from_db()
    marks.note(**common, version=case.version, days={"told": case.died_on})


def _page(client, name, case) -> str:
    return client.get(reverse(f"cases:{name}", args=[case.pk])).content.decode()


def test_the_timeline_shows_all_of_it(case, manager, signed_in):
    page = _page(signed_in(manager), "timeline", case)
    for words in (
        "Inquest opened", "Child death review meeting arranged", "Invitations to the review meeting: 1 person",
        "Family: Leaflet given", "Why was nobody told?", "The ward rang.", "In a letter",
        "GP, child health information service and others told",
    ):  # fmt: skip
        assert words in page, words


def test_the_front_sheet_brings_it_together_and_is_recorded(case, manager, signed_in):
    page = _page(signed_in(manager), "front_sheet", case)
    for words in (
        "Zebulon Quillfeather", "Philo Quillfeather", "Officer Sample", "Room 1", "Why was nobody told?",
        "Time limits", "Where the days went", "data-print",
    ):  # fmt: skip
        assert words in page, words
    assert Event.objects.filter(verb="case_viewed", case_id=str(case.pk), purpose="Front sheet").count() == 1


@pytest.mark.parametrize("role", ["chair", "member", "key_worker", "respondent", "auditor"])
def test_nobody_outside_the_office_has_a_front_sheet(case, person, signed_in, role):
    assert signed_in(person(role)).get(reverse("cases:front_sheet", args=[case.pk])).status_code == 404


@pytest.mark.parametrize("name", ["timeline", "front_sheet"])
def test_more_of_everything_takes_no_more_queries(case, manager, signed_in, name):
    def counted():
        with CaptureQueriesContext(connection) as captured:
            _page(signed_in(manager), name, case)
        return len(captured)

    counted()
    few = counted()
    for kind in ("jar", "pmrt", "psii"):
        processes.add(case_id=case.pk, new_id=uuid.uuid4(), by=manager, kind=kind, status="open")
        family.ask(case_id=case.pk, new_id=uuid.uuid4(), by=manager, asked_on=today(), text="More?")
    assert counted() <= few
