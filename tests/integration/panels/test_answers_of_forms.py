"""Answers of statutory forms in the papers: what can be chosen, how it is checked, what happens when it changes."""

import pytest
from django.urls import reverse

from audit.models import Event
from cases.actions import responses
from common.errors import NotNow, Refused, Stale
from panels.actions import answers, checking, conflicts, packs
from panels.models import CaseSummary, ChosenAnswer, PackPaper
from panels.selectors import answers as selected
from panels.selectors import checking as words
from tests import scenarios_forms
from tests import scenarios_panels as scene

NARRATIVE = "She fell ill on the ward and was given antibiotics."
SAID = {
    **scenarios_forms.REPORT, "event_narrative": NARRATIVE, "respondent_name": "Zqrespondent", "surname": "Zqsurname",
    "first_contact": "2026-03-05",
}  # fmt: skip


@pytest.fixture
def report(case, manager):
    """A reporting form of the case, sent."""
    made = scenarios_forms.filled(case, manager, "reporting", **SAID)
    return responses.submit(response_id=made.pk, version=made.version, by=manager)


def choose(case, manager, report, *keys: str) -> int:
    """Chooses these answers."""
    report.refresh_from_db()
    return answers.choose(case_id=case.pk, response_id=report.pk, version=report.version, keys=keys, by=manager)


def rewritten(report, manager, **values):
    """The form reopened, changed and sent again."""
    report.refresh_from_db()
    again = responses.reopen(response_id=report.pk, version=report.version, by=manager, reason="A correction")
    saved = responses.save(response_id=again.pk, version=again.version, by=manager, values=values).response
    return responses.submit(response_id=saved.pk, version=saved.version, by=manager)


def page(browser, name: str, *keys) -> str:
    """A page that must be there."""
    answer = browser.get(reverse(f"panels:{name}", args=keys))
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


# --- choosing


def test_what_says_who_somebody_is_is_not_offered(signed_in, manager, case, report):
    html = page(signed_in(manager), "answers_of_form", case.pk, report.pk)
    assert NARRATIVE in html
    assert "Zqrespondent" not in html
    assert "Zqsurname" not in html
    for key in ("respondent_name", "surname", "nhs_number", "no_such_question"):
        with pytest.raises(NotNow, match="cannot be chosen"):
            choose(case, manager, report, "event_narrative", key)
    assert not ChosenAnswer.objects.exists()


def test_a_form_that_is_not_sent_has_nothing_to_choose(signed_in, manager, case):
    draft = scenarios_forms.filled(case, manager, "reporting", event_narrative=NARRATIVE)
    with pytest.raises(NotNow, match="not sent"):
        choose(case, manager, draft, "event_narrative")
    browser = signed_in(manager)
    assert browser.get(reverse("panels:answers_of_form", args=[case.pk, draft.pk])).status_code == 404
    assert "1 form of this case is not sent" in page(browser, "answers", case.pk)


def test_the_page_chooses_answers_and_whole_sections(signed_in, manager, case, report):
    url, browser = reverse("panels:answers_of_form", args=[case.pk, report.pk]), signed_in(manager)
    data = {"version": report.version, "in_death": ["event_narrative"], "in_respondent": ["*", "agency_kind"]}
    assert browser.post(url, data).status_code == 302
    found = {one.row.question for one in selected.chosen(case)}
    assert found == {"agency_kind", "organisation", "respondent_role", "first_contact", "event_narrative"}
    assert browser.post(url, {"version": report.version, "in_death": ["event_narrative"]}).status_code == 302
    assert [one.row.question for one in selected.chosen(case)] == ["event_narrative"]


def test_choosing_again_keeps_the_wording(manager, case, report):
    choose(case, manager, report, "event_narrative")
    row = ChosenAnswer.objects.get()
    answers.save(answer_id=row.pk, version=row.version, text="An illness on the ward.", by=manager)
    assert choose(case, manager, report, "event_narrative", "known_events") == 2
    assert ChosenAnswer.objects.get(question="event_narrative").text == "An illness on the ward."


