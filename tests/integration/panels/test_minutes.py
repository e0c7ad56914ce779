"""Minutes: what they fix, who writes around it, who reads what, how they are approved."""

import io

import pytest
from django.urls import reverse
from docx import Document

from accounts.models import OutgoingMessage
from cases.actions import access, analysis, recommendations, steps
from cases.models import Case
from cases.workflow import Step
from common.dates import today
from common.errors import NotNow, Refused, Stale
from panels.actions import conflicts, floor, letters, live, meetings, minutes
from panels.models import Discussion, Invitation, Minutes
from panels.selectors import minutes as selected
from panels.selectors.minutes import facts_of
from tests import factories
from tests import scenarios_panels as scene

POINTS = "The panel asked about the handover."


@pytest.fixture
def held(panel, manager, chair, member, colleague, case, second_case):
    """A meeting held: the member in conflict with the first case, the colleague gone before the second."""
    panel.quorum_minimum, panel.quorum_kinds = 2, []
    panel.save()
    scene.identify(case, first_names="Zqchild", surname="Zqfamily")
    meeting = scene.opened(case, second_case, manager=manager, invited=[chair, member, colleague])
    first = scene.item(meeting, case)
    conflicts.declare(meeting_id=meeting.pk, item_id=first.pk, reason="I cared for her", by=member)
    Discussion.objects.create(item=first, points=POINTS, correction="1a should read sepsis")
    said = {"issues": "The handover came late", "learning_points": [{"text": "Offer an interpreter"}]}
    version = case.analysis.version
    live.save_analysis(meeting_id=meeting.pk, item_id=first.pk, version=version, data=said, by=chair)
    scene.decide(meeting, case, chair)
    leaving = Invitation.objects.get(meeting=meeting, user=colleague)
    floor.move(meeting_id=meeting.pk, invitation_id=leaving.pk, inside=False, by=chair)
    scene.decide(meeting, second_case, chair, outcome="deferred", reason="The inquest is not over")
    live.finalise(meeting_id=meeting.pk, by=chair)
    return Minutes.objects.get(meeting=meeting)


def page(browser, held, name: str = "minutes") -> str:
    """A page of the minutes."""
    return browser.get(reverse(f"panels:{name}", args=[held.meeting_id])).content.decode()


def send(held, manager, **more) -> Minutes:
    """Sent to the members."""
    held.refresh_from_db()
    return minutes.send(minutes_id=held.pk, version=held.version, by=manager, **more)


def test_they_say_what_was_recorded(held, signed_in, chair, member, colleague, case, second_case):
    html = page(signed_in(chair), held)
    for words in (
        str(chair), "Until", case.reference, second_case.reference, POINTS, "1a should read sepsis",
        "had a conflict of interest, left for this item", "Review agreed", "The inquest is not over", "8. Perinatal",
        "No modifiable factors identified", "Draft", "The handover came late", "Offer an interpreter",
    ):  # fmt: skip
        assert words in html, words
    assert "I cared for her" not in html
    assert "Zq" not in html


def test_they_stay_as_they_were_whatever_happens_to_the_case(held, signed_in, manager, chair, case):

    steps.take(case_id=case.pk, step=Step.REOPEN, by=manager, reason="New evidence")
    case.refresh_from_db()
    form = case.analysis
    form.refresh_from_db()
    analysis.save_draft(case_id=case.pk, version=form.version, data={"categories": [1]}, by=manager)
    assert "8. Perinatal" in page(signed_in(chair), held)


def test_members_read_them_once_they_are_sent_without_the_closed_item(
    held, signed_in, manager, member, colleague, case
):
    browser = signed_in(member)
    url = reverse("panels:minutes", args=[held.meeting_id])
    assert browser.get(url).status_code == 404
    send(held, manager)
    html = page(browser, held)
    assert "closed to you" in html
    assert case.reference not in html
    assert POINTS not in html
    assert POINTS in page(signed_in(colleague), held)


