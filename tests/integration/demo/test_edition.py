"""The demonstration's report can be prepared for publication: every file is made, read again and found clean."""

import io
import uuid

import pytest
from django.core.management import call_command

from accounts.roles import Role
from cdop.demo import history, reported
from reporting import tasks
from reporting.annual_report.publishing import actions, preparing
from tests import factories
from tests.scenarios_publications import sign_off


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_an_edition_of_the_demonstration_is_clean(monkeypatch):
    call_command("load_reference_data", stdout=io.StringIO())
    panel = factories.panel(code="BL")
    call_command("import_cases", str(history.FILE), stdout=io.StringIO())
    people = {role.value: factories.person(panel, role) for role in (Role.CHAIR, Role.MANAGER, Role.ANALYST)}
    monkeypatch.setattr(reported, "People", lambda panel: people)
    introduction = reported.TEXTS["introduction"].replace("[[meetings.held]]", "some")
    monkeypatch.setitem(reported.TEXTS, "introduction", introduction)
    reported.build(panel)
    report, chair = panel.reports.get(year=reported.YEAR.code), people[Role.CHAIR.value]
    sign_off(report, chair)
    edition = actions.prepare(report_id=report.pk, new_id=uuid.uuid4(), by=chair)
    tasks.prepare_publication(str(edition.pk))
    edition.refresh_from_db()
    assert (edition.refusals, edition.state) == ([], "draft")
    assert edition.files.count() == len(preparing.FILES)
