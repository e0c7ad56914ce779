"""Private notes and ratings: what each sees of their own, and what nobody sees of another's."""

import pytest
from django.urls import reverse

from cases.vocabularies import Relevance
from common.errors import NotNow, Refused, Stale
from panels.actions import conflicts, floor, private
from panels.models import Discussion, FactorRating, Invitation, PrivateNote
from panels.pages import private as pages
from panels.selectors.floor import record_of
from tests import scenarios_casework
from tests import scenarios_panels as scene


@pytest.fixture
def case(panel, manager):
    """A prepared case whose analysis names two factors."""
    case = scenarios_casework.ready_for_panel(panel, by=manager)
    factors = [
        {"domain": "service", "text": "No interpreter at two visits", "relevance": 2},
        {"domain": "physical", "text": "Damp housing", "relevance": 1},
    ]
    scenarios_casework.with_analysis(case, by=manager, **scenarios_casework.PLAIN, factors=factors)
    case.analysis.refresh_from_db()
    scene.summary(case, manager)
    return case


@pytest.fixture
def meeting(case, manager, chair, member, colleague, doctor):
    """A meeting in progress with four people present."""
    return scene.opened(case, manager=manager, invited=[chair, member, colleague, doctor])


@pytest.fixture
def item(meeting, case):
    """The item of the case."""
    return scene.item(meeting, case)


def write(item, person, text: str, version: int = 0):
    """Saves a note."""
    return private.write_note(meeting_id=item.meeting_id, item_id=item.pk, version=version, text=text, by=person)


def rate(item, person, relevance: int = 2, modifiable: str = "yes") -> int:
    """Rates every factor the same."""
    views = {factor["key"]: (relevance, modifiable) for factor in pages._factors(item)}
    return private.rate(meeting_id=item.meeting_id, item_id=item.pk, views=views, by=person)


SECRET = "Ask about the second visit"


def test_a_note_is_read_by_its_writer_alone(signed_in, item, member, colleague, chair, manager, doctor):
    write(item, member, SECRET)
    address = reverse("panels:case", args=[item.meeting_id, item.pk])
    assert SECRET in signed_in(member).get(address).content.decode()
    for other in (colleague, chair, manager, doctor):
        assert SECRET not in signed_in(other).get(address).content.decode()


def test_the_database_does_not_hold_its_words(item, member):
    write(item, member, SECRET)
    note = PrivateNote.objects.get()
    assert SECRET not in note.sealed
    assert note.text == SECRET


def test_two_windows_do_not_overwrite_each_other(item, member):
    first = write(item, member, "One")
    write(item, member, "Two", first.version)
    with pytest.raises(Stale):
        write(item, member, "Three", first.version)
    assert write(item, member, "Two", first.version).text == "Two"


@pytest.mark.parametrize("act", [lambda item, person: write(item, person, SECRET), rate])
def test_the_manager_who_is_not_invited_writes_none(item, manager, act):
    with pytest.raises(Refused):
        act(item, manager)


def test_a_note_goes_with_the_access(signed_in, item, member):
    write(item, member, SECRET)
    conflicts.declare(meeting_id=item.meeting_id, item_id=item.pk, reason="I cared for her", by=member)
    browser = signed_in(member)
    for name in ("case", "note"):
        address = reverse(f"panels:{name}", args=[item.meeting_id, item.pk])
        assert browser.post(address, {"text": "x", "version": 0}).status_code in (404, 405)
        assert browser.get(address).status_code in (404, 405)


def test_ratings_are_kept_for_each_and_can_be_changed(item, member):
    assert rate(item, member) == 2
    rate(item, member, 1, "unsure")
    assert set(FactorRating.objects.values_list("user", "relevance", "modifiable")) == {(member.pk, 1, "unsure")}
    assert FactorRating.objects.count() == 2


def test_the_chair_sees_no_number_while_few_have_rated(item, member, colleague):
    rate(item, member)
    rate(item, colleague)
    found = pages.spread(item)
    assert (found["spread"].rated, found["spread"].expected, found["tables"]) == (2, 4, [])


