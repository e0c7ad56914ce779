"""A meeting is begun once and ends once, whoever writes it: the database refuses any other move."""

from itertools import permutations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from panels.actions import live, meetings
from panels.models import Meeting
from tests import scenarios_panels as scene

pytestmark = pytest.mark.django_db
STATES = ("scheduled", "open", "finalised", "cancelled")
LEADS = {("scheduled", "open"), ("scheduled", "cancelled"), ("open", "finalised")}


@pytest.fixture
def met(panel, manager):
    """``met(state)``: a meeting that came there by actions."""

    def lead(state: str) -> Meeting:
        meeting = scene.scheduled(panel, manager)
        if state == "cancelled":
            meetings.cancel(meeting_id=meeting.pk, version=meeting.version, reason="Sample", by=manager)
        if state in ("open", "finalised"):
            meetings.start(meeting_id=meeting.pk, by=manager)
        if state == "finalised":
            live.finalise(meeting_id=meeting.pk, by=manager)
        meeting.refresh_from_db()
        return meeting

    return lead


@pytest.mark.parametrize(("state", "other"), sorted(set(permutations(STATES, 2)) - LEADS))
def test_no_other_move_is_written(met, manager, state, other):
    meeting, over = met(state), dict.fromkeys(("finalised_at", "cancelled_at"))
    assert meeting.state == state
    if other in ("finalised", "cancelled"):  # as whole as a row in that state has to be
        over |= {f"{other}_at": timezone.now(), f"{other}_by": manager}
    with (
        pytest.raises(IntegrityError, match=f"a meeting that is {state} does not become {other}"),
        transaction.atomic(),
    ):
        Meeting.objects.filter(pk=meeting.pk).update(state=other, cancel_reason="Sample", **over)


@pytest.mark.parametrize("state", STATES)
def test_the_moves_of_actions_are(met, state):
    assert met(state).state == state
