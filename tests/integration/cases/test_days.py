"""Whose days they were: for a case, for a cohort, on the page; always as many as there are days."""

import uuid
from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.recording import SYSTEM
from cases.actions import delays, processes, requests
from cases.actions.transition import transition
from cases.models import Case, ParallelProcess, StatusChange
from cases.segments import days_by_owner
from cases.selectors.days import days_of_reviews, reasons_of_cohort, segments_of, split_days
from cases.workflow import Step
from common.dates import FinancialYear, today
from tests import factories
from tests import scenarios_casework as scenarios


def _ago(days: int) -> date:
    return today() - timedelta(days=days)


@pytest.fixture
def case(panel):
    """Died 100 days ago, notified the day after."""
    return scenarios.open_case(panel, died_on=_ago(100))


def _days(case) -> dict:
    found = split_days(case, today())
    assert sum(segment.days for segment in found) == (today() - case.died_on).days
    return {str(owner): days for owner, days in days_by_owner(found).items()}


def _ask(case, manager, asked_on):
    return requests.ask(
        case_id=case.pk,
        new_id=uuid.uuid4(),
        by=manager,
        organisation=factories.organisation(),
        respondent_name="Sample Respondent",
        respondent_email="somebody@example.org",
        asked_on=asked_on,
    )


def test_nothing_waited_for_is_the_offices_time(case):
    assert _days(case) == {"notifier": 1, "office": 99}


def test_an_answer_ends_the_agencys_days(case, manager):
    request = _ask(case, manager, _ago(60))
    assert _days(case) == {"notifier": 1, "agency": 60, "office": 39}
    requests.receive(request_id=request.pk, version=1, by=manager, on=_ago(40), via="email", text="Known.")
    assert _days(case) == {"notifier": 1, "agency": 20, "office": 79}


def test_a_request_taken_back_explains_nothing(case, manager):
    request = _ask(case, manager, _ago(60))
    requests.cancel(request_id=request.pk, version=1, by=manager, reason="Wrong agency")
    assert _days(case) == {"notifier": 1, "office": 99}


def test_the_coroner_comes_before_an_agency_and_a_recorded_reason_before_both(case, manager):
    _ask(case, manager, _ago(60))
    add = {"case_id": case.pk, "by": manager}
    processes.add(**add, new_id=uuid.uuid4(), kind="coroner", status="open", blocks_review=True, started_on=_ago(30))
    assert _days(case) == {"notifier": 1, "coroner": 30, "agency": 30, "office": 39}
    delays.add(**add, new_id=uuid.uuid4(), code="panel_capacity", owner="Panel", started_on=_ago(10))
    assert _days(case) == {"notifier": 1, "coroner": 20, "agency": 30, "panel": 10, "office": 39}


def test_a_reason_can_say_with_whom_its_days_lie(case, manager):
    made = delays.add(
        case_id=case.pk, by=manager, new_id=uuid.uuid4(), code="genetic_or_toxicology_result", owner="Laboratory",
        started_on=_ago(10), lies_with="coroner",
    )  # fmt: skip
    assert _days(case) == {"notifier": 1, "coroner": 10, "office": 89}
    delays.change(delay_id=made.pk, version=1, by=manager, lies_with="")
    assert _days(case) == {"notifier": 1, "agency": 10, "office": 89}


def test_a_case_that_leaves_the_panel_stops_counting(case, manager):
    transition(case_id=case.pk, step=Step.TRANSFER, by=manager, reason="Lives elsewhere")
    assert sum(segment.days for segment in split_days(Case.objects.get(pk=case.pk), today() + timedelta(9))) == 100


def test_a_cohort_adds_up_in_a_fixed_number_of_queries(panel, manager):
    made = [scenarios.open_case(panel, died_on=_ago(50 + number)) for number in range(3)]
    delays.add(
        case_id=made[0].pk, by=manager, new_id=uuid.uuid4(), code="cspr", owner="Partnership", started_on=_ago(20)
    )
    for few in (made[:1], made):
        with CaptureQueriesContext(connection) as captured:
            rows = reasons_of_cohort(few, today())
        assert len(captured) == 1
        assert ("investigation", "Child safeguarding practice review", 1, 20) in [(str(o), *rest) for o, *rest in rows]
    assert sum(days for *_, days in rows) == 50 + 51 + 52