def test_a_page_drawn_from_an_older_form_chooses_nothing(manager, case, report):
    with pytest.raises(Stale):
        answers.choose(case_id=case.pk, response_id=report.pk, version=1, keys=["event_narrative"], by=manager)


@pytest.mark.parametrize("who", ["chair", "doctor", "member"])
def test_only_the_manager_chooses(case, manager, report, who, request):
    with pytest.raises(Refused):
        choose(case, request.getfixturevalue(who), report, "event_narrative")


def test_reading_the_form_and_choosing_leave_a_trail_without_words(signed_in, manager, case, report):
    page(signed_in(manager), "answers_of_form", case.pk, report.pk)
    choose(case, manager, report, "event_narrative")
    read = Event.objects.filter(verb__in=["response_viewed", "answers_chosen"]).order_by("pk")
    verbs = list(read.values_list("verb", flat=True))
    assert verbs == ["response_viewed", "answers_chosen"]
    assert "ward" not in str(list(Event.objects.filter(verb="answers_chosen").values()))


# --- the check


def test_a_new_answer_has_to_be_checked_and_read_through(manager, case, report):
    meeting = scene.meeting_with(case, manager=manager, release=False)
    assert CaseSummary.objects.get().checked
    choose(case, manager, report, "event_narrative", "first_contact")
    assert not CaseSummary.objects.get().checked
    (found,) = words.open_findings(case, words.passages(case), by=manager)
    assert (found.hit.kind, found.words) == ("date", "5 March 2026")
    with pytest.raises(NotNow):
        packs.release(meeting_id=meeting.pk, by=manager)
    checking.accept_all(case_id=case.pk, source=found.passage.source, by=manager)
    assert "March 2026" not in ChosenAnswer.objects.get(question="first_contact").text
    with pytest.raises(NotNow, match="read through"):
        packs.release(meeting_id=meeting.pk, by=manager)
    scene.cleared(case, manager)
    assert packs.release(meeting_id=meeting.pk, by=manager).number == 1


def test_the_papers_hold_question_and_answer_in_the_forms_order(manager, case, report):
    choose(case, manager, report, "event_narrative", "known_events", "agency_kind")
    scene.cleared(case, manager)
    scene.meeting_with(case, manager=manager)
    (form,) = PackPaper.objects.get().content["forms"]
    assert form["title"] == "Reporting form, filled in by the panel’s office"
    assert [section["title"] for section in form["sections"]] == ["You and your agency", "The death"]
    asked = [line["question"] for section in form["sections"] for line in section["answers"]]
    order = [one.question for one in selected.chosen(case)]
    assert (asked, len(asked)) == (order, 3)
    assert form["sections"][1]["answers"][-1]["answer"] == NARRATIVE


# --- an answer that changed


@pytest.fixture
def released(manager, member, chair, case, report):
    """A released pack with one answer, which the form then says otherwise."""
    choose(case, manager, report, "event_narrative", "known_events")
    scene.cleared(case, manager)
    meeting = scene.meeting_with(case, manager=manager, invited=[member, chair])
    rewritten(report, manager, event_narrative="He fell ill at Zqplace Hospital.")
    return meeting


def test_a_changed_answer_is_not_released_and_the_pack_says_so(signed_in, manager, member, case, released):
    with pytest.raises(NotNow, match="changed after they were chosen"):
        packs.release(meeting_id=released.pk, by=manager)
    with pytest.raises(NotNow, match="have changed"):
        scene.read_through(case, manager)
    browser, item = signed_in(manager), scene.item(released, case)
    assert "Answers of forms were changed" in page(browser, "papers", released.pk)
    assert "1 answer changed after you chose" in page(browser, "release_papers", released.pk)
    assert "1 changed since chosen" in page(browser, "case_panel", case.pk)
    for name in ("answers", "check"):
        html = page(browser, name, case.pk)
        assert "The form now says" in html
        assert "Zqplace" in html
    reader = signed_in(member)
    assert "Answers of forms were changed" not in page(reader, "papers", released.pk)
    html = page(reader, "case", released.pk, item.pk)
    assert NARRATIVE in html
    assert "Zqplace" not in html


