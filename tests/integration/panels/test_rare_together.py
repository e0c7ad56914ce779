"""Two chosen answers of which neither tells anything, and both together point at one family."""

import pytest

from cases.actions import responses
from common.errors import NotNow
from panels.actions import answers, checking, packs
from panels.models import ChosenAnswer
from panels.selectors import checking as words
from tests import scenarios_forms
from tests import scenarios_panels as scene

SAID = {
    **scenarios_forms.REPORT,
    "event_narrative": "She had a rare metabolic disorder and fell ill on the ward.",
    "respondent_role": "Health visitor of the island",
}
DECIDE = {"kept": {"reason": "Common where they live"}, "accepted": {}, "rewritten": {"words": "an illness"}}


@pytest.fixture
def report(case, manager):
    """A reporting form of the case, sent."""
    made = scenarios_forms.filled(case, manager, "reporting", **SAID)
    return responses.submit(response_id=made.pk, version=made.version, by=manager)


def choose(case, manager, report, *keys: str) -> list:
    """Chooses these answers; what waits for a decision then."""
    report.refresh_from_db()
    answers.choose(case_id=case.pk, response_id=report.pk, version=report.version, keys=keys, by=manager)
    return words.open_findings(case, words.passages(case), by=manager)


def test_either_alone_is_found_nothing_of(case, manager, report):
    assert choose(case, manager, report, "event_narrative") == []
    assert choose(case, manager, report, "respondent_role") == []


@pytest.mark.parametrize("choice", list(DECIDE))
def test_both_together_wait_for_a_decision_and_hold_the_papers_back(case, manager, report, choice):
    meeting = scene.meeting_with(case, manager=manager, release=False)
    (found,) = choose(case, manager, report, "event_narrative", "respondent_role")
    assert (found.words, found.hit.kind) == ("rare metabolic disorder", "combination")
    assert "another answer" in found.hit.what
    with pytest.raises(NotNow):
        packs.release(meeting_id=meeting.pk, by=manager)
    where = {"case_id": case.pk, "source": found.passage.source, "mark": found.mark}
    assert checking.decide(**where, choice=choice, by=manager, **DECIDE[choice]) == 1
    assert words.open_findings(case, words.passages(case), by=manager) == []
    kept = "rare metabolic" in ChosenAnswer.objects.get(question="event_narrative").text
    assert kept is (choice == "kept")