def test_the_chair_sees_the_spread_without_names_until_all_present_have_rated(item, member, colleague, doctor, chair):
    rate(item, member, 2, "yes")
    rate(item, colleague, 2, "no")
    rate(item, doctor, 0, "unsure")
    found = pages.spread(item)
    assert [table.rows[0][1:] for table in found["tables"]] == [[1, 0, 2], [1, 1, 1]]
    assert not found["named"]
    rate(item, chair, 1, "yes")
    named = pages.spread(item)["named"]
    assert {row[0] for row in named[0][1].rows} == {str(one) for one in (member, colleague, doctor, chair)}


def test_no_name_is_shown_before_a_meeting_while_somebody_invited_may_still_rate(
    case, manager, member, colleague, doctor, chair
):
    meeting = scene.meeting_with(case, manager=manager, invited=[chair, member, colleague, doctor], days=5)
    item, replies = scene.item(meeting, case), Invitation.objects.filter(meeting=meeting)
    replies.exclude(user=chair).update(reply="accepted")
    for person in (member, colleague, doctor):
        rate(item, person)
    assert replies.get(user=chair).reply == "none"
    assert not pages.spread(item)["named"]
    replies.filter(user=chair).update(reply="declined")
    assert pages.spread(item)["named"]


def test_half_a_rating_does_not_count(item, member):
    key = pages._factors(item)[0]["key"]
    private.rate(meeting_id=item.meeting_id, item_id=item.pk, views={key: (1, "no")}, by=member)
    assert pages.spread(item)["spread"].rated == 0


@pytest.mark.parametrize("dropped", [False, True])
def test_after_the_decision_it_stands_beside_what_members_thought(
    item, member, colleague, doctor, chair, manager, dropped
):
    for person in (member, colleague, doctor, chair):
        rate(item, person, 0, "no")
    assert "Decided" not in str(pages.spread(item)["tables"])
    if dropped:
        record, _ = record_of(item, Discussion(item=item))
        kept = [one for one in record["factors"] if one["text"] != "Damp housing"]
        mine = {**record, "factors": kept}
        floor.keep(meeting_id=item.meeting_id, item_id=item.pk, base=record, mine=mine, by=chair)
    scene.decide(item.meeting, item.case, chair)
    item.refresh_from_db()
    relevance, modifiable = pages.spread(item)["tables"]
    assert [column.label for column in relevance.columns][-1] == "Decided"
    degrees = {row[0]: row[-1] for row in relevance.rows}
    changed = {row[0]: row[-1] for row in modifiable.rows}
    assert degrees.pop("Damp housing") == (pages.LEFT_OUT[0] if dropped else Relevance(1).label)
    assert list(degrees.values()) == [Relevance(2).label]
    assert set(changed.values()) == ({"No", pages.LEFT_OUT[1]} if dropped else {"No"})


def test_only_the_chair_sees_the_spread(signed_in, item, member, chair, manager):
    address = reverse("panels:spread", args=[item.meeting_id, item.pk])
    assert signed_in(chair).get(address).status_code == 200
    for other in (member, manager):
        assert signed_in(other).get(address).status_code == 403


def test_ratings_end_when_the_panel_takes_up_the_case(signed_in, item, member, chair):
    address = reverse("panels:ratings", args=[item.meeting_id, item.pk])
    assert signed_in(member).get(address).status_code == 200
    floor.take_up(meeting_id=item.meeting_id, item_id=item.pk, by=chair)
    with pytest.raises(NotNow):
        rate(item, member)
    assert signed_in(member).get(address).status_code == 409


def test_the_form_of_ratings_asks_for_every_factor(signed_in, item, member):
    address = reverse("panels:ratings", args=[item.meeting_id, item.pk])
    browser = signed_in(member)
    half = {"relevance_0": "2", "modifiable_0": "yes"}
    assert browser.post(address, half).status_code == 200
    assert not FactorRating.objects.exists()
    assert browser.post(address, {**half, "relevance_1": "1", "modifiable_1": "unsure"}).status_code == 302
    assert FactorRating.objects.filter(user=member).count() == 2