def settle(case, manager, what: str):
    """Settles the one that changed."""
    row = ChosenAnswer.objects.get(question="event_narrative")
    return answers.settle(case_id=case.pk, answer_id=row.pk, version=row.version, what=what, by=manager)


def test_the_new_answer_goes_through_the_check(manager, case, released):
    assert settle(case, manager, "take").text == "He fell ill at Zqplace Hospital."
    assert {one.words for one in words.open_findings(case, words.passages(case), by=manager)} == {"Zqplace Hospital"}
    with pytest.raises(NotNow):
        packs.release(meeting_id=released.pk, by=manager)


def test_the_wording_can_stay_and_is_read_through_again(manager, case, released):
    settle(case, manager, "keep")
    with pytest.raises(NotNow, match="read through"):
        packs.release(meeting_id=released.pk, by=manager)
    scene.cleared(case, manager)
    assert packs.release(meeting_id=released.pk, by=manager).number == 1


def test_it_can_be_left_out_once(signed_in, manager, case, released):
    row = ChosenAnswer.objects.get(question="event_narrative")
    url, browser = reverse("panels:answer_settle", args=[case.pk, row.pk]), signed_in(manager)
    assert browser.post(url, {"nothing": row.version}).status_code == 409
    assert browser.post(url, {"leave": row.version}).status_code == 302
    assert browser.post(url, {"leave": row.version}).status_code == 404
    assert packs.release(meeting_id=released.pk, by=manager).number == 2


def test_an_old_page_settles_nothing(manager, case, released):
    row = ChosenAnswer.objects.get(question="event_narrative")
    with pytest.raises(Stale):
        answers.settle(case_id=case.pk, answer_id=row.pk, version=row.version + 3, what="take", by=manager)


@pytest.mark.parametrize("what", ["take", "keep"])
def test_while_the_form_is_open_again_there_is_nothing_to_take(manager, case, report, what):
    choose(case, manager, report, "event_narrative")
    report.refresh_from_db()
    responses.reopen(response_id=report.pk, version=report.version, by=manager, reason="A correction")
    assert [one.standing for one in selected.chosen(case)] == ["reopened"]
    with pytest.raises(NotNow):
        settle(case, manager, what)
    settle(case, manager, "leave")
    assert not selected.chosen(case)


# --- who reads them


def test_members_read_them_and_the_chair_has_them_at_hand(signed_in, manager, member, chair, case, report):
    choose(case, manager, report, "event_narrative")
    scene.cleared(case, manager)
    meeting = scene.opened(case, manager=manager, invited=[member, chair])
    item = scene.item(meeting, case)
    for name, keys in (("case", (meeting.pk, item.pk)), ("papers_all", (meeting.pk,))):
        html = page(signed_in(member), name, *keys)
        assert NARRATIVE in html
    html = page(signed_in(chair), "decide", meeting.pk, item.pk)
    assert "Evidence in the papers" in html
    assert NARRATIVE in html
    conflicts.declare(meeting_id=meeting.pk, item_id=item.pk, reason="Kin", by=member)
    reader = signed_in(member)
    assert reader.get(reverse("panels:case", args=[meeting.pk, item.pk])).status_code == 404
    for name, keys in (("papers", (meeting.pk,)), ("papers_all", (meeting.pk,))):
        assert NARRATIVE not in page(reader, name, *keys)


def test_a_manager_in_conflict_finds_no_form_of_the_case(signed_in, manager, case, report):
    meeting = scene.meeting_with(case, manager=manager, release=False)
    choose(case, manager, report, "event_narrative")
    conflicts.declare(meeting_id=meeting.pk, item_id=scene.item(meeting, case).pk, reason="Kin", by=manager)
    browser, answer = signed_in(manager), ChosenAnswer.objects.get()
    for name, key in (("answers", None), ("answers_of_form", report.pk), ("answer", answer.pk)):
        keys = [case.pk, key] if key else [case.pk]
        assert browser.get(reverse(f"panels:{name}", args=keys)).status_code == 404
    settle_url = reverse("panels:answer_settle", args=[case.pk, answer.pk])
    assert browser.post(settle_url, {"leave": answer.version}).status_code == 404
