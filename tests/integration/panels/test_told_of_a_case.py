"""Who hears of a case by email: nobody to whom it is closed, and nobody of whom it is not settled."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import OutgoingMessage
from accounts.roles import Role
from audit.recording import SYSTEM
from cases import chasers
from cases.actions import owner_reminders, reminders
from cases.models import Recommendation
from cases.selectors.reminders import chairs_of
from cdop.demo import clock
from common.dates import today, working_days_from
from panels.actions import conflicts, possible
from panels.models import PossibleConflict
from tests import scenarios_panels as scene
from tests.integration.panels.test_followup import reviewed
from tests.integration.panels.test_owner_reminders import made
from tests.scenarios_requests import ask

LAST = list(chasers.REQUESTS.steps.values())[-1]
"""The step with which the chair is told."""


def told(event: str) -> set[str]:
    """To whom an email went."""
    return set(OutgoingMessage.objects.filter(event=event).values_list("recipient", flat=True))


@pytest.fixture
def row(panel, manager):
    """A recommendation of today."""
    return made(panel, manager)


@pytest.fixture
def second_chair(person):
    """Somebody whom nothing keeps from the case."""
    return person(Role.CHAIR)


@pytest.fixture
def named(case, chair):
    """The record names the chair among those who had a part in the case."""
    child = scene.identify(case, first_names="Zqchild")
    return child.professionals.create(role="Doctor", name="Zq", organisation="Zqelsewhere", email=chair.email.upper())


def declared(case, manager, chair) -> None:
    """The chair says so."""
    meeting = scene.meeting_with(case, manager=manager, invited=[chair])
    item = scene.item(meeting, case)
    conflicts.declare(meeting_id=meeting.pk, item_id=item.pk, reason="Kin", by=chair)


def unsettled(case, manager, chair) -> None:
    """The service has asked, and nobody has answered."""
    scene.meeting_with(case, manager=manager, invited=[chair])
    assert PossibleConflict.objects.get(user=chair).personal


def not_asked(case, manager, chair) -> None:
    """The case was at no meeting yet: the record names the chair all the same."""


def settled(case, manager, chair) -> None:
    """It is settled that there is no conflict, and the case is open to the chair."""
    meeting = scene.meeting_with(case, manager=manager, invited=[chair])
    row = PossibleConflict.objects.get(user=chair)
    possible.settle(
        meeting_id=meeting.pk, possible_id=row.pk, version=row.version, conflict=False, reason="Another", by=manager
    )


HEARS = {declared: False, unsettled: False, not_asked: False, settled: True}


@pytest.mark.parametrize("how", HEARS, ids=lambda how: how.__name__)
def test_a_chair_is_told_of_a_late_agency_only_where_nothing_speaks_against_it(
    how, manager, chair, second_chair, case, named
):
    due = today() - timedelta(days=LAST.days)
    asked_on = due - timedelta(days=14)
    with clock.on(asked_on):
        asked = ask(case, manager, due_on=due, asked_on=asked_on)
    for days in range(-9, LAST.days):
        with clock.on(due + timedelta(days=days)):
            reminders.take(request_id=asked.pk, by=SYSTEM)
    assert not told("request_chair")
    how(case, manager, chair)
    assert reminders.take(request_id=asked.pk, by=SYSTEM)
    assert told("request_chair") == {second_chair.email, *([chair.email] if HEARS[how] else [])}


@pytest.mark.parametrize("part", [True, False])
def test_a_chair_is_told_of_a_late_recommendation_only_without_a_part_in_its_case(
    part, panel, manager, chair, second_chair, row
):
    case = reviewed(panel, manager, second_chair)
    if part:
        scene.identify(case).professionals.create(role="Doctor", email=chair.email, organisation="Zq")
    Recommendation.objects.filter(pk=row.pk).update(case=case)
    for days in (20, 30):
        with clock.on(working_days_from(row.due_on, days)):
            owner_reminders.take(recommendation_id=row.pk, by=SYSTEM)
    assert told("action_chair") == {second_chair.email, *([] if part else [chair.email])}


def test_where_every_chair_had_a_part_a_manager_is_told(manager, chair, case, named):
    assert chairs_of(case.panel_id, case) == [manager.email]


def test_of_what_belongs_to_no_case_every_chair_hears(panel, chair, second_chair, named):
    assert chairs_of(panel.pk, None) == sorted([chair.email, second_chair.email])


MEETING = ("meeting_invitation", "agenda_ready", "agenda_changed", "meeting_changed", "urgent_access_opened")


@pytest.mark.parametrize("event", MEETING)
def test_what_goes_to_a_whole_meeting_says_nothing_of_any_case(event):
    """Its readers may be in conflict: there is no place in it for a case."""
    text = (Path(settings.BASE_DIR) / "templates/emails" / f"{event}.txt").read_text()
    assert not re.search(r"reference|case\.|item|position", text)
