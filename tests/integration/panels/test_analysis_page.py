"""The analysis form at the meeting: for the chair, without identity, and only with checked words."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from cases.models import Analysis
from panels import selectors
from panels.actions import conflicts
from tests import scenarios_casework
from tests import scenarios_panels as scene


@pytest.fixture
def meeting(case, manager, chair, member):
    """A meeting going on, two people present."""
    return scene.opened(case, manager=manager, invited=[chair, member])


@pytest.fixture
def url(meeting, case):
    """The form's address."""
    return reverse("panels:analysis", args=[meeting.pk, scene.item(meeting, case).pk])


def filled(case, **changes) -> dict:
    """What the browser sends."""
    data = {"version": selectors.analysis_of(case).version, "certificate": "neonatal", "categories": [9]}
    data |= {"modifiability": "none", "cause_understood": "Sepsis"}
    for prefix in ("factors", "learning_points", "recommendations"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return data | changes


def test_the_chair_changes_the_analysis_and_everybody_reads_it(signed_in, chair, url, case):
    browser = signed_in(chair)
    assert browser.get(url).status_code == 200
    assert browser.post(url, filled(case)).status_code == 302
    form = Analysis.objects.get(case=case)
    assert (form.cause_understood, form.categories.get().category) == ("Sepsis", 9)
    assert selectors.summary_of(case).analysis_version == form.version


def test_somebody_else_saved_first(signed_in, chair, manager, url, case):
    old = filled(case)
    browser = signed_in(chair)
    browser.post(url, filled(case, cause_understood="Theirs"))
    answer = browser.post(url, old)
    assert answer.status_code == 409
    assert Analysis.objects.get(case=case).cause_understood == "Theirs"


def test_unchecked_words_stay_closed_to_the_chair(signed_in, chair, manager, url, case):
    scenarios_casework.with_analysis(case, by=manager, cause_understood="Robin's illness")
    answer = signed_in(chair).get(url)
    assert answer.status_code == 409
    assert "Robin" not in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_members_do_not_write_it(signed_in, member, url, method):
    assert getattr(signed_in(member), method)(url).status_code == 403


def test_a_conflict_closes_it_too(signed_in, chair, meeting, url, case):
    conflicts.declare(meeting_id=meeting.pk, item_id=scene.item(meeting, case).pk, reason="Kin", by=chair)
    assert signed_in(chair).get(url).status_code == 404


def test_before_the_meeting_nothing_is_saved(signed_in, panel, manager, person, case):
    chair = person(Role.CHAIR)
    meeting = scene.meeting_with(case, manager=manager, invited=[chair])
    url = reverse("panels:analysis", args=[meeting.pk, scene.item(meeting, case).pk])
    assert signed_in(chair).post(url, filled(case)).status_code == 409
