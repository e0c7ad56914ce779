"""The anonymised summary, the warning about words of the record, and what the panel reads in words."""

from datetime import date

import pytest

from cases.selectors.identifying import found_in
from common.errors import Refused, Stale
from panels import selectors
from panels.actions import live, summaries
from panels.models import CaseSummary
from panels.presenters import paper
from tests import scenarios_casework
from tests import scenarios_panels as scene


@pytest.fixture
def bare(panel, manager):
    """A prepared case without a summary, of an invented child."""
    case = scenarios_casework.ready_for_panel(panel, by=manager, died_on=date(2026, 3, 17))
    child = scene.identify(
        case,
        first_names="Test Robin",
        surname="Sample-Child",
        nhs_number="9990000018",
        born_on=date(2026, 3, 5),
        address="12 Invented Street, Sampletown",
        postcode="LU1 2AA",
        school="Sample Oak Nursery",
    )
    child.relatives.create(relationship="mother", name="Imogen Parent")
    child.professionals.create(role="GP", name="Dr Oswald Doctor", organisation="Sample Surgery")
    return case


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Robin was born early", ["the child's name"]),
        ("the SAMPLE family", ["the child's name"]),
        ("NHS 999 000 0018", ["the NHS number"]),
        ("lived at LU1 2AA", ["the postcode"]),
        ("lu12aa", ["the postcode"]),
        ("in Invented Street", ["the address"]),
        ("at 12  Invented Street", ["the address"]),
        ("as if it were invented", []),
        ("at Sample Oak Nursery", ["the school or nursery"]),
        ("born on 5 March", ["the date of birth"]),
        ("born 5th of March 2026", ["the date of birth"]),
        ("born 05/03/2026", ["the date of birth"]),
        ("born 2026-03-05", ["the date of birth"]),
        ("died on March 17th", ["the date of death"]),
        ("died 17.3.26", ["the date of death"]),
        ("her mother Imogen", ["the name of a relative"]),
        ("seen by Dr Oswald", ["the name of a professional"]),
        ("lived in Luton", ["an area of the panel"]),
        ("the robins sang in March", []),
        ("a baby of five days, of a mother aged 31", []),
        ("", []),
    ],
)
def test_words_of_the_record_are_found(bare, manager, text, kinds):
    assert [hit.what for hit in found_in(bare, {"text": text}, by=manager)["text"]] == kinds


def test_only_what_was_typed_comes_back(bare, manager):
    (hit,) = found_in(bare, {"text": "then rObIn slept"}, by=manager)["text"]
    assert (hit.start, hit.end, hit.instead) == (5, 10, "the child")


def test_only_somebody_who_may_know_the_child_may_ask(bare, chair):
    with pytest.raises(Refused):
        found_in(bare, {"text": "Robin"}, by=chair)


def save(case, manager, text, *, version=0, **more):
    """Saves with the check ticked."""
    return summaries.save(case_id=case.pk, version=version, text=text, questions="", checked=True, by=manager, **more)


def test_a_tick_does_not_stand_against_words_found(bare, manager):
    assert save(bare, manager, "Robin was born early").checked is False
    assert CaseSummary.objects.get().text == "Robin was born early"


def test_an_ordinary_word_in_small_letters_is_no_name(bare, manager):
    assert save(bare, manager, "A robin sang").checked is True


def test_a_later_change_is_checked_again(bare, manager):
    first = save(bare, manager, "A baby was born early")
    assert first.checked is True
    assert save(bare, manager, "Robin was born early", version=first.version).checked is False


def test_a_stale_summary_is_not_overwritten(bare, manager):
    first = save(bare, manager, "A baby was born early")
    save(bare, manager, "A baby was born very early", version=first.version)
    with pytest.raises(Stale):
        save(bare, manager, "Mine", version=1)
    with pytest.raises(Stale):
        save(bare, manager, "Mine", version=0)


def test_a_double_press_is_one_summary(bare, manager):
    save(bare, manager, "A baby was born early")
    save(bare, manager, "A baby was born early")
    assert CaseSummary.objects.count() == 1


@pytest.mark.parametrize("who", ["chair", "doctor", "member"])
def test_only_the_manager_writes_it(bare, request, who):
    with pytest.raises(Refused):
        save(bare, request.getfixturevalue(who), "A baby")


# --- what the panel reads of the analysis


def shown(meeting, case):
    """The paper of a case as it stands now."""
    return paper.paper(scene.item(meeting, case), selectors.summary_of(case), selectors.analysis_of(case))


@pytest.fixture
def written(panel, manager):
    """A case whose analysis says something in words."""
    case = scenarios_casework.ready_for_panel(panel, by=manager)
    scenarios_casework.with_analysis(
        case, by=manager, **scenarios_casework.PLAIN, learning_points=[{"text": "Offer an interpreter"}]
    )
    case.analysis.refresh_from_db()
    return case


def test_words_are_shown_once_checked(written, manager):
    scene.summary(written, manager)
    analysis = shown(scene.meeting_with(written, manager=manager), written).analysis
    assert (analysis.learning, analysis.words_shown) == (["Offer an interpreter"], True)


def test_words_changed_after_the_check_are_hidden_again(written, manager):
    scene.summary(written, manager)
    meeting = scene.meeting_with(written, manager=manager)
    scenarios_casework.with_analysis(written, by=manager, learning_points=[{"text": "Robin"}])
    analysis = shown(meeting, written).analysis
    assert (analysis.learning, analysis.words_shown) == ([], False)
    assert analysis.primary == "8. Perinatal or neonatal event"


def test_words_of_the_record_in_the_analysis_keep_it_hidden(bare, manager):
    scenarios_casework.with_analysis(bare, by=manager, learning_points=[{"text": "Robin should have been seen"}])
    bare.analysis.refresh_from_db()
    assert scene.summary(bare, manager).analysis_version is None


def test_what_the_chair_writes_at_the_meeting_is_read_at_once(written, manager, chair, member, colleague):
    scene.summary(written, manager)
    meeting = scene.opened(written, manager=manager, invited=[chair, member, colleague])
    item = scene.item(meeting, written)
    form = selectors.analysis_of(written)
    data = {"learning_points": [{"text": "Book early"}]}
    live.save_analysis(meeting_id=meeting.pk, item_id=item.pk, version=form.version, data=data, by=chair)
    assert shown(meeting, written).analysis.learning == ["Book early"]


def test_a_member_writes_no_analysis(written, manager, member, colleague):
    scene.summary(written, manager)
    meeting = scene.opened(written, manager=manager, invited=[member, colleague])
    item = scene.item(meeting, written)
    with pytest.raises(Refused):
        live.save_analysis(meeting_id=meeting.pk, item_id=item.pk, version=1, data={}, by=member)
