"""The texts of the demonstration's report: printable in both editions, and nothing to remark before sign-off."""

import io

import pytest
from django.core.management import call_command

from accounts.roles import Role
from cdop.demo import history, reported
from common.documents import pdf, typesetting
from common.documents.checks import check
from reporting.annual_report import actions, snapshot
from reporting.annual_report.document import write
from reporting.annual_report.linting import gate
from reporting.annual_report.publishing import papers
from tests import factories


@pytest.mark.slow
@pytest.mark.django_db
def test_the_texts_can_be_printed_and_signed_off(monkeypatch):
    call_command("load_reference_data", stdout=io.StringIO())
    panel = factories.panel(code="BL")
    call_command("import_cases", str(history.FILE), stdout=io.StringIO())
    people = {role.value: factories.person(panel, role) for role in (Role.CHAIR, Role.MANAGER, Role.ANALYST)}
    monkeypatch.setattr(reported, "People", lambda panel: people)
    monkeypatch.setitem(
        reported.TEXTS, "introduction", reported.TEXTS["introduction"].replace("[[meetings.held]]", "n")
    )
    reported.build(panel)
    report = panel.reports.get(year=reported.YEAR.code)
    for edition in ("public", "confidential"):
        frozen = snapshot.take(report, edition, draw=True)
        written = write(frozen)
        assert written.problems == ()
        check(written.document)
        fitted, scale = pdf.fitted(papers.summary(frozen))
        assert typesetting.pages(fitted, scale)[1] == 1
    refused = [why for why in gate.refusals(report) if not why.endswith("is not signed off.")]
    assert refused == []
    section = report.sections.get(key="notified-comment")
    signed = actions.take_step(
        section_id=section.pk, version=section.version, step="sign_off", by=people[Role.CHAIR.value]
    )
    assert signed.state == "signed_off"
