"""The demonstration's editions: every file is made, read again and found clean, with the same numbers in each."""

import io
import uuid

import pytest
from django.core.management import call_command

from accounts.roles import Role
from cdop.demo import history, reported
from common.documents import beyond, readback
from common.documents.model import Figure, TableBlock, shown
from reporting import tasks
from reporting.annual_report.document import build
from reporting.annual_report.publishing import actions, papers, preparing
from reporting.annual_report.publishing.models import Publication
from tests import factories
from tests.scenarios_publications import sign_off, with_template


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
    last_years_is_clean(panel, monkeypatch)
    with_template(panel, people[Role.CHAIR.value])
    report, chair = panel.reports.get(year=reported.YEAR.code), people[Role.CHAIR.value]
    sign_off(report, chair)
    edition = actions.prepare(report_id=report.pk, new_id=uuid.uuid4(), charts="editable", by=chair)
    tasks.prepare_publication(str(edition.pk))
    edition.refresh_from_db()
    assert (edition.refusals, edition.state) == ([], "draft")
    assert edition.files.count() == len(preparing.FILES)
    for kind in ("docx", "html", "xlsx", "ods", "csv"):
        assert lacking(edition, kind) == [], kind
    assert not_printed(edition) == []
    charts_have_the_numbers_of_their_tables(edition)
    the_page_of_key_figures_says_nothing_else(edition)


def last_years_is_clean(panel, monkeypatch) -> None:
    """What `make demo` leaves for its worker."""
    waiting = Publication.objects.get(report__panel=panel)
    with monkeypatch.context() as patch:
        patch.setattr(preparing, "FILES", (("public", "html", "html"),))
        tasks.prepare_publication(str(waiting.pk))
    waiting.refresh_from_db()
    assert (waiting.refusals, waiting.state) == ([], "draft")


def read_back(edition, kind: str) -> readback.Readback:
    with edition.files.get(edition="public", kind=kind).file.open("rb") as stored:
        return readback.read(stored.read(), kind)


def lacking(edition, kind: str) -> list[tuple]:
    """Rows of figures of the document that a file does not have."""
    found = {beyond.plain_row(row) for row in read_back(edition, kind).rows}
    tables = [table for table in build(edition.public).of(TableBlock) if table.figures]
    assert len(tables) > 20
    return [row for table in tables for row in table.rows if beyond.plain_row(row) not in found]


def not_printed(edition) -> list[str]:
    """Rows of figures that the PDF does not print, cell after cell; a page holds no tables, only words in an order."""
    printed = "".join("".join(read_back(edition, "pdf").words).split())
    tables = [table for table in build(edition.public).of(TableBlock) if table.figures]
    rows = [" ".join(str(shown(cell)) for cell in row) for table in tables for row in table.rows]
    return [row for row in rows if "".join(row.split()) not in printed]


def charts_have_the_numbers_of_their_tables(edition) -> None:
    """Each chart behind Word's drawing, the hidden rows by their sign only."""
    document, read = build(edition.public), read_back(edition, "docx")
    figures = [figure for figure in document.of(Figure) if figure.plot]
    tables = {table.id: table for table in document.of(TableBlock)}
    assert read.books == len(figures) > 5
    assert any(value is None for figure in figures for value in figure.plot.values)
    for figure in figures:
        rows = {row[0]: row[1] for row in tables[figure.id.replace("figure-", "table-", 1)].rows}
        for name, value in zip(figure.plot.names, figure.plot.values, strict=True):
            assert rows[name] == ("[c]" if value is None else value), figure.id
            assert ((f"{name} [c]",) if value is None else (name, str(value))) in read.rows


def the_page_of_key_figures_says_nothing_else(edition) -> None:
    """Its picture cannot be read back; what it is drawn from can."""
    assert beyond.allowed(papers.summary(edition.public)) <= beyond.allowed(build(edition.public))