def test_no_cases_have_no_days(panel):
    assert segments_of([], today()) == {}
    assert days_of_reviews(panel.pk, FinancialYear.of(today())) == {}


def test_a_process_that_the_review_does_not_wait_for_explains_no_day(case, manager):
    add = {"case_id": case.pk, "by": manager, "new_id": uuid.uuid4(), "kind": "coroner", "status": "open"}
    processes.add(**add, blocks_review=False, started_on=_ago(30))
    assert _days(case) == {"notifier": 1, "office": 99}


def test_a_process_without_a_beginning_is_waited_for_since_it_was_written_down(case, manager):
    add = {"case_id": case.pk, "by": manager, "new_id": uuid.uuid4(), "kind": "coroner", "status": "open"}
    made = processes.add(**add, blocks_review=True)
    late = timezone.make_aware(datetime.combine(_ago(30), time(0, 30)))  # in summer the day before, in Greenwich
    ParallelProcess.objects.filter(pk=made.pk).update(created_at=late)
    assert _days(case) == {"notifier": 1, "coroner": 30, "office": 69}


def test_a_case_that_is_ready_waits_for_the_panel_until_it_is_not(case, monkeypatch):
    way = ((40, Step.PREPARE), (30, Step.LIST), (30, Step.DEFER), (10, Step.PREPARE), (10, Step.LIST))
    for days, step in way:
        with monkeypatch.context() as then:
            noon = timezone.make_aware(datetime.combine(_ago(days), time(12, 0)))
            then.setattr(timezone, "now", lambda noon=noon: noon)
            transition(case_id=case.pk, step=step, by=SYSTEM, reason="Sample")
    assert _days(case) == {"notifier": 1, "panel": 20, "office": 79}


def test_the_page_shows_the_bar_and_a_table_that_adds_up(case, manager, signed_in):
    _ask(case, manager, _ago(60))
    page = signed_in(manager).get(reverse("cases:around", args=[case.pk])).content.decode()
    for words in ("Where the days went", "An agency", "60 days", "Before the panel was told", "1 day", "100 days"):
        assert words in page
    assert "app-shared__bar" in page


def test_a_death_of_today_has_no_days_yet(panel, manager, signed_in):
    case = scenarios.open_case(panel, died_on=today(), notified_on=today())
    page = signed_in(manager).get(reverse("cases:around", args=[case.pk])).content.decode()
    assert "0 days" in page
    assert "app-shared__bar" not in page


def test_reviews_with_and_without_records_beside_are_shared_out_alike(panel, manager):
    reviewed_on = _ago(10)
    made = [scenarios.open_case(panel, died_on=reviewed_on - timedelta(90 + number)) for number in range(3)]
    for case in made[:2]:
        add = {"case_id": case.pk, "by": manager, "new_id": uuid.uuid4()}
        delays.add(**add, code="cspr", owner="Partnership", started_on=_ago(80))
    StatusChange.objects.filter(case=made[2]).delete()
    done = {"reviewed_on": reviewed_on, "primary_category": 8, "modifiability": "none"}
    Case.objects.filter(pk__in=[case.pk for case in made[1:]]).update(**done)
    Case.objects.filter(pk=made[2].pk).update(imported=True)
    with CaptureQueriesContext(connection) as captured:
        found = days_of_reviews(panel.pk, FinancialYear.of(reviewed_on))
    assert len(captured) == 2
    reviews = Case.objects.filter(pk__in=[case.pk for case in made[1:]])
    by_segments = sum((Counter(days_by_owner(found)) for found in segments_of(reviews, today()).values()), Counter())
    assert Counter(found) == by_segments
    assert by_segments.total() == 91 + 92
    assert by_segments["investigation"] == 70
