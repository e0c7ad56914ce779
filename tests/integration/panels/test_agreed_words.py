"""Words that were spoken at a meeting, or never read through: they reach no library, letter or report unseen."""

import pytest

from audit.models import Event
from cases.actions import owner_words
from cases.models import Recommendation
from cases.selectors.owner_words import TEXT
from common.dates import FinancialYear, today
from panels.actions import checking, floor
from panels.models import CaseSummary, Discussion
from panels.selectors import checking as selected
from panels.selectors import floor as live_record
from panels.selectors import followup, learning, letters
from tests import scenarios_panels as scene
from tests.integration.panels.test_followup import across

NAMING, PLAIN = "Zebulon was seen before", "The child was seen before"
ROW = {
    "id": "", "text": PLAIN, "level": "local", "strength": "", "owner": "Lead nurse", "measure": "",
    "owner_email": "nurse@example.org", "due_on": today(),
}  # fmt: skip


@pytest.fixture
def named(case):
    """A case of a child with a name."""
    scene.identify(case, first_names="Zebulon", surname="Quillfeather")
    return case


def spoken(case, manager, chair, member, **said):
    """A finalised meeting at which this was said about the case."""
    meeting = scene.opened(case, manager=manager, invited=[chair, member])
    item = scene.item(meeting, case)
    base, _ = live_record.record_of(item, Discussion(item=item))
    floor.keep(meeting_id=meeting.pk, item_id=item.pk, base=base, mine={**base, **said}, by=chair)
    scene.decide(meeting, case, chair)
    scene.live.finalise(meeting_id=meeting.pk, by=chair)
    case.refresh_from_db()
    return meeting


def read_elsewhere(case, reader) -> str:
    """Everything of the case that stands in library, briefing and report."""
    theme = f"category-{case.primary_category}"
    lessons = [one.text for one in learning.lessons(case.panel, reader, theme=theme)]
    briefing = [one.text for one in learning.recommendations(case.panel, reader, theme)]
    lines = [one.text for one in followup.report_lines(case.panel, FinancialYear.of(today()))]
    return "\n".join([*lessons, *briefing, *lines])


@pytest.mark.parametrize("words", [{"text": NAMING}, {"measure": NAMING}])
def test_a_recommendation_spoken_with_a_name_waits_and_learning_does_not(named, manager, chair, member, words):
    said = {"recommendations": [{**ROW, **words}], "learning_points": [{"text": "Zqlearning", "good_practice": False}]}
    meeting = spoken(named, manager, chair, member, **said)
    row = Recommendation.objects.get(case=named)
    text = read_elsewhere(named, chair)
    assert row.words_unchecked
    assert "Zebulon" not in text
    assert "Zqlearning" in text
    assert letters.to_write(meeting, manager) == []
    assert Event.objects.filter(verb="recommendation_held_back").count() == 1
    owner_words.settle(
        recommendation_id=row.pk, version=row.version, words=PLAIN, part=TEXT, by=manager, reason="Rewritten"
    )
    assert PLAIN in read_elsewhere(named, chair)


def test_learning_spoken_with_a_name_waits_until_it_is_read_through(named, manager, chair, member):
    spoken(named, manager, chair, member, learning_points=[{"text": NAMING, "good_practice": False}])
    assert "Zebulon" not in read_elsewhere(named, chair)
    assert CaseSummary.objects.get(case=named).analysis_version is None
    for found in selected.open_findings(named, selected.passages(named), by=manager):
        place = {"source": found.passage.source, "mark": found.mark}
        checking.decide(case_id=named.pk, choice="kept", reason="Another Zebulon", by=manager, **place)
    scene.read_through(named, manager)
    assert NAMING in read_elsewhere(named, chair)


def test_plain_words_go_on_at_once(named, manager, chair, member):
    said = {"recommendations": [ROW], "learning_points": [{"text": PLAIN, "good_practice": False}]}
    meeting = spoken(named, manager, chair, member, **said)
    assert read_elsewhere(named, chair).count(PLAIN) == 3
    assert [row.text for row in letters.to_write(meeting, manager)] == [PLAIN]


def test_what_the_manager_kept_for_the_papers_is_not_asked_again(named, manager, chair, member):
    Recommendation.objects.create(
        case=named, panel=named.panel, text=NAMING, owner="x", due_on=today(), made_on=today()
    )
    scene.cleared(named, manager)
    meeting = scene.opened(named, manager=manager, invited=[chair, member])
    scene.decide(meeting, named, chair)
    scene.live.finalise(meeting_id=meeting.pk, by=chair)
    assert not Recommendation.objects.get(case=named).words_unchecked


def test_one_that_nobody_read_with_the_papers_is_held_against_the_record(named, manager, chair, member):
    meeting = scene.opened(named, manager=manager, invited=[chair, member])
    Recommendation.objects.create(
        case=named, panel=named.panel, text=NAMING, owner="x", due_on=today(), made_on=today()
    )
    scene.decide(meeting, named, chair)
    scene.live.finalise(meeting_id=meeting.pk, by=chair)
    assert Recommendation.objects.get(case=named).words_unchecked


@pytest.mark.parametrize(
    ("words", "waits"),
    [
        ({}, False),
        ({"text": "Dr Zebulon Quillfeather gives every family the leaflet"}, True),
        ({"text": "What happened on 3 May 2025 must not happen again"}, True),
        ({"measure": "NHS number 943 476 5919 is found"}, True),
        ({"measure": "9 in 10 families have it"}, False),
    ],
)
def test_one_across_cases_waits_where_its_words_look_like_somebody(panel, chair, member, words, waits):
    row = across(panel, chair, **words)
    (line,) = followup.report_lines(panel, FinancialYear.of(today()))
    assert row.words_unchecked is waits
    assert (row.text in line.text) is not waits