def word_words(browser, held) -> str:
    """Every word of the Word file."""
    answer = browser.get(reverse("panels:minutes_file", args=[held.meeting_id]))
    assert answer.status_code == 200
    word = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    own = word.core_properties
    return "\n".join([p.text for p in word.paragraphs] + cells + [own.author, own.title, own.comments])


@pytest.mark.slow
def test_the_word_file_says_the_same_to_each_reader(held, signed_in, manager, chair, member, case):
    send(held, manager)
    whole, part = word_words(signed_in(chair), held), word_words(signed_in(member), held)
    assert POINTS in whole
    assert case.reference in whole
    assert not [words for words in (POINTS, case.reference, "sepsis") if words in part]
    assert "Zq" not in whole + part


def test_somebody_not_invited_and_another_panel_find_none(held, signed_in, manager, person, other_panel):
    send(held, manager)
    url = reverse("panels:minutes", args=[held.meeting_id])
    for stranger in (person("member"), factories.person(other_panel, "manager")):
        assert signed_in(stranger).get(url).status_code == 404


def test_the_manager_writes_around_the_facts(held, signed_in, manager, case):
    url = reverse("panels:minutes_correct", args=[held.meeting_id])
    browser = signed_in(manager)
    key = held.facts["items"][0]["item"]
    data = {"version": held.version, "opening": "The chair welcomed everybody.", f"item_{key}": "Put better."}
    assert browser.get(url).status_code == 200
    assert browser.post(url, data).status_code == 302
    html = page(browser, held)
    assert "The chair welcomed everybody." in html
    assert "Put better." in html
    assert POINTS not in html
    assert "Review agreed" in html


def correct(held, by, texts: dict, version: int | None = None) -> Minutes:
    """Words saved."""
    return minutes.correct(minutes_id=held.pk, version=version or held.version, texts=texts, by=by)


def test_facts_and_closed_items_cannot_be_written_to(held, manager, person):
    other = person("manager")
    item = held.facts["items"][0]

    access.exclude(case=Case.objects.get(pk=item["case"]), user=other, by=manager, reason="Kin")
    saved = correct(held, other, {item["item"]: "Overwritten", "facts": "x", "opening": "Allowed"})
    assert saved.texts == {item["item"]: POINTS, "opening": "Allowed"}


@pytest.mark.parametrize("who", ["chair", "member"])
def test_only_the_manager_corrects_and_sends(held, request, who):
    by = request.getfixturevalue(who)
    with pytest.raises(Refused):
        correct(held, by, {})
    with pytest.raises(Refused):
        send(held, by)


def test_an_old_page_overwrites_nothing(held, manager):
    correct(held, manager, {"opening": "First"})
    with pytest.raises(Stale):
        correct(held, manager, {"opening": "Second"}, version=held.version)


def test_a_name_keeps_them_from_being_sent(held, signed_in, manager):
    correct(held, manager, {"closing": "The panel thanked the family of Zqchild."})
    with pytest.raises(NotNow, match="item 1, the child's name"):
        send(held, manager)
    browser = signed_in(manager)
    assert "match the record" in page(browser, held)
    assert "match the record" in page(browser, held, "minutes_send")
    assert send(held, manager, words_accepted=True).state == Minutes.State.SENT


def test_a_correction_is_read_by_nobody_before_it_is_sent_again(held, signed_in, manager, member):
    """Or a name written after the sending would stand before the members, with no look at the words."""
    sent = send(held, manager)
    browser = signed_in(manager)
    url = reverse("panels:minutes_correct", args=[held.meeting_id])
    assert "members cannot read them until you send them again" in page(browser, held, "minutes_correct")
    data = {"version": sent.version, "closing": "Thanks to the family of Zqchild."}
    assert browser.post(url, data).status_code == 302
    read = reverse("panels:minutes", args=[held.meeting_id])
    assert signed_in(member).get(read).status_code == 404
    with pytest.raises(NotNow, match="the child's name"):
        send(held, manager)
    correct(Minutes.objects.get(pk=held.pk), manager, {"closing": "Thanks to the family."})
    send(held, manager)
    assert "Thanks to the family." in page(signed_in(member), held)


