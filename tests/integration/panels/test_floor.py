"""The meeting while it goes on: words kept as they are spoken, the room, the quorum, the projector, news."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.models import Event
from cases.models import Analysis, Recommendation
from common.errors import NotNow, Refused
from panels import selectors
from panels.actions import conflicts, floor, live
from panels.models import AgendaItem, Discussion, Invitation, Movement, Sitting
from tests import factories, scenarios_casework
from tests import scenarios_panels as scene

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def meeting(case, second_case, panel, manager, chair, member):
    """A meeting going on about two cases, two people present, two needed."""
    panel.quorum_minimum, panel.quorum_kinds = 2, []
    panel.save()
    return scene.opened(case, second_case, manager=manager, invited=[chair, member])


@pytest.fixture
def item(meeting, case):
    """The first item."""
    return scene.item(meeting, case)


def address(name: str, item: AgendaItem) -> str:
    """A page of one item."""
    return reverse(f"panels:{name}", args=[item.meeting_id, item.pk])


def shown(browser, item: AgendaItem) -> dict:
    """What the page of an item would send back untouched."""
    soup = BeautifulSoup(browser.get(address("decide", item)).content, "html.parser")
    form = soup.find("form", attrs={"data-autosave": True})
    data = {}
    for one in form.find_all(["input", "textarea", "select"]):
        if one.get("type") in ("radio", "checkbox"):
            if one.has_attr("checked"):
                data.setdefault(one["name"], []).append(one.get("value", "on"))
        elif one.name == "select":
            chosen = one.find("option", selected=True) or one.find("option")
            data[one["name"]] = chosen.get("value", "")
        else:
            data[one["name"]] = one.get("value", "") if one.name == "input" else one.get_text().lstrip("\n")
    data.pop("csrfmiddlewaretoken", None)
    return data


def save(browser, item: AgendaItem, data: dict):
    """What a script sends; the answer."""
    return browser.post(address("spoken", item), data, **JSON)


# --- words


def test_nothing_changed_is_nothing_written(signed_in, chair, item):
    browser = signed_in(chair)
    data = shown(browser, item)
    before = Analysis.objects.get(case=item.case).version
    assert save(browser, item, data).json()["clashes"] == []
    assert Analysis.objects.get(case=item.case).version == before
    assert not Event.objects.filter(verb="discussion_saved").exists()


def test_words_are_kept_as_they_are_spoken(signed_in, chair, item):
    browser = signed_in(chair)
    data = shown(browser, item) | {"points": "Was the ward full?", "issues": "Handover", "categories": ["8", "9"]}
    answer = save(browser, item, data).json()
    assert (answer["clashes"], answer["waiting"]) == ([], [])
    form = Analysis.objects.get(case=item.case)
    assert form.issues == "Handover"
    assert Discussion.objects.get(item=item).points == "Was the ward full?"
    assert selectors.summary_of(item.case).analysis_version == form.version
    again = save(browser, item, data | {"base": answer["base"]})
    assert again.status_code == 200
    assert Analysis.objects.get(case=item.case).version == form.version


def test_the_button_does_the_same_without_a_script(signed_in, chair, item):
    browser = signed_in(chair)
    answer = browser.post(address("spoken", item), shown(browser, item) | {"issues": "Handover"}, follow=True)
    assert "Saved at" in answer.content.decode()
    assert Analysis.objects.get(case=item.case).issues == "Handover"


def test_two_people_who_change_different_answers_both_keep_theirs(signed_in, client, chair, manager, item):
    browser = signed_in(chair)
    data = shown(browser, item)
    browser.force_login(manager)
    assert save(browser, item, data | {"points": "The manager's"}).json()["clashes"] == []
    browser.force_login(chair)
    assert save(browser, item, data | {"issues": "The chair's"}).json()["clashes"] == []
    assert Discussion.objects.get(item=item).points == "The manager's"
    assert Analysis.objects.get(case=item.case).issues == "The chair's"


def test_two_people_who_change_one_answer_are_shown_both(signed_in, chair, manager, item):
    browser = signed_in(manager)
    data = shown(browser, item)
    save(browser, item, data | {"issues": "The manager's"})
    browser.force_login(chair)
    mine = data | {"issues": "The chair's", "points": "Only the chair"}
    answer = save(browser, item, mine).json()
    assert [(clash["name"], clash["theirs"]) for clash in answer["clashes"]] == [
        ("Issues and good practice", "The manager's")
    ]
    assert answer["others"] == str(manager)
    assert Analysis.objects.get(case=item.case).issues == "The manager's"
    assert Discussion.objects.get(item=item).points == "Only the chair"
    save(browser, item, mine | {"base": answer["base_over"]})
    assert Analysis.objects.get(case=item.case).issues == "The chair's"


def test_the_page_of_a_clash_shows_both_and_loses_nothing(signed_in, chair, manager, item):
    browser = signed_in(manager)
    data = shown(browser, item)
    save(browser, item, data | {"issues": "The manager's"})
    browser.force_login(chair)
    answer = browser.post(address("spoken", item), data | {"issues": "The chair's"})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "The manager&#x27;s" in html
    assert "The chair&#x27;s" in html


def test_what_cannot_stand_waits_and_the_rest_is_kept(signed_in, chair, item):
    browser = signed_in(chair)
    data = shown(browser, item) | {"modifiability": "modifiable", "issues": "Handover"}
    answer = save(browser, item, data).json()
    assert any("modifiable" in sentence for sentence in answer["waiting"])
    form = Analysis.objects.get(case=item.case)
    assert (form.issues, form.modifiability) == ("Handover", "none")
    row = {"factors-0-text": "No interpreter", "factors-0-domain": "service", "factors-0-relevance": "2"}
    later = data | row | {"base": answer["base"], "factors-0-modifiable": "on"}
    assert save(browser, item, later).json()["waiting"] == []
    assert Analysis.objects.get(case=item.case).modifiability == "modifiable"


def test_half_a_recommendation_waits_and_a_whole_one_is_one(signed_in, chair, item):
    browser = signed_in(chair)
    data = shown(browser, item) | {"recommendations-0-text": "Book interpreters"}
    answer = save(browser, item, data).json()
    assert answer["waiting"]
    data |= {"recommendations-0-owner": "Sample Trust", "recommendations-0-due_on_day": "1"}
    data |= {"recommendations-0-due_on_month": "5", "recommendations-0-due_on_year": "2027", "base": answer["base"]}
    for words in ("Book interpreters", "Book interpreters early", "Book interpreters early"):
        data |= {"recommendations-0-text": words}
        answer = save(browser, item, data).json()
        assert answer["waiting"] == []
        data["base"] = answer["base"]
    assert [row.text for row in Recommendation.objects.all()] == ["Book interpreters early"]
    assert Event.objects.filter(verb="recommendation_removed").count() == 0


def test_a_body_that_is_told_has_a_name(signed_in, chair, item):
    browser = signed_in(chair)
    data = shown(browser, item) | {"referral": "yes"}
    assert save(browser, item, data).json()["waiting"] == ["Select which body is told"]
    data |= {"referral_body": "coroner", "referral_detail": "New facts"}
    assert save(browser, item, data).json()["waiting"] == []
    assert Discussion.objects.get(item=item).referral_body == "coroner"


def test_a_broken_seal_overwrites_nothing(signed_in, chair, item):
    browser = signed_in(chair)
    live_form = Analysis.objects.get(case=item.case)
    answer = save(browser, item, shown(browser, item) | {"base": "made:up", "categories": ["1"]}).json()
    assert [clash["name"] for clash in answer["clashes"]] == ["Categories"]
    assert Analysis.objects.get(case=item.case).version == live_form.version


def test_another_row_keeps_what_was_typed(signed_in, chair, item):
    browser = signed_in(chair)
    data = shown(browser, item) | {"points": "Typed and not saved", "add_recommendations": "1"}
    html = browser.post(address("spoken", item), data).content.decode()
    assert "Typed and not saved" in html
    assert "recommendations-1-text" in html
    assert not Discussion.objects.filter(item=item).exists()


def test_unchecked_words_stay_closed(signed_in, chair, manager, item):
    browser = signed_in(chair)
    data = shown(browser, item)
    scenarios_casework.with_analysis(item.case, by=manager, cause_understood="Robin's illness")
    assert "Robin" not in browser.get(address("decide", item)).content.decode()
    answer = save(browser, item, data | {"cause_understood": "x"})
    assert answer.status_code == 409
    assert "Robin" not in answer.content.decode()
    assert "check the words" in answer.json()["reason"]


@pytest.mark.parametrize("name", ["spoken", "take_up"])
def test_members_write_nothing(signed_in, member, item, name):
    assert signed_in(member).post(address(name, item), {}).status_code == 403


@pytest.mark.parametrize("name", ["spoken", "take_up", "decide", "item_state"])
def test_a_conflict_closes_all_of_it(signed_in, chair, item, name):
    conflicts.declare(meeting_id=item.meeting_id, item_id=item.pk, reason="Kin", by=chair)
    browser = signed_in(chair)
    ask = browser.post if name in ("spoken", "take_up") else browser.get
    assert ask(address(name, item)).status_code == 404


def test_before_the_meeting_nothing_is_kept(manager, chair, case):
    meeting = scene.meeting_with(case, manager=manager, invited=[chair])
    with pytest.raises(NotNow):
        floor.keep(meeting_id=meeting.pk, item_id=scene.item(meeting, case).pk, base={}, mine={}, by=chair)


# --- the case taken up, the room


def test_taking_a_case_up_twice_keeps_the_first_time(chair, item):
    first = floor.take_up(meeting_id=item.meeting_id, item_id=item.pk, by=chair)
    again = floor.take_up(meeting_id=item.meeting_id, item_id=item.pk, by=chair)
    assert (first.since, Sitting.objects.count()) == (again.since, 1)


def move(item, person, inside, by, **more) -> Invitation:
    """Somebody comes or goes."""
    invitation = Invitation.objects.get(meeting=item.meeting_id, user=person)
    return floor.move(meeting_id=item.meeting_id, invitation_id=invitation.pk, inside=inside, by=by, **more)


def test_whoever_leaves_does_not_count_until_they_are_back(chair, member, item):
    meeting = item.meeting
    assert selectors.quorum_of(meeting).present == 2
    move(item, member, False, chair)
    move(item, member, False, chair)
    assert Movement.objects.count() == 1
    assert selectors.quorum_of(meeting).present == 1
    with pytest.raises(NotNow, match="cannot be decided"):
        scene.decide(meeting, item.case, chair)
    move(item, member, True, chair)
    assert scene.decide(meeting, item.case, chair).members_present == 2


def test_somebody_late_counts_from_then_on(person, manager, chair, item):
    late = person(Role.MEMBER, organisation=factories.organisation())
    scene.invite(item.meeting, manager, late)
    move(item, late, True, chair)
    assert selectors.quorum_of(item.meeting).present == 3
    earlier = timezone.now() - timedelta(minutes=5)
    assert selectors.quorum_of(item.meeting, at=earlier).present == 2


@pytest.mark.parametrize("minutes", [5, -600])
def test_times_outside_the_meeting_are_refused(chair, member, item, minutes):
    with pytest.raises(NotNow, match="between the start"):
        move(item, member, False, chair, at=timezone.now() + timedelta(minutes=minutes))


def test_the_room_by_button_and_by_time(signed_in, chair, member, item):
    invitation = Invitation.objects.get(meeting=item.meeting_id, user=member)
    url = reverse("panels:move", args=[item.meeting_id, invitation.pk])
    browser = signed_in(chair)
    assert browser.get(f"{url}?inside=0").status_code == 200
    assert browser.post(f"{url}?inside=0", {"at": f"{timezone.localtime():%H:%M}"}).status_code == 302
    assert Movement.objects.get().inside is False
    assert "until" in browser.get(reverse("panels:meeting", args=[item.meeting_id])).content.decode()
    assert browser.post(url, {"inside": "1"}).status_code == 302
    assert Movement.objects.last().inside is True


# --- no quorum


def test_a_quorum_when_decided_is_enough_at_the_end(chair, manager, member, meeting, case, second_case):
    for one in (case, second_case):
        scene.decide(meeting, one, chair)
    move(scene.item(meeting, case), member, False, chair)
    live.finalise(meeting_id=meeting.pk, by=chair)
    case.refresh_from_db()
    assert case.status == "reviewed"


def decide_alone(item, by, why="Statutory date; the member agreed by telephone"):
    """A decision without a quorum."""
    item = scene.item(item.meeting, item.case)
    return live.decide(
        meeting_id=item.meeting_id, item_id=item.pk, version=item.version, outcome="decided", without_quorum=why, by=by
    )


def test_only_the_chair_decides_without_a_quorum_and_says_why(chair, manager, member, item):
    move(item, member, False, chair)
    with pytest.raises(Refused):
        decide_alone(item, manager)
    with pytest.raises(NotNow):
        decide_alone(item, chair, why=" ")
    decide_alone(item, chair)
    said = Discussion.objects.get(item=item)
    assert (said.without_quorum_by, item.case.status) == (chair, "listed")
    assert "decided_without_quorum" in Event.objects.values_list("verb", flat=True)


def test_taking_the_decision_back_takes_the_reason_back(chair, member, item):
    move(item, member, False, chair)
    decide_alone(item, chair)
    scene.decide(item.meeting, item.case, chair, outcome="pending")
    assert Discussion.objects.get(item=item).without_quorum == ""


def test_with_a_quorum_there_is_nothing_to_say(chair, item):
    with pytest.raises(NotNow, match="There is a quorum"):
        decide_alone(item, chair)


def test_the_chair_is_asked_why_on_the_page(signed_in, chair, manager, member, item):
    browser = signed_in(chair)
    field = 'name="without_quorum"'
    assert field not in browser.get(address("decide", item)).content.decode()
    move(item, member, False, chair)
    assert field in browser.get(address("decide", item)).content.decode()
    browser.post(address("decide", item), {"version": item.version, "outcome": "decided", "without_quorum": "Time"})
    assert Discussion.objects.get(item=item).without_quorum == "Time"
    assert field not in signed_in(manager).get(address("decide", item)).content.decode()


# --- news and the projector


def stamp(browser, item: AgendaItem) -> str:
    """What an open screen is told."""
    return browser.get(reverse("panels:meeting_state", args=[item.meeting_id])).json()["stamp"]


def test_open_screens_notice_what_changes(signed_in, chair, member, item):
    browser = signed_in(member)
    seen = [stamp(browser, item), stamp(browser, item)]
    floor.take_up(meeting_id=item.meeting_id, item_id=item.pk, by=chair)
    seen.append(stamp(browser, item))
    move(item, chair, False, chair)
    seen.append(stamp(browser, item))
    scene.decide(item.meeting, item.case, chair, outcome="deferred", reason="Inquest")
    seen.append(stamp(browser, item))
    assert len(set(seen)) == 4


def test_of_a_closed_case_no_news_come(signed_in, chair, member, item):
    conflicts.declare(meeting_id=item.meeting_id, item_id=item.pk, reason="Kin", by=member)
    browser = signed_in(member)
    before = stamp(browser, item)
    floor.take_up(meeting_id=item.meeting_id, item_id=item.pk, by=chair)
    scene.decide(item.meeting, item.case, chair, outcome="deferred", reason="Inquest")
    assert stamp(browser, item) == before


def test_looking_for_news_keeps_nobody_signed_in(signed_in, member, item, monkeypatch):
    browser = signed_in(member)
    url = reverse("panels:meeting_state", args=[item.meeting_id])
    browser.get(url)
    before = browser.session["session_seen"]
    monkeypatch.setattr("accounts.middleware.time.time", lambda: before + 120)
    browser.get(url, HTTP_X_WATCHING="1")
    assert browser.session["session_seen"] == before
    browser.get(url)
    assert browser.session["session_seen"] == before + 120


def test_the_projector_shows_the_case_taken_up_and_no_name(signed_in, chair, member, item):
    browser = signed_in(chair)
    url = reverse("panels:present", args=[item.meeting_id])
    assert "No case is being discussed" in browser.get(url).content.decode()
    floor.take_up(meeting_id=item.meeting_id, item_id=item.pk, by=chair)
    html = browser.get(url).content.decode()
    assert item.case.reference in html
    assert not [name for name in (str(chair), str(member), "Signed in as") if name in html]
    assert signed_in(member).get(url).status_code == 403


def test_the_projector_of_somebody_in_conflict_stays_empty(signed_in, chair, manager, item):
    floor.take_up(meeting_id=item.meeting_id, item_id=item.pk, by=manager)
    conflicts.declare(meeting_id=item.meeting_id, item_id=item.pk, reason="Kin", by=chair)
    html = signed_in(chair).get(reverse("panels:present", args=[item.meeting_id])).content.decode()
    assert item.case.reference not in html
    assert "not shown here" in html


def test_evidence_is_for_those_who_may_know_the_child(signed_in, chair, manager, item):
    words = "What agencies answered"
    assert words in signed_in(manager).get(address("decide", item)).content.decode()
    assert words not in signed_in(chair).get(address("decide", item)).content.decode()


# --- when it is over


@pytest.mark.parametrize("name", ["case", "decide", "item_state", "declare", "spoken", "take_up"])
@pytest.mark.parametrize("who", ["member", "chair"])
def test_after_the_end_nothing_leads_to_the_case(signed_in, request, chair, meeting, item, second_case, name, who):
    for one in (item.case, second_case):
        scene.decide(meeting, one, chair)
    live.finalise(meeting_id=meeting.pk, by=chair)
    browser = signed_in(request.getfixturevalue(who))
    ask = browser.post if name in ("spoken", "take_up") else browser.get
    assert ask(address(name, item)).status_code == 404


def test_after_the_end_the_news_say_nothing_of_the_cases(signed_in, member, chair, meeting, item, second_case):
    for one in (item.case, second_case):
        scene.decide(meeting, one, chair)
    live.finalise(meeting_id=meeting.pk, by=chair)
    browser = signed_in(member)
    before = stamp(browser, item)
    Discussion.objects.update(version=99)
    assert stamp(browser, item) == before
    room = browser.get(reverse("panels:papers", args=[meeting.pk]))
    assert room.status_code == 409
    assert item.case.reference not in room.content.decode()


def test_nobody_reads_on_the_decision_page_before_the_meeting_begins(signed_in, chair, manager, member, case):
    planned = scene.meeting_with(case, manager=manager, invited=[chair, member], days=7)
    answer = signed_in(chair).get(address("decide", scene.item(planned, case)))
    assert answer.status_code == 409
    assert "has not started" in answer.content.decode()
