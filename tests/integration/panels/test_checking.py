"""The check of a case's words: what waits, what each decision does, what blocks the release."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from common.errors import NotNow, Refused
from panels.actions import checking, extracts, packs
from panels.checking import mark_of
from panels.models import CaseSummary, Extract, WordsDecision
from panels.selectors import checking as selected
from tests import scenarios_casework
from tests import scenarios_panels as scene

CLEAN = "A baby born early died at two weeks of age."


@pytest.fixture
def case(panel, manager):
    """A prepared case of an invented child, with a summary that names the child twice and the hospital once."""
    case = scenarios_casework.ready_for_panel(panel, by=manager, died_on=date(2026, 3, 17))
    child = scene.identify(case, first_names="Robin", surname="Madeley", born_on=date(2026, 3, 5))
    child.relatives.create(relationship="mother", name="Imogen Madeley")
    child.professionals.create(role="Consultant", name="Dr Ona Penhallow", organisation="Wexmoor General Hospital")
    scene.summary(case, manager, text="Robin was born early. Robin died at Wexmoor General Hospital on 17 March 2026.")
    case.refresh_from_db()
    return case


def waiting(case, manager) -> list:
    """What waits for a decision."""
    return selected.open_findings(case, selected.passages(case), by=manager)


def decide(case, manager, finding, choice, **more) -> int:
    """Decides about one finding."""
    return checking.decide(
        case_id=case.pk, source=finding.passage.source, mark=finding.mark, choice=choice, by=manager, **more
    )


def test_what_is_found_waits(case, manager):
    found = waiting(case, manager)
    assert [(one.words, one.hit.instead) for one in found] == [
        ("Robin", "The child"),
        ("Robin", "The child"),
        ("Wexmoor General Hospital", "the service"),
        ("on 17 March 2026", "on the day of death"),
    ]
    assert not CaseSummary.objects.get().checked


def test_taking_every_suggestion_leaves_a_text_that_names_nobody(case, manager):
    assert checking.accept_all(case_id=case.pk, source="summary", by=manager) == 4
    assert CaseSummary.objects.get().text == (
        "The child was born early. The child died at the service on the day of death."
    )
    assert not waiting(case, manager)
    assert checking.accept_all(case_id=case.pk, source="summary", by=manager) == 0
    assert set(WordsDecision.objects.values_list("choice", flat=True)) == {"accepted"}


def test_other_words_go_where_the_old_ones_were(case, manager):
    place = next(one for one in waiting(case, manager) if one.hit.kind == "place")
    decide(case, manager, place, "rewritten", words="a local hospital")
    assert "died at a local hospital on 17" in CaseSummary.objects.get().text


def test_kept_words_need_a_reason_and_stay_decided_until_their_sentence_changes(case, manager):
    place = next(one for one in waiting(case, manager) if one.hit.kind == "place")
    with pytest.raises(NotNow):
        decide(case, manager, place, "kept", reason=" ")
    decide(case, manager, place, "kept", reason="The panel has to know which hospital")
    assert "place" not in {one.hit.kind for one in waiting(case, manager)}
    summary = CaseSummary.objects.get()
    scene.summary(case, manager, text=summary.text.replace("born early", "born very early"), version=summary.version)
    assert "place" not in {one.hit.kind for one in waiting(case, manager)}
    summary.refresh_from_db()
    scene.summary(case, manager, text=summary.text.replace("died at", "died in"), version=summary.version)
    assert "place" in {one.hit.kind for one in waiting(case, manager)}


def test_who_decided_and_when_is_kept_and_the_words_are_not(case, manager):
    place = next(one for one in waiting(case, manager) if one.hit.kind == "place")
    decide(case, manager, place, "kept", reason="Needed")
    (kept,) = WordsDecision.objects.all()
    assert (kept.by, kept.kind, kept.reason, bool(kept.at)) == (manager, "place", "Needed", True)
    assert "Wexmoor" not in str({f.name: getattr(kept, f.name) for f in kept._meta.concrete_fields})


def test_a_decision_about_a_text_that_changed_is_refused(case, manager):
    first = waiting(case, manager)[0]
    scene.summary(case, manager, text=CLEAN, version=CaseSummary.objects.get().version)
    with pytest.raises(NotNow):
        decide(case, manager, first, "accepted")


def test_words_of_the_analysis_are_changed_in_the_form_itself(case, manager):
    checking.accept_all(case_id=case.pk, source="summary", by=manager)
    scenarios_casework.with_analysis(case, by=manager, learning_points=[{"text": "Robin needed an interpreter"}])
    (place,) = waiting(case, manager)
    assert place.passage.label == "Learning 1"
    decide(case, manager, place, "accepted")
    assert case.analysis.learning_points.get().text == "The child needed an interpreter"


@pytest.mark.parametrize("who", ["chair", "doctor", "member"])
def test_only_the_manager_decides(case, manager, request, who):
    with pytest.raises(Refused):
        checking.accept_all(case_id=case.pk, source="summary", by=request.getfixturevalue(who))


def test_reading_through_is_said_only_when_nothing_waits(case, manager):
    version = case.analysis.version
    with pytest.raises(NotNow):
        scene.read_through(case, manager)
    checking.accept_all(case_id=case.pk, source="summary", by=manager)
    with pytest.raises(NotNow):
        checking.confirm(case_id=case.pk, read=mark_of(selected.passages(case), version + 5), by=manager)
    scene.read_through(case, manager)
    summary = CaseSummary.objects.get()
    assert (summary.checked, summary.analysis_version) == (True, version)


def test_a_tick_at_the_summary_says_nothing_of_what_is_chosen_beside_it(case, manager, signed_in):
    """The copy stands on another page: it is read there."""
    checking.accept_all(case_id=case.pk, source="summary", by=manager)
    extracts.choose_return(case_id=case.pk, request_id=received(case, manager, "She was seen twice.").pk, by=manager)
    saved = CaseSummary.objects.get()
    page = {"version": saved.version, "analysis_version": case.analysis.version, "text": saved.text}
    ticks = {"checked": "on", "words_checked": "on"}
    answer = signed_in(manager).post(reverse("panels:summary", args=[case.pk]), {**page, **ticks}, follow=True)
    assert answer.redirect_chain == [(reverse("panels:check", args=[case.pk]), 302)]
    assert "read the returns and answers that you chose" in answer.content.decode()
    assert not CaseSummary.objects.get().checked


def test_what_somebody_else_wrote_meanwhile_was_not_read(case, manager, signed_in):
    """No finding is open in it; that is what reading is for."""
    checking.accept_all(case_id=case.pk, source="summary", by=manager)
    browser = signed_in(manager)
    page = BeautifulSoup(browser.get(reverse("panels:check", args=[case.pk])).content, "html.parser")
    seen = {field["name"]: field["value"] for field in page.select("section form [name][value]")}
    assert set(seen) == {"csrfmiddlewaretoken", "read"}
    copy = extracts.choose_return(
        case_id=case.pk, request_id=received(case, manager, "She was seen twice.").pk, by=manager
    )
    where = reverse("panels:check_confirm", args=[case.pk])
    assert browser.post(where, seen).status_code == 409
    assert not CaseSummary.objects.get().checked
    extracts.remove(extract_id=copy.pk, by=manager)
    assert browser.post(where, seen).status_code == 302
    assert CaseSummary.objects.get().checked


@pytest.mark.parametrize("mark", ["9" * 400, "", "x", "٣"])
def test_a_mark_that_is_none_marks_nothing_and_crashes_nothing(case, manager, signed_in, mark):
    where = reverse("panels:check_confirm", args=[case.pk])
    assert signed_in(manager).post(where, {"read": mark}).status_code == 409
    assert not CaseSummary.objects.get().checked


def received(case, manager, text: str):
    """A return in words."""
    from cases.actions import requests
    from common.dates import today
    from tests import factories

    agency = factories.organisation(name="Larkfield Surgery", kind="gp")
    asked = requests.ask(
        case_id=case.pk, new_id=None, by=manager, organisation=agency, respondent_name="Dr Ona Penhallow",
        respondent_email="gp@example.org",
    )  # fmt: skip
    return requests.receive(request_id=asked.pk, version=asked.version, by=manager, on=today(), via="email", text=text)


def test_a_return_is_copied_and_its_words_are_checked(case, manager):
    checking.accept_all(case_id=case.pk, source="summary", by=manager)
    back = received(case, manager, "Seen at Larkfield Surgery by Dr Penhallow with her mother Imogen.")
    copy = extracts.choose_return(case_id=case.pk, request_id=back.pk, by=manager)
    assert copy == extracts.choose_return(case_id=case.pk, request_id=back.pk, by=manager)
    assert copy.heading == "Return of a GP practice"
    assert {one.words for one in waiting(case, manager)} == {"Larkfield Surgery", "Dr Penhallow", "her mother Imogen"}
    checking.accept_all(case_id=case.pk, source=f"extract.{copy.pk}", by=manager)
    copy.refresh_from_db()
    back.refresh_from_db()
    assert copy.text == "Seen at the GP practice by the consultant with the mother."
    assert "Larkfield" in back.return_text


def test_a_return_chosen_or_rewritten_has_to_be_read_through(case, manager):
    def read_through():
        scene.read_through(case, manager)
        assert CaseSummary.objects.get().checked

    checking.accept_all(case_id=case.pk, source="summary", by=manager)
    read_through()
    copy = extracts.choose_return(
        case_id=case.pk, request_id=received(case, manager, "She was seen twice.").pk, by=manager
    )
    assert not CaseSummary.objects.get().checked
    read_through()
    extracts.save(extract_id=copy.pk, version=copy.version, heading=copy.heading, text="She was seen.", by=manager)
    assert not CaseSummary.objects.get().checked


def test_a_copy_left_out_is_not_checked_any_more(case, manager):
    checking.accept_all(case_id=case.pk, source="summary", by=manager)
    back = received(case, manager, "Robin was seen")
    copy = extracts.choose_return(case_id=case.pk, request_id=back.pk, by=manager)
    assert waiting(case, manager)
    extracts.remove(extract_id=copy.pk, by=manager)
    assert not waiting(case, manager)
    assert Extract.objects.get().removed_at


def test_the_release_waits_for_every_decision(panel, manager, case):
    checking.accept_all(case_id=case.pk, source="summary", by=manager)
    scene.read_through(case, manager)
    meeting = scene.meeting_with(case, manager=manager, release=False)
    scenarios_casework.with_analysis(case, by=manager, learning_points=[{"text": "Robin needed an interpreter"}])
    with pytest.raises(NotNow, match="words in 1 place"):
        packs.release(meeting_id=meeting.pk, by=manager)
    checking.accept_all(case_id=case.pk, source="analysis.learning_points.0.text", by=manager)
    assert packs.release(meeting_id=meeting.pk, by=manager).number == 1
