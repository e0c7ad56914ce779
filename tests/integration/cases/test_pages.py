"""Every page of case work draws, for the people who may see it, at a cost that does not grow."""

import uuid

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from audit.models import Event
from cases import reference
from cases.actions import (
    attachments,
    delays,
    key_workers,
    notes,
    processes,
    recommendations,
    requests,
)
from common.dates import today
from tests import crafted, factories, scenarios
from tests import scenarios_casework as casework

TABS = ["case", "timeline", "notification", "case_requests", "around", "documents", "analysis", "actions", "identity"]
FORMS = [
    "facts", "identity_edit", "national", "assign", "note", "ask", "process_new", "delay_new", "key_worker_new",
    "document_new", "analysis_edit", "recommendation_new",
]  # fmt: skip


@pytest.fixture
def full_case(panel, manager):
    """A case with one of everything."""
    reference.load()
    case = scenarios.open_case(panel)
    agency = factories.organisation()
    requests.ask(
        case_id=case.pk,
        new_id=uuid.uuid4(),
        by=manager,
        organisation=agency,
        respondent_name="Sample Respondent",
        respondent_email="respondent@example.org",
    )
    processes.add(case_id=case.pk, new_id=uuid.uuid4(), by=manager, kind="coroner", status="open", blocks_review=True)
    delays.add(
        case_id=case.pk, new_id=uuid.uuid4(), by=manager, code="awaiting_inquest", owner="Coroner", started_on=today()
    )
    key_workers.name(
        case_id=case.pk,
        new_id=uuid.uuid4(),
        by=manager,
        name="Sample Worker",
        organisation=agency,
        contact="01632 960002",
        starts_on=today(),
    )
    notes.add(case_id=case.pk, new_id=uuid.uuid4(), by=manager, happened_on=today(), text="A note.")
    file = ContentFile(crafted.pdf("invented"), name="report.pdf")
    attachments.add(case_id=case.pk, new_id=uuid.uuid4(), by=manager, title="Report", file=file)
    casework.with_analysis(case, by=manager, **casework.PERINATAL)
    recommendations.add(case_id=case.pk, new_id=uuid.uuid4(), by=manager, text="Do it", owner="Trust", due_on=today())
    return case


@pytest.mark.parametrize("name", TABS)
@pytest.mark.parametrize("role", ["manager", "doctor"])
def test_a_tab_draws_and_records_one_look(full_case, signed_in, request, name, role):
    user = request.getfixturevalue(role)
    answer = signed_in(user).get(reverse(f"cases:{name}", args=[full_case.pk]))
    assert answer.status_code == 200
    assert full_case.reference in answer.content.decode()
    looks = Event.objects.filter(actor_id=str(user.pk), case_id=str(full_case.pk))
    assert looks.filter(verb="case_viewed").count() == 1
    assert looks.filter(verb="identity_viewed").count() == 1


@pytest.mark.parametrize("name", FORMS)
def test_a_form_draws_for_the_manager(full_case, signed_in, manager, name):
    answer = signed_in(manager).get(reverse(f"cases:{name}", args=[full_case.pk]))
    assert answer.status_code == 200
    assert b"<form" in answer.content
