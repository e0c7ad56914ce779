"""The rule of the quorum: kept by those who keep the register, and never changed for a meeting that has begun."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.models import Panel
from accounts.roles import Role
from audit.models import Event
from common.dates import FinancialYear, today
from common.errors import NotNow, Refused, Stale
from panels import selectors
from panels.actions import floor, live, meetings, quorum
from panels.models import Meeting
from panels.quorum import GROUPS
from reporting.annual_report import snapshot
from tests import factories
from tests import scenarios_panels as scene

pytestmark = pytest.mark.django_db
URL = "panels:quorum"


def change(panel, by, minimum: int, *groups: str, version: int | None = None) -> Panel:
    """Sets the rule, on the row as it stands."""
    current = Panel.objects.get(pk=panel.pk)
    return quorum.change(panel=panel, version=version or current.version, minimum=minimum, groups=groups, by=by)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMINISTRATOR])
def test_those_who_keep_the_register_set_it(panel, person, role):
    by = person(role)
    changed = change(panel, by, 4, "police", "health")
    assert (changed.quorum_minimum, changed.quorum_kinds) == (4, ["health", "police"])
    event = Event.objects.get(verb="quorum_changed")
    assert event.details == {
        "from": {"minimum": 2, "groups": []}, "to": {"minimum": 4, "groups": ["health", "police"]}
    }  # fmt: skip


@pytest.mark.parametrize("role", [Role.CHAIR, Role.MEMBER, Role.DOCTOR, Role.ANALYST])
def test_nobody_else_does(signed_in, panel, person, role):
    by = person(role)
    with pytest.raises(Refused):
        change(panel, by, 4)
    assert signed_in(by).get(reverse(URL)).status_code == 403


@pytest.mark.parametrize(("minimum", "groups"), [(1, ()), (31, ()), (3, ("choir",))])
def test_what_is_no_rule_is_refused(panel, manager, minimum, groups):
    with pytest.raises(NotNow):
        change(panel, manager, minimum, *groups)


def test_two_who_change_it_do_not_overwrite_each_other_and_once_is_once(panel, manager, person):
    version = panel.version
    for _ in range(2):
        change(panel, manager, 4, version=version)
    assert Event.objects.filter(verb="quorum_changed").count() == 1
    with pytest.raises(Stale):
        change(panel, person(Role.ADMINISTRATOR), 5, version=version)
    assert Panel.objects.get().quorum_minimum == 4


def test_it_holds_from_the_next_meeting_that_begins(panel, manager, chair, member, case, second_case):
    held = scene.opened(case, manager=manager, invited=[chair, member])
    scene.decide(held, case, chair)
    change(panel, manager, 9, "police")
    assert selectors.quorum_of(Meeting.objects.get(pk=held.pk)).minimum == 2  # it goes on
    live.finalise(meeting_id=held.pk, by=chair)
    coming = scene.meeting_with(second_case, manager=manager, invited=[chair, member])
    assert selectors.quorum_of(Meeting.objects.get(pk=coming.pk)).minimum == 9
    change(panel, manager, 3)
    assert selectors.quorum_of(Meeting.objects.get(pk=coming.pk)).minimum == 3  # not begun yet
    meetings.start(meeting_id=coming.pk, by=manager)
    change(panel, manager, 8)
    found = [selectors.quorum_of(Meeting.objects.get(pk=one.pk)) for one in (held, coming)]
    assert [(one.minimum, one.missing) for one in found] == [(2, ()), (3, ())]
    assert "2 needed" in Meeting.objects.get(pk=held.pk).minutes.facts["quorum"]
    (line,) = snapshot._meetings(panel, FinancialYear.of(today()))
    assert line["quorate"] == "Yes"


def test_through_the_page(signed_in, panel, manager, chair, member):
    browser, url = signed_in(manager), reverse(URL)
    html = browser.get(url).content.decode()
    assert "2 people have a role that sits on the panel today" in html
    assert all(code in html for code in GROUPS)
    data = {"version": panel.version, "minimum": "2", "groups": ["health"]}
    for wrong in ("x", "1", "31", ""):
        answer = browser.post(url, data | {"minimum": wrong})
        assert "minimum" in answer.context["form"].errors
    saved = browser.post(url, data, follow=True).content.decode()
    assert "A meeting is quorate with 2 members and somebody from health." in saved
    assert "no meeting can have a quorum" not in saved
    assert browser.post(url, data | {"minimum": "3"}).status_code == 409  # somebody saved in between: it was oneself
    data["version"] = Panel.objects.get().version
    assert "no meeting can have a quorum" in browser.post(url, data | {"minimum": "7"}, follow=True).content.decode()


def test_an_open_screen_hears_when_the_quorum_is_lost(signed_in, case, manager, chair, member):
    meeting = scene.opened(case, manager=manager, invited=[chair, member])
    place, browser = [meeting.pk, scene.item(meeting, case).pk], signed_in(chair)
    card = BeautifulSoup(browser.get(reverse("panels:decide", args=place)).content, "html.parser").find(id="decision")
    assert [card.find(attrs={name: True}).get_text(strip=True) for name in ("data-quorate", "data-quorum")] == [
        "Quorate", "2 members present, 2 needed."
    ]  # fmt: skip
    invitation = meeting.invitations.get(user=member)
    floor.move(meeting_id=meeting.pk, invitation_id=invitation.pk, inside=False, by=manager)
    news = browser.get(reverse("panels:item_state", args=place)).json()
    lost = "Not quorate: 1 member present, 2 needed."
    assert (news["quorate"], news["quorum"], news["in_room"]) == (False, lost, 1)


def test_another_panel_keeps_its_own(panel, other_panel, manager):
    stranger = factories.person(other_panel, Role.MANAGER)
    with pytest.raises(Refused):
        change(panel, stranger, 4)
    change(panel, manager, 4)
    assert Panel.objects.get(pk=other_panel.pk).quorum_minimum == 2
