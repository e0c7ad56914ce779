"""What each person finds at each address: 404 for what is not theirs, and never a word of who the child was."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse

from accounts.models import OutgoingMessage, User
from accounts.roles import Role
from audit.models import Event
from common.dates import today
from panels.actions import agenda, conflicts, invitations, live, meetings
from panels.models import Invitation
from tests import factories
from tests import scenarios_panels as scene

EMAILS = [
    path
    for name in ("meeting_*", "invitation_withdrawn", "agenda_*")
    for path in (settings.BASE_DIR / "templates" / "emails").glob(f"{name}.txt")
]
"""Every email of the panel."""

PAGES = ("meeting", "papers", "case", "declare", "reply", "calendar")


@pytest.fixture
def setting(panel, manager, chair, member, colleague, case, second_case):
    """Today's meeting about two cases; the member and the chair are invited, the colleague is not."""
    meeting = scene.meeting_with(case, second_case, manager=manager, invited=[member, chair])
    return {
        "meeting": meeting,
        "item": scene.item(meeting, case),
        "other": scene.item(meeting, second_case),
        "invitation": Invitation.objects.get(user=member),
    }


def address(name: str, setting: dict, item: str = "item") -> str:
    """The address of a page of the setting."""
    if name in ("reply", "withdraw"):
        return reverse(f"panels:{name}", args=[setting["invitation"].pk])
    if name in ("case_panel", "summary", "finalise_case"):
        return reverse(f"panels:{name}", args=[setting[item].case_id])
    keys = [setting["meeting"].pk]
    of_item = {"case", "declare", "record_conflict", "decide", "agenda_move", "agenda_minutes", "agenda_remove"}
    return reverse(f"panels:{name}", args=keys + ([setting[item].pk] if name in of_item else []))