def test_saving_the_same_words_again_takes_nothing_from_the_members(held, signed_in, manager, member):
    sent = send(held, manager)
    assert correct(sent, manager, sent.texts).state == Minutes.State.SENT


def test_everybody_invited_is_told_and_no_word_goes_by_mail(held, manager, case):
    before = OutgoingMessage.objects.count()
    send(held, manager)
    sent = OutgoingMessage.objects.order_by("created_at")[before:]
    assert {message.event for message in sent} == {"minutes_ready"}
    assert len(sent) == 3
    text = "".join(f"{message.subject}{message.body}" for message in sent)
    assert case.reference not in text
    assert POINTS not in text


def test_the_next_meeting_approves_them(held, signed_in, panel, manager, chair):
    later = scene.scheduled(panel, manager, starts_at=scene.moment(0, 13), ends_at=scene.moment(0, 14))
    scene.invite(later, manager, chair)

    later = meetings.start(meeting_id=later.pk, by=manager)
    url = reverse("panels:minutes_approve", args=[later.pk, held.pk])
    browser = signed_in(chair)
    assert browser.post(url).status_code == 404
    send(held, manager)
    assert url in browser.get(reverse("panels:meeting", args=[later.pk])).content.decode()
    assert browser.post(url).status_code == 302
    held.refresh_from_db()
    assert (held.state, held.approved_at, held.approved_by) == (Minutes.State.APPROVED, later, chair)
    with pytest.raises(NotNow):
        correct(held, manager, {"opening": "Too late"})
    assert live.finalise(meeting_id=later.pk, by=chair).minutes.facts["approved"] == [str(held.meeting)]


def test_no_meeting_approves_its_own_minutes(held, manager, chair):
    send(held, manager)
    with pytest.raises(NotNow):
        minutes.approve(minutes_id=held.pk, at_meeting=held.meeting_id, by=chair)


def test_the_number_of_queries_does_not_grow_with_the_agenda(
    panel, manager, chair, member, django_assert_max_num_queries
):

    counts = []
    for number in (1, 4):
        cases = [scene.summarised(panel, manager) for _ in range(number)]
        meeting = scene.opened(*cases, manager=manager, invited=[chair, member])
        with django_assert_max_num_queries(40) as context:
            facts_of(meeting)
        counts.append(len(context))
    assert counts[0] == counts[1]


# --- letters to owners


@pytest.fixture
def recommended(panel, manager, chair, member, case, second_case):
    """A finished meeting with three recommendations; two owners have an address, one for a case closed to the chair."""
    panel.quorum_minimum, panel.quorum_kinds = 1, []
    panel.save()
    meeting = scene.opened(case, second_case, manager=manager, invited=[chair, member])
    for one, number in ((case, 2), (second_case, 1)):
        rows = [{"text": f"Zqadvice {n}", "owner": "Sample Trust", "due_on": today()} for n in range(number)]
        live.save_analysis(
            meeting_id=meeting.pk, item_id=scene.item(meeting, one).pk, version=one.analysis.version,
            data={"recommendations": rows}, by=manager,
        )  # fmt: skip
        scene.decide(meeting, one, manager)
    item = scene.item(meeting, second_case)
    conflicts.declare(meeting_id=meeting.pk, item_id=item.pk, reason="Kin", by=chair)
    meeting = live.finalise(meeting_id=meeting.pk, by=manager)
    for one, email in ((case, "a@example.org"), (second_case, "b@example.org")):
        row = one.recommendations.first()
        recommendations.change(recommendation_id=row.pk, version=row.version, owner_email=email, by=manager)
    return meeting


