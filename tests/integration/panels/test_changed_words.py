"""Changed words of a recommendation: read by those who lead, and by nobody else until the CDR manager settles them."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cases.actions import owner_links, owner_words, recommendations
from cases.models import Recommendation
from cases.selectors.owner_words import TEXT
from common.dates import FinancialYear, today
from common.errors import NotNow, Refused
from panels.selectors import followup, learning, letters
from tests import scenarios_panels as scene
from tests.integration.panels.test_followup import reviewed

BEFORE, AFTER = "Every ward gives the leaflet", "Every ward gives the leaflet to both parents"
NAMING = "Told to Zebulon Quillfeather, NHS number 943 476 5919"


@pytest.fixture
def reviewed_case(panel, manager, chair):
    """A case that the panel has reviewed."""
    return reviewed(panel, manager, chair)


@pytest.fixture
def row(reviewed_case, manager) -> Recommendation:
    """One that was checked with the analysis of its case."""
    found = reviewed_case.recommendations
    kept = found.get(text="From the case")
    found.exclude(pk=kept.pk).delete()
    found.update(text=BEFORE, owner="Lead nurse", owner_email="lead.nurse@example.org")
    return found.get()


def change(row, by, **values) -> Recommendation:
    """Saves, with the version that stands."""
    row.refresh_from_db()
    return recommendations.change(recommendation_id=row.pk, version=row.version, by=by, **values)


def settle(row, by, words, **more) -> Recommendation:
    """Accepts or rewrites."""
    row.refresh_from_db()
    return owner_words.settle(recommendation_id=row.pk, version=row.version, words=words, by=by, part=TEXT, **more)


def stands_in(row, reader) -> tuple[str, list[str], list]:
    """Its words in the report, in the briefing, and whether its owner may be written to."""
    (line,) = followup.report_lines(row.panel, FinancialYear.of(today()))
    theme = f"category-{row.case.primary_category}"
    briefing = [one.text for one in learning.recommendations(row.panel, reader, theme)]
    meeting = row.case.agenda_items.get().meeting
    return line.text, briefing, letters.to_write(meeting, reader)


def test_changed_words_stand_nowhere_until_they_are_settled(row, manager, chair):
    assert stands_in(row, chair) == (BEFORE, [BEFORE], [row])
    change(row, chair, text=AFTER)
    text, *elsewhere = stands_in(row, chair)
    assert AFTER not in text
    assert elsewhere == [[], []]
    with pytest.raises(NotNow) as refused:
        owner_links.send(recommendation_id=row.pk, by=manager)
    assert refused.value.code == "unchecked"
    settle(row, manager, AFTER)
    assert stands_in(row, chair) == (AFTER, [AFTER], [row])


@pytest.mark.parametrize(
    ("values", "waits"),
    [
        ({"text": AFTER}, True),
        ({"measure": "Parents say so"}, True),
        ({"text": BEFORE, "measure": ""}, False),
        ({"due_on": today() + timedelta(days=60), "owner": "Matron"}, False),
        ({"state": "in_progress", "answer": "Begun"}, False),
    ],
)
def test_what_has_to_be_checked_again(row, chair, values, waits):
    assert change(row, chair, **values).words_unchecked is waits


def test_what_is_found_is_rewritten_or_kept_with_a_reason(row, manager, chair):
    change(row, chair, text=NAMING)
    for who, refusal in ((chair, Refused), (manager, NotNow)):
        with pytest.raises(refusal):
            settle(row, who, NAMING)
    assert settle(row, manager, NAMING, reason="Invented").words_kept_because == "Invented"
    change(row, chair, text=AFTER, measure=NAMING)
    with pytest.raises(NotNow) as refused:
        settle(row, manager, AFTER)
    assert refused.value.code == "found"
    with pytest.raises(NotNow):
        settle(row, manager, " ", reason="Invented")
    assert not settle(row, manager, AFTER, reason="Invented").words_unchecked
    assert settle(row, manager, AFTER).text == AFTER
    with pytest.raises(NotNow):
        settle(row, manager, BEFORE)


def test_one_that_is_added_after_the_review_waits_and_one_before_is_read_with_the_analysis(
    reviewed_case, case, manager
):
    given = {"by": manager, "text": BEFORE, "owner": "Lead nurse", "due_on": today()}
    assert recommendations.add(case_id=reviewed_case.pk, new_id=uuid.uuid4(), **given).words_unchecked
    draft = recommendations.add(case_id=case.pk, new_id=uuid.uuid4(), **given)
    assert not draft.words_unchecked
    assert change(draft, manager, text=AFTER).words_unchecked
    scene.cleared(case, manager)
    draft.refresh_from_db()
    assert not draft.words_unchecked


def test_an_owner_who_has_the_link_reads_the_words_when_they_are_settled(client, row, manager, chair):
    link = owner_links.send(recommendation_id=row.pk, by=manager)
    change(row, chair, text=AFTER)
    session = client.session
    session["owner_link"] = str(link.pk)
    session.save()
    page = reverse("panels:owner_answer")
    assert AFTER not in client.get(page).content.decode()
    settle(row, manager, AFTER)
    assert AFTER in client.get(page).content.decode()


def test_the_page_checks_the_changed_words_first_and_the_owners_then(signed_in, row, manager, chair, member):
    Recommendation.objects.filter(pk=row.pk).update(answer="We have begun", answer_unchecked=True)
    change(row, chair, text=NAMING)
    page, words = reverse("panels:action", args=[row.pk]), reverse("panels:action_words", args=[row.pk])
    board = reverse("panels:actions")
    for who, reads in ((manager, True), (chair, True), (member, False)):
        browser = signed_in(who)
        assert [(NAMING in browser.get(url).content.decode()) for url in (page, board)] == [reads, reads]
    assert row.owner not in signed_in(member).get(board, {"q": "Quillfeather"}).content.decode()
    browser = signed_in(manager)
    html = browser.get(words).content.decode()
    assert "The changed words of a recommendation" in html
    row.refresh_from_db()
    again = browser.post(words, {"version": row.version, "words": NAMING, "reason": "", "suggested": "1"})
    plain = again.context["form"]["words"].value()
    assert "943 476 5919" not in plain
    assert browser.post(words, {"version": row.version, "words": plain, "reason": "Read"}).url == page
    assert "What the owner wrote" in browser.get(words).content.decode()
    row.refresh_from_db()
    assert (row.text, row.words_unchecked, row.answer_unchecked) == (plain, False, True)
