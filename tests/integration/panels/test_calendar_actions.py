"""Series of meetings, holds for themed panels, and the pages that plan with them."""

import uuid
from datetime import time, timedelta

import pytest
from django.urls import reverse

from accounts.models import OutgoingMessage
from cases.models import DelayReason
from common.dates import london, today
from common.errors import NotNow, Refused, Stale
from panels import dates
from panels.actions import agenda, holds, series
from panels.models import CaseHold, Meeting
from panels.selectors import calendar
from tests import scenarios_panels as scene


def planned(panel, manager, count: int = 3, **details) -> list[Meeting]:
    """A monthly series from next week on."""
    days = dates.series(today() + timedelta(days=7), "weekly", count)
    return series.schedule(
        panel=panel, series_id=details.pop("series_id", uuid.uuid4()), days=days, starts=time(9), ends=time(12),
        by=manager, **details,
    )  # fmt: skip


def hold(case, manager, theme: str = "Suicide", days: int = 60) -> CaseHold:
    """The case waits."""
    until = today() + timedelta(days=days)
    return holds.hold(
        case_id=case.pk, new_id=uuid.uuid4(), theme=theme, reason="Two more are nearly ready.", until=until, by=manager
    )


# --- series


def test_a_series_is_made_once(panel, manager):
    key = uuid.uuid4()
    first, again = (planned(panel, manager, series_id=key) for _ in range(2))
    assert [m.pk for m in first] == [m.pk for m in again]
    assert panel.meetings.count() == 3
    assert {london(m.starts_at).hour for m in first} == {9}


def test_a_member_schedules_no_series(panel, member):
    with pytest.raises(Refused):
        planned(panel, member)
    assert not panel.meetings.exists()


def test_a_series_has_an_end(panel, manager):
    with pytest.raises(NotNow):
        planned(panel, manager, count=dates.MOST + 1)


def test_one_meeting_of_a_series_changes_alone(panel, manager):
    first, second, third = planned(panel, manager)
    series.meetings.change(meeting_id=second.pk, version=second.version, place="Room 9", by=manager)
    assert [m.place for m in Meeting.objects.order_by("starts_at")] == ["", "Room 9", ""]


def test_the_rest_follow_in_what_changed_and_keep_what_they_had(panel, manager, member):
    first, second, third = planned(panel, manager, place="Room 1")
    series.meetings.change(meeting_id=third.pk, version=third.version, theme="Neonatal", by=manager)
    scene.invite(third, manager, member)
    OutgoingMessage.objects.all().delete()
    new = second.starts_at + timedelta(days=1, hours=1)
    series.change_rest(
        meeting_id=second.pk, version=second.version, title=second.title, theme="", place="Room 2",
        starts_at=new, ends_at=second.ends_at + timedelta(days=1), access_days=14, by=manager,
    )  # fmt: skip
    for found in (first, second, third):
        found.refresh_from_db()
    assert [m.place for m in (first, second, third)] == ["Room 1", "Room 2", "Room 2"]
    assert third.theme == "Neonatal"
    assert [london(m.starts_at).hour for m in (first, second, third)] == [9, 10, 10]
    assert [london(m.ends_at).hour for m in (first, second, third)] == [12, 12, 12]
    assert (third.held_on - second.held_on).days == 7
    assert (second.held_on - first.held_on).days == 8
    assert OutgoingMessage.objects.filter(event="meeting_changed", recipient=member.email).count() == 1


def test_a_series_changed_from_an_old_page_changes_nothing(panel, manager):
    first, second, _ = planned(panel, manager)
    with pytest.raises(Stale):
        series.change_rest(meeting_id=first.pk, version=first.version + 1, place="Room 2", by=manager)
    second.refresh_from_db()
    assert second.place == ""


def test_a_cancelled_meeting_of_a_series_is_left_alone(panel, manager):
    first, second, third = planned(panel, manager)
    series.meetings.cancel(meeting_id=second.pk, version=second.version, reason="Snow", by=manager)
    series.change_rest(meeting_id=first.pk, version=first.version, place="Room 2", by=manager)
    assert [m.place for m in Meeting.objects.order_by("starts_at")] == ["Room 2", "", "Room 2"]


# --- holds


def test_a_hold_counts_as_a_delay_and_its_end_ends_it(case, manager):
    found = hold(case, manager)
    delay = DelayReason.objects.get(case=case)
    assert (delay.code, delay.ended_on) == ("themed_panel_hold", None)
    holds.release(hold_id=found.pk, version=found.version, by=manager)
    delay.refresh_from_db()
    assert delay.ended_on == today()
    assert calendar.hold_of(case) is None


def test_a_case_held_back_goes_on_no_other_agenda(panel, case, manager):
    hold(case, manager)
    meeting = scene.scheduled(panel, manager, days=7)
    with pytest.raises(NotNow, match="held back for a panel about “Suicide”"):
        agenda.add(meeting_id=meeting.pk, case_id=case.pk, by=manager)


@pytest.mark.parametrize(("theme", "days"), [("suicide panel", 7), ("", 90)])
def test_its_own_panel_takes_it_and_after_its_time_any_other(panel, case, manager, theme, days):
    found = hold(case, manager)
    meeting = scene.scheduled(panel, manager, days=days, theme=theme)
    agenda.add(meeting_id=meeting.pk, case_id=case.pk, by=manager)
    found.refresh_from_db()
    assert found.ended_on == today()


