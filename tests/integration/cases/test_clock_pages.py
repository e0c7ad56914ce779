"""Time limits read from real records: on the case, across cases, noted by hand."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases import clocks
from cases.actions import access, delays, marks, processes, review_guests, review_meetings, steps
from cases.models import Case, CaseMark
from cases.selectors.clocks import clocks_of, clocks_of_one, narrowed, of_open_cases, with_facts
from cases.workflow import Step
from common.dates import today
from common.errors import NotNow, Refused, Stale
from tests import factories
from tests import scenarios_casework as scenarios

LIST = "/time-limits/"


def _ago(days):
    return today() - timedelta(days=days)


@pytest.fixture
def case(panel):
    return scenarios.open_case(panel, died_on=_ago(60))


def _states(case) -> dict:
    return {clock.code: clock.state for clock in _clocks(case)}


def _clocks(case) -> list:
    """As the page of a case reads them, which is what a list of cases says of it."""
    found = clocks_of_one(Case.objects.get(pk=case.pk), today())
    assert found == clocks_of(with_facts(Case.objects.filter(pk=case.pk)).get(), today())
    return found


def _add(case, by, kind, **fields):
    return processes.add(case_id=case.pk, new_id=uuid.uuid4(), by=by, kind=kind, **fields)


def test_limits_come_from_the_records_of_the_case(case, manager):
    _add(case, manager, "coroner", status="open", days={"ordered": _ago(50), "told": _ago(46)})
    _add(case, manager, "jar", status="open", started_on=_ago(60), days={"initial": _ago(60)})
    found = _states(case)
    assert found["coroner"] == "late"
    assert (found["jar_initial"], found["jar_scene"]) == ("met", "overdue")
    assert found["notified"] == "met"
    assert "pmrt" not in found


def test_the_invitation_the_report_the_inquest_and_a_hold(case, manager):
    in_ten_days = timezone.now() + timedelta(days=10)
    meeting = review_meetings.arrange(
        case_id=case.pk, new_id=uuid.uuid4(), by=manager, starts_at=in_ten_days,
        ends_at=in_ten_days + timedelta(hours=1),
    )  # fmt: skip
    assert _states(case)["invited"] == "overdue"
    guest = {"name": "Dr Sample", "organisation": "Sample Surgery", "email": "gp@example.org"}
    review_guests.invite(meeting_id=meeting.pk, people=[guest], by=manager)
    assert _states(case)["invited"] == "late"
    steps.take(case_id=case.pk, step=Step.HOLD_CDRM, by=manager, on=_ago(50))
    assert _states(case)["panel"] == "overdue"
    meeting.refresh_from_db()
    review_meetings.receive_report(meeting_id=meeting.pk, version=meeting.version, by=manager, on=_ago(40))
    assert _states(case)["panel"] == "due"
    _add(case, manager, "coroner", status="complete", days={"concluded": _ago(1)})
    due = {clock.code: clock.due_on for clock in _clocks(case)}
    assert due["panel"] == _ago(1) + timedelta(weeks=6)
    delays.add(
        case_id=case.pk, new_id=uuid.uuid4(), by=manager, code="themed_panel_hold", owner="Panel", started_on=today()
    )
    assert _states(case)["panel"] == "held"
    row = Case.objects.with_next_due().get(pk=case.pk)
    action = clocks.next_action(clocks.of_case(row, row.request_due_on))
    assert row.next_due_on == (action.due_on if action else None)


def test_first_steps_are_noted_by_hand_once_a_version(case, manager, doctor):
    case.refresh_from_db()
    days = {"decided": case.died_on, "told": None}
    marks.note(case_id=case.pk, version=case.version, by=manager, days=days)
    assert CaseMark.objects.get().on == case.died_on
    assert _states(case)["decided"] == "met"
    with pytest.raises(Stale):
        marks.note(case_id=case.pk, version=case.version, by=manager, days={"decided": None})
    for by, wrong, kind in ((doctor, days, Refused), (manager, {"told": _ago(70)}, NotNow)):
        with pytest.raises(kind):
            marks.note(case_id=case.pk, version=case.version + 1, by=by, days=wrong)
    marks.note(case_id=case.pk, version=case.version + 1, by=manager, days={"decided": None})
    assert not CaseMark.objects.exists()


def test_the_page_for_noting_them(case, manager, signed_in):
    client, page = signed_in(manager), reverse("cases:marks", args=[case.pk])
    case.refresh_from_db()
    on = case.died_on
    data = {"version": case.version, "told_day": on.day, "told_month": on.month, "told_year": on.year}
    assert b"cannot be before the death" in client.post(page, {**data, "told_year": on.year - 1}).content
    assert client.post(page, data).status_code == 302
    assert f'value="{on.year}"' in client.get(page).content.decode()
    assert (
        "Tell GP, child health information service"
        in client.get(reverse("cases:case", args=[case.pk])).content.decode()
    )


def test_the_list_is_in_scope_ordered_and_narrowed(panel, manager, case, other_panel):
    late = scenarios.open_case(panel, died_on=_ago(300))
    scenarios.open_case(other_panel, died_on=_ago(300))
    found = of_open_cases(manager, panel, today())
    assert {pair[0] for pair in found} == {late, case}
    assert [clock.due_on for _, clock in found] == sorted(clock.due_on for _, clock in found)
    overdue = narrowed(found, "overdue", "cdrm")
    assert [pair[0] for pair in overdue] == [late]
    assert {clock.state for _, clock in narrowed(found, "met", "")} == {"met"}
    assert len(narrowed(found, "all", "")) == len(found)
    access.exclude(case=late, user=manager, by=manager, reason="Cared for the child")
    assert {pair[0] for pair in of_open_cases(manager, panel, today())} == {case}


@pytest.mark.parametrize("role", ["chair", "member", "respondent", "key_worker", "analyst", "administrator"])
def test_other_roles_have_no_list(case, person, signed_in, role):
    assert signed_in(person(role)).get(LIST).status_code == 403


def test_the_list_shows_and_says_when_there_is_nothing(case, manager, signed_in):
    client = signed_in(manager)
    page = client.get(LIST).content.decode()
    assert case.reference in page
    assert "Tell the national database" in page
    assert "No time limit of an open case stands like this." in client.get(LIST, {"code": "pmrt"}).content.decode()
    assert client.get(LIST, {"show": "made up", "code": "x", "page": "x"}).status_code == 200


def test_the_list_takes_the_same_queries_for_many_cases(panel, manager, signed_in):
    def counted():
        with CaptureQueriesContext(connection) as captured:
            assert signed_in(manager).get(LIST).status_code == 200
        return len(captured)

    first = scenarios.open_case(panel, died_on=_ago(60))
    _add(first, manager, "jar", status="open", days={"initial": _ago(60)})
    counted()
    few = counted()
    for number in range(8):
        made = scenarios.open_case(panel, died_on=_ago(60 + number), local_authority=factories.area("E06000055"))
        _add(made, manager, "jar", status="open", days={"initial": _ago(50)})
    assert counted() <= few