@pytest.mark.parametrize("name", PAGES)
def test_a_member_invited_reads(signed_in, member, setting, name):
    assert signed_in(member).get(address(name, setting)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_somebody_not_invited_finds_nothing(signed_in, colleague, setting, name):
    assert signed_in(colleague).get(address(name, setting)).status_code == 404


@pytest.mark.parametrize("name", [*PAGES, "change", "agenda", "attendance", "finalise", "case_panel", "summary"])
def test_another_panels_manager_finds_nothing(signed_in, other_panel, setting, name):
    assert signed_in(factories.person(other_panel, Role.MANAGER)).get(address(name, setting)).status_code == 404


@pytest.mark.parametrize("name", ["change", "cancel", "invite", "record_conflict", "withdraw", "attendance"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_member_prepares_nothing(signed_in, member, setting, name, method):
    answer = getattr(signed_in(member), method)(address(name, setting))
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "name", ["agenda_move", "agenda_minutes", "agenda_remove", "agenda_add", "agenda_send", "start"]
)
def test_a_member_changes_nothing(signed_in, member, setting, name):
    assert (
        signed_in(member).post(address(name, setting), {"position": 1, "minutes": 5, "version": 1}).status_code == 403
    )


@pytest.mark.parametrize(
    "name", ["agenda_move", "agenda_minutes", "agenda_remove", "agenda_add", "agenda_send", "start"]
)
def test_acts_refuse_get(signed_in, manager, setting, name):
    assert signed_in(manager).get(address(name, setting)).status_code == 405


@pytest.mark.parametrize("name", ["case_panel", "summary", "finalise_case"])
@pytest.mark.parametrize("who", ["member", "chair"])
def test_the_panel_tab_is_not_for_those_who_may_not_know_the_child(signed_in, request, setting, name, who):
    assert signed_in(request.getfixturevalue(who)).get(address(name, setting)).status_code == 404


@pytest.mark.parametrize("name", ["case", "declare", "record_conflict", "decide", "agenda_minutes", "agenda_remove"])
@pytest.mark.parametrize("who", ["member", "manager"])
def test_after_a_conflict_nothing_leads_to_the_case(signed_in, request, setting, name, who):
    person = request.getfixturevalue(who)
    item = setting["item"]
    conflicts.declare(meeting_id=setting["meeting"].pk, item_id=item.pk, reason="I cared for her", by=person)
    browser = signed_in(person)
    assert browser.post(address(name, setting)).status_code in (404, 405)
    assert browser.get(address(name, setting)).status_code in (404, 405)


def test_after_a_conflict_only_the_number_of_the_item_is_left(signed_in, setting, member):
    conflicts.declare(meeting_id=setting["meeting"].pk, item_id=setting["item"].pk, reason="I cared for her", by=member)
    browser = signed_in(member)
    for name in ("meeting", "papers"):
        html = browser.get(address(name, setting)).content.decode()
        assert setting["item"].case.reference not in html
        assert str(setting["item"].pk) not in html
        assert str(setting["item"].case_id) not in html
        assert setting["other"].case.reference in html
    page = browser.get(address("meeting", setting)).content.decode()
    assert "Closed to you" in page
    assert "minutes planned" not in page


def test_a_conflicted_managers_tab_is_gone(signed_in, setting, manager):
    conflicts.declare(meeting_id=setting["meeting"].pk, item_id=setting["item"].pk, reason="Kin", by=manager)
    assert signed_in(manager).get(address("case_panel", setting)).status_code == 404


def test_a_conflicted_manager_still_orders_what_they_cannot_read(signed_in, setting, manager):
    conflicts.declare(meeting_id=setting["meeting"].pk, item_id=setting["item"].pk, reason="Kin", by=manager)
    browser = signed_in(manager)
    html = browser.post(address("agenda_move", setting), {"position": 2}, follow=True).content.decode()
    assert "The item is now item 2 of 2." in html
    assert setting["item"].case.reference not in html


def test_the_chair_and_manager_see_who_leaves(signed_in, setting, member, chair):
    conflicts.declare(meeting_id=setting["meeting"].pk, item_id=setting["item"].pk, reason="I cared for her", by=member)
    assert "I cared for her" in signed_in(chair).get(address("meeting", setting)).content.decode()


def test_a_member_does_not_see_the_conflicts_of_others(signed_in, setting, member, chair):
    conflicts.declare(meeting_id=setting["meeting"].pk, item_id=setting["item"].pk, reason="Godmother", by=chair)
    assert "Godmother" not in signed_in(member).get(address("meeting", setting)).content.decode()


def test_every_reading_is_recorded_once(signed_in, setting, member):
    browser = signed_in(member)
    browser.get(address("case", setting))
    assert Event.objects.filter(verb="pack_viewed", actor_id=str(member.pk)).count() == 1
    browser.get(address("papers_all", setting))
    assert Event.objects.filter(verb="pack_viewed", actor_id=str(member.pk)).count() == 3


def test_after_the_meeting_the_papers_are_gone_and_the_meeting_stays(signed_in, setting, manager, member, chair):
    meeting = setting["meeting"]
    meetings.start(meeting_id=meeting.pk, by=manager)
    scene.attend(meeting, manager, member, chair)
    for item in ("item", "other"):
        scene.decide(meeting, setting[item].case, manager)
    live.finalise(meeting_id=meeting.pk, by=manager)
    browser = signed_in(member)
    assert browser.get(address("case", setting)).status_code == 404
    assert browser.get(address("papers", setting)).status_code == 409
    assert browser.get(address("meeting", setting)).status_code == 200
    assert signed_in(manager).get(address("case", setting)).status_code == 200


# --- names never

TOKENS = {
    "first_names": "Zqplantfirst",
    "surname": "Zqplantsurname",
    "aliases": "Zqplantalias",
    "nhs_number": "9990000018",
    "address": "77 Zqplantstreet",
    "postcode": "ZQ7 7QZ",
    "gp_practice": "Zqplantpractice",
    "school": "Zqplantschool",
}


@pytest.fixture
def planted(setting):
    """The setting, with a token in every identifiable field of its first case."""
    plant(setting["item"].case)
    return setting


def plant(case) -> None:
    """Gives a case an identity of tokens."""
    child = scene.identify(case, born_on=date(2026, 1, 23), **TOKENS)
    child.relatives.create(
        relationship="mother", name="Zqplantmother", address="Zqplantelsewhere", born_on=date(1999, 2, 24)
    )
    child.professionals.create(
        role="GP", name="Zqplantdoctor", organisation="Zqplantsurgery", email="zqplant@example.org"
    )


def leaks(text: str) -> list[str]:
    """The tokens and exact dates in a text."""
    wanted = [
        "zqplant",
        "zq7 ?7qz",
        "9990000018",
        r"23 Jan(uary)? 2026",
        r"24 Feb(ruary)? 1999",
        "2026-01-23",
        "1999-02-24",
    ]
    return [pattern for pattern in wanted if re.search(pattern, text, re.IGNORECASE)]


@pytest.mark.parametrize("who", ["member", "chair"])
def test_nothing_of_the_child_reaches_a_page_of_the_panel(signed_in, request, planted, manager, who):
    person = request.getfixturevalue(who)
    browser = signed_in(person)
    names = [*PAGES] if who == "member" else ["meeting", "papers", "case", "calendar"]
    html = "".join(browser.get(address(name, planted)).content.decode() for name in names)
    meetings.start(meeting_id=planted["meeting"].pk, by=manager)
    if who == "chair":
        for name in ("decide", "attendance", "finalise", "meeting"):
            html += browser.get(address(name, planted)).content.decode()
    case = planted["item"].case
    assert leaks(html) == []
    for day in (case.died_on, case.notified_on):
        assert f"{day.day} {day:%B %Y}" not in html
        assert day.isoformat() not in html
    assert case.local_authority.name not in html


def test_nothing_of_the_child_reaches_mail_or_calendars(panel, manager, member, chair):
    case = scene.summarised(panel, manager)
    plant(case)
    meeting = scene.meeting_with(case, manager=manager, invited=[member, chair], days=7)
    meeting = meetings.announce(meeting_id=meeting.pk, version=meeting.version, by=manager)
    item = meeting.agenda.get()
    agenda.set_minutes(item_id=item.pk, version=item.version, minutes=35, by=manager)
    meeting = meetings.announce(meeting_id=meeting.pk, version=meeting.version, by=manager)
    meeting = meetings.change(meeting_id=meeting.pk, version=meeting.version, place="Room 3", by=manager)
    invitations.withdraw(invitation_id=Invitation.objects.get(user=member).pk, by=manager)
    meeting.refresh_from_db()
    meetings.cancel(meeting_id=meeting.pk, version=meeting.version, reason="Zqplantreason", by=manager)
    sent = list(OutgoingMessage.objects.all())
    text = "".join(f"{message.subject}{message.body}{message.calendar}" for message in sent)
    reminders = {"meeting_answer_reminder", "meeting_soon"}  # sent by the sweep; read in test_invitations
    assert {message.event for message in sent} == {path.stem for path in EMAILS} - reminders
    assert leaks(text) == []
    assert case.reference not in text


def test_whoever_cancels_is_told_who_reads_why(signed_in, panel, manager, member):
    meeting = scene.scheduled(panel, manager)
    scene.invite(meeting, manager, member)
    browser, page = signed_in(manager), reverse("panels:meeting", args=[meeting.pk])
    assert "Those invited see it" in browser.get(reverse("panels:cancel", args=[meeting.pk])).content.decode()
    meeting.refresh_from_db()
    meetings.cancel(meeting_id=meeting.pk, version=meeting.version, reason="Snow on the roads", by=manager)
    assert "Snow on the roads" in signed_in(member).get(page).content.decode()


# --- cost


@pytest.mark.parametrize("name", ["meeting", "papers", "agenda"])
def test_the_number_of_queries_does_not_grow(
    signed_in, panel, manager, setting, person, name, django_assert_max_num_queries
):
    browser = signed_in(manager)
    scene.summarised(panel, manager)  # one that waits
    few = _queries(browser, address(name, setting), django_assert_max_num_queries)
    for _ in range(3):
        more = scene.summarised(panel, manager)
        scene.agenda.add(meeting_id=setting["meeting"].pk, case_id=more.pk, by=manager)
        scene.summarised(panel, manager)
        scene.invite(setting["meeting"], manager, person(Role.MEMBER, organisation=factories.organisation()))
    many = _queries(browser, address(name, setting), django_assert_max_num_queries)
    extra = 3 if name == "papers" else 0  # one entry in the trail for each case that is read
    assert many <= few + extra


def _queries(browser, url: str, counting) -> int:
    browser.get(url)  # the first request of a session writes it
    with counting(200) as context:
        assert browser.get(url).status_code == 200
    return len(context.captured_queries)


def test_the_list_of_meetings_costs_the_same(signed_in, panel, manager, setting, django_assert_max_num_queries):
    browser = signed_in(manager)
    few = _queries(browser, reverse("panels:meetings"), django_assert_max_num_queries)
    for days in range(1, 5):
        scene.scheduled(panel, manager, days=days)
    assert _queries(browser, reverse("panels:meetings"), django_assert_max_num_queries) == few


# --- forms


def test_two_presses_of_schedule_make_one_meeting(signed_in, panel, manager):
    browser = signed_in(manager)
    url = reverse("panels:schedule")
    key = browser.get(url).context["form"]["new_id"].value()
    data = {"new_id": key, "title": "Panel meeting", "day_day": "3", "day_month": "12", "day_year": "2026"}
    data |= {"starts": "9:30am", "ends": "12:30pm", "access_days": "14"}
    addresses = {browser.post(url, data)["Location"] for _ in range(2)}
    assert len(addresses) == 1
    assert panel.meetings.get().starts_at.isoformat() == "2026-12-03T09:30:00+00:00"


def test_an_end_before_the_start_is_refused_and_nothing_is_lost(signed_in, manager):
    browser = signed_in(manager)
    data = {"title": "Neonatal panel", "starts": "2pm", "ends": "1pm", "place": "Room 9", "access_days": "14"}
    html = browser.post(reverse("panels:schedule"), data).content.decode()
    assert "The end time must be after the start time" in html
    assert "Room 9" in html


@pytest.mark.parametrize(("data", "answer"), [({}, "accepted"), ({"reply": "declined"}, "declined")])
def test_answering(signed_in, member, setting, data, answer):
    signed_in(member).post(address("reply", setting), {"version": 1, **data})
    assert Invitation.objects.get(user=member).reply == answer


def test_a_stale_change_shows_both(signed_in, manager, setting):
    meeting = setting["meeting"]
    meetings.change(meeting_id=meeting.pk, version=meeting.version, place="Room 3", by=manager)
    data = {
        "version": 1,
        "title": "Panel meeting",
        "place": "Room 4",
        "access_days": 14,
        "starts": "9am",
        "ends": "12pm",
    }
    data |= dict(zip(("day_year", "day_month", "day_day"), today().isoformat().split("-"), strict=True))
    answer = signed_in(manager).post(address("change", setting), data)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Room 3" in html
    assert "Room 4" in html


def test_a_decision_without_a_quorum_says_why(signed_in, manager, member, setting):
    meetings.start(meeting_id=setting["meeting"].pk, by=manager)
    answer = signed_in(manager).post(address("decide", setting), {"version": 1, "outcome": "decided"})
    assert answer.status_code == 409
    assert "Not quorate" in answer.content.decode()


def test_attendance_then_decisions_then_the_end(signed_in, manager, chair, member, setting):
    browser = signed_in(chair)
    assert browser.post(address("start", setting)).status_code == 302
    lines = {}
    for invitation in Invitation.objects.all():
        key = invitation.pk.hex
        lines |= {f"there_{key}": "present", f"version_{key}": invitation.version}
    browser.post(address("attendance", setting), lines)
    first = browser.post(address("decide", setting), {"version": 1, "outcome": "decided"})
    assert first["Location"] == address("decide", setting, "other")
    browser.post(address("decide", setting, "other"), {"version": 1, "outcome": "deferred", "deferred": "Genetics"})
    browser.post(address("finalise", setting))
    case = setting["item"].case
    case.refresh_from_db()
    assert case.reviewed_on == today()


def test_a_deputy_without_a_name_is_asked_for_one(signed_in, manager, setting):
    meetings.start(meeting_id=setting["meeting"].pk, by=manager)
    key = setting["invitation"].pk.hex
    html = signed_in(manager).post(address("attendance", setting), {f"there_{key}": "deputy", f"version_{key}": 1})
    assert "Enter the name of the deputy" in html.content.decode()


def test_adding_nothing_says_so(signed_in, panel, manager, setting):
    scene.summarised(panel, manager)
    html = signed_in(manager).post(address("agenda_add", setting)).content.decode()
    assert "Select at least one case" in html


def test_a_deactivated_member_is_out(client, member, setting):
    client.force_login(member)
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert client.get(address("case", setting)).status_code == 302


def test_the_panel_tab_is_a_page_of_the_case(signed_in, manager, case):
    """The same way back to the work list, and the same colour of where the case stands."""
    browser = signed_in(manager)
    pages = [browser.get(reverse(name, args=[case.pk])).content for name in ("cases:case", "panels:case_panel")]
    first, second = (BeautifulSoup(page, "html.parser") for page in pages)
    for what in (".govuk-breadcrumbs", "main .govuk-tag"):
        assert second.select_one(what) == first.select_one(what), what