@pytest.mark.parametrize(
    ("theme", "reason", "days", "code"),
    [("", "Because", 9, "reason"), ("Suicide", " ", 9, "reason"), ("Suicide", "Because", 0, "until")],
)
def test_what_a_hold_needs(case, manager, theme, reason, days, code):
    until = today() + timedelta(days=days)
    with pytest.raises(NotNow) as refused:
        holds.hold(case_id=case.pk, new_id=uuid.uuid4(), theme=theme, reason=reason, until=until, by=manager)
    assert refused.value.code == code


def test_a_case_is_held_once(case, manager, member):
    key = uuid.uuid4()
    given = {"case_id": case.pk, "theme": "SUDI", "reason": "Wait", "until": today() + timedelta(days=9)}
    assert holds.hold(new_id=key, by=manager, **given) == holds.hold(new_id=key, by=manager, **given)
    with pytest.raises(NotNow):
        holds.hold(new_id=uuid.uuid4(), by=manager, **given)
    with pytest.raises(Refused):
        holds.hold(new_id=uuid.uuid4(), by=member, **given)


def test_a_hold_that_ran_out_is_ended_once(case, second_case, manager):
    found = hold(case, manager)
    hold(second_case, manager)
    CaseHold.objects.filter(pk=found.pk).update(until=today() - timedelta(days=1), held_on=today() - timedelta(days=9))
    assert [holds.end_run_out(by=manager) for _ in range(2)] == [1, 0]
    assert calendar.hold_of(case) is None
    assert calendar.hold_of(second_case) is not None


# --- pages


def test_the_manager_schedules_a_series_in_the_browser(signed_in, panel, manager):
    browser = signed_in(manager)
    url = reverse("panels:schedule_series")
    key = browser.get(url).context["form"]["new_id"].value()
    data = {"new_id": key, "title": "Panel meeting", "day_day": "7", "day_month": "1", "day_year": "2027"}
    data |= {"starts": "9:30am", "ends": "12:30pm", "access_days": "14", "rhythm": "monthly", "count": "3"}
    for _ in range(2):
        assert browser.post(url, data).status_code == 302
    days = [m.held_on.isoformat() for m in panel.meetings.order_by("starts_at")]
    assert days == ["2027-01-07", "2027-02-04", "2027-03-04"]
    page = browser.get(reverse("panels:change", args=[panel.meetings.earliest("starts_at").pk])).content.decode()
    assert "This meeting and the 2 later meetings of its series" in page


def test_the_proposal_says_why_and_becomes_the_agenda(signed_in, panel, case, second_case, manager):
    hold(second_case, manager)
    meeting = scene.scheduled(panel, manager, days=7)
    browser = signed_in(manager)
    url = reverse("panels:proposal", args=[meeting.pk])
    html = browser.get(url + "?minutes=30").content.decode()
    assert "180 minutes of the meeting are free. At 30 minutes each, 1 case fits: 30 minutes" in html
    assert "since notification" in html
    assert "Held back: Suicide. Two more are nearly ready." in html
    assert browser.post(url, {"cases": [str(case.pk)], "minutes": 30}).status_code == 302
    assert [(item.case_id, item.minutes) for item in meeting.agenda.standing()] == [(case.pk, 30)]
    assert browser.post(url, {"cases": [str(second_case.pk)], "minutes": 30}).status_code == 200  # not a choice


def test_the_proposal_costs_the_same_however_many_wait(signed_in, panel, case, manager, django_assert_max_num_queries):
    meeting = scene.scheduled(panel, manager, days=7)
    browser, url = signed_in(manager), reverse("panels:proposal", args=[meeting.pk])
    counts = []
    for _ in range(2):
        browser.get(url)
        with django_assert_max_num_queries(60) as context:
            assert browser.get(url).status_code == 200
        counts.append(len(context.captured_queries))
        for _ in range(3):
            scene.summarised(panel, manager)
    assert counts[0] == counts[1]


def test_holding_and_letting_go_in_the_browser(signed_in, panel, case, manager):
    browser = signed_in(manager)
    url = reverse("panels:hold", args=[case.pk])
    later = today() + timedelta(days=60)
    data = {"new_id": uuid.uuid4(), "theme": "SUDI", "reason": "One more to come"}
    data |= {"until_day": later.day, "until_month": later.month, "until_year": later.year}
    assert browser.post(url, data).status_code == 302
    assert "Held back for “SUDI”" in browser.get(reverse("panels:case_panel", args=[case.pk])).content.decode()
    assert "One more to come" in browser.get(reverse("panels:held")).content.decode()
    found = CaseHold.objects.get()
    release = reverse("panels:release", args=[found.pk])
    assert browser.get(release).status_code == 200
    assert browser.post(release, {"version": found.version}).status_code == 302
    assert "No case is held back" in browser.get(reverse("panels:held")).content.decode()


def test_a_conflicted_manager_finds_no_hold(signed_in, panel, case, manager, person):
    found = hold(case, manager)
    other = person("manager")
    from cases.actions import access

    access.exclude(case=case, user=other, by=manager, reason="Knows the family")
    browser = signed_in(other)
    assert browser.get(reverse("panels:release", args=[found.pk])).status_code == 404
    assert case.reference not in browser.get(reverse("panels:held")).content.decode()


def test_the_forecast_stands_on_the_list_for_those_who_plan(signed_in, case, manager, chair):
    url = reverse("panels:meetings")
    assert "1 case waits for the panel" in signed_in(manager).get(url).content.decode()
    assert "waits for the panel" not in signed_in(chair).get(url).content.decode()
