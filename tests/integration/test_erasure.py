"""Carrying an erasure out: when, what stays, and what may stop it. What goes is in ``test_erased_whole``."""

import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from audit.recording import SYSTEM
from cases.actions import attachments
from cases.models import Case, Disposal
from cases.workflow import Status
from cdop import tasks
from cdop.retention import actions
from common.dates import FinancialYear, today
from reporting.annual_report import actions as report_actions
from reporting.annual_report.publishing.models import Publication
from reporting.figures import count_year
from tests import factories, scenarios_publications
from tests.erased import TOKEN, files_of, over, text_of_the_database
from tests.integration.reporting import rows
from tests.scenarios_retention import approved, due, held, let_pass

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(person):
    """Two who decide."""
    return person(Role.MANAGER), person(Role.AUDITOR)


@pytest.fixture
def ready(panel, pair):
    """An approved erasure whose days are over, of a case with a document."""
    manager, auditor = pair
    row = due(panel, by=manager, child={"surname": TOKEN})
    file = SimpleUploadedFile("a.txt", b"what it says", "text/plain")
    attachments.add(case_id=row.case_id, new_id=uuid.uuid4(), by=manager, title=TOKEN, file=file)
    row = approved(row, manager, auditor)
    let_pass(row, days=15)
    return row


def test_the_task_carries_it_out_once_and_leaves_the_tombstone(ready, pair, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert tasks.erase_approved() == 1
    assert tasks.erase_approved() == 0
    ready.refresh_from_db()
    assert (ready.state, ready.reason, ready.died_in) == ("erased", "", ready.due_on.year - 15)
    assert (ready.proposed_by, ready.approved_by) == pair
    assert ready.files_gone_at
    assert not files_of(ready.case_id)
    assert TOKEN not in text_of_the_database()
    told = Event.objects.filter(subject_id=str(ready.pk)).order_by("pk").values_list("verb", flat=True)
    assert list(told)[-2:] == ["case_erased", "case_files_deleted"]


def test_before_its_time_nothing_happens(ready):
    let_pass(ready, days=13, hours=23)
    assert actions.sweep(by=SYSTEM) == 0
    assert Disposal.objects.get().state == "approved"


def test_what_was_called_back_or_is_held_is_not_carried_out(ready, pair):
    held(ready.case, pair[0])
    assert actions.sweep(by=SYSTEM) == 0
    assert Disposal.objects.get().state == "due"
    assert not Case.objects.get().erased_on


def test_it_waits_while_an_edition_of_the_report_is_made(ready, panel):
    chair = factories.person(panel, Role.CHAIR)
    report = report_actions.open_report(panel=panel, year=FinancialYear.of(today()), by=chair)
    edition = scenarios_publications.in_draft(report, chair)
    assert actions.sweep(by=SYSTEM) == 0
    assert Disposal.objects.get().state == "approved"
    Publication.objects.filter(pk=edition.pk).update(state="refused")
    assert actions.sweep(by=SYSTEM) == 1


def test_a_file_that_an_interruption_left_goes_with_the_next_sweep(ready):
    assert actions.carry_out(disposal_id=ready.pk, by=SYSTEM)
    assert files_of(ready.case_id), "the transaction of the test has not ended, so they wait"
    actions.sweep(by=SYSTEM)
    assert not files_of(ready.case_id)


def test_nobody_opens_it_any_more(ready, pair, signed_in):
    actions.sweep(by=SYSTEM)
    manager, auditor = pair
    client = signed_in(manager)
    assert client.get(reverse("cases:case", args=[ready.case_id])).status_code == 404
    assert ready.case.reference not in client.get(reverse("cases:worklist")).content.decode()
    text = client.get(reverse("cases:retention_one", args=[ready.pk])).content.decode()
    assert "Erased" in text
    assert reverse("cases:case", args=[ready.case_id]) not in text


def test_the_figures_of_its_years_stay(panel, pair):
    """What is counted before and after, table by table, but for the days that are no longer there."""
    chair = pair[0]
    rare = {
        "sex": "female", "ethnicity": "A", "local_authority": panel.areas.first(), "imd_decile": 3, "age_days": 12,
        "age_years": 0, "gestation_weeks": 31, "birth_weight_grams": 1780, "expectedness": "unexpected",
    }  # fmt: skip
    case = rows.reviewed(panel, **rare, status=Status.CLOSED, died_on=date(2024, 3, 17))
    rows.reviewed(panel, died_on=date(2024, 3, 20), age_years=12)
    rows.factor(case, "unsafe_sleep", by=chair)
    year = FinancialYear(2024)
    before = [table_of(panel, one) for one in (year, year.previous)]
    row = over(case, *pair, died_on=case.died_on)
    assert actions.sweep(by=SYSTEM) == 1, row
    after = [table_of(panel, one) for one in (year, year.previous)]
    changed = {key for then, now in zip(before, after, strict=True) for key in then if then[key] != now[key]}
    assert changed <= MAY_CHANGE
    case.refresh_from_db()
    assert (case.died_on, case.gestation_weeks, case.age_days) != (date(2024, 3, 17), 31, 12)


MAY_CHANGE = {"reviewed.days_by_owner", "quality.reviews", "quality.cases"}
"""Confidential, and made of days, or of meetings."""


def table_of(panel, year: FinancialYear) -> dict:
    """``{key: rows}`` of everything that is counted for a year."""
    return {table.key: [(row.code, row.count) for row in table.rows] for table in count_year(panel, year)}