def letters_sent() -> list[str]:
    """To whom letters went."""
    return sorted(OutgoingMessage.objects.filter(event="action_asked").values_list("recipient", flat=True))


def test_owners_get_one_letter_each_that_says_nothing_of_the_case(recommended, signed_in, manager, chair, case):
    browser = signed_in(chair)
    url = reverse("panels:letters", args=[recommended.pk])
    page_ = browser.get(reverse("panels:meeting", args=[recommended.pk])).content.decode()
    assert "1 recommendation waits for a letter" in page_
    assert browser.post(url).status_code == 302
    assert letters_sent() == ["a@example.org"]
    letters.send(meeting_id=recommended.pk, by=manager)
    letters.send(meeting_id=recommended.pk, by=manager)
    assert letters_sent() == ["a@example.org", "b@example.org"]
    bodies = "".join(OutgoingMessage.objects.filter(event="action_asked").values_list("subject", flat=True))
    assert case.reference not in bodies
    assert "Zqadvice" not in bodies


def test_before_the_end_of_the_meeting_nobody_is_written_to(panel, manager, chair, case):
    meeting = scene.opened(case, manager=manager, invited=[chair])
    with pytest.raises(NotNow):
        letters.send(meeting_id=meeting.pk, by=manager)


def test_owners_of_what_was_reviewed_and_waited_for_an_item_are_written_to_once_it_came(panel, manager, chair, case):
    panel.quorum_minimum = 1
    panel.save()
    meeting = scene.opened(case, manager=manager, invited=[chair])
    row = {"text": "Zqadvice", "owner": "Sample Trust", "owner_email": "a@example.org", "due_on": today()}
    item = scene.item(meeting, case)
    live.save_analysis(
        meeting_id=meeting.pk, item_id=item.pk, version=case.analysis.version, data={"recommendations": [row]},
        by=manager,
    )  # fmt: skip
    scene.decide(meeting, case, manager, outcome="awaiting", reason="Histology")
    meeting = live.finalise(meeting_id=meeting.pk, by=manager)
    letters.send(meeting_id=meeting.pk, by=manager)
    assert letters_sent() == []
    live.finalise_awaiting(case_id=case.pk, on=today(), by=manager)
    letters.send(meeting_id=meeting.pk, by=manager)
    assert letters_sent() == ["a@example.org"]


def test_only_who_was_there_is_said_to_have_left(panel, manager, chair, member, colleague, case, signed_in):
    panel.quorum_minimum, panel.quorum_kinds = 1, []
    panel.save()
    meeting = scene.opened(case, manager=manager, invited=[chair, member, colleague])
    scene.attend(meeting, manager, member, attendance="apologies")
    item = scene.item(meeting, case)
    conflicts.declare(meeting_id=meeting.pk, item_id=item.pk, reason="Kin", by=member)
    scene.decide(meeting, case, manager)
    conflicts.declare(meeting_id=meeting.pk, item_id=item.pk, reason="Kin", by=colleague)
    live.finalise(meeting_id=meeting.pk, by=manager)
    html = page(signed_in(manager), Minutes.objects.get(meeting=meeting))
    assert "left for this item" not in html
    assert html.count("declared a conflict of interest after the decision") == 1


def test_members_write_no_letters(recommended, member):
    with pytest.raises(Refused):
        letters.send(meeting_id=recommended.pk, by=member)


def test_of_a_closed_item_only_its_number_is_said_where_words_match(held, signed_in, manager, case):
    assert selected.mentions(held, manager) == []
    held.texts = {**held.texts, "closing": "Thanks to Zqchild"}
    held.save()
    assert "item 1, the child's name" in selected.mentions(held, manager)
    access.exclude(case=case, user=manager, by=manager, reason="Kin")
    assert [one for one in selected.mentions(held, manager) if one.startswith("item 1")] == ["item 1"]
    assert "item 1, " not in page(signed_in(manager), held, "minutes_send")
