"""The demonstration's editions: every file is made, read again and found clean, with the same numbers in each."""

import io
import uuid
from dataclasses import replace

import pytest
from django.core.management import call_command
from PIL import Image, ImageChops

from accounts.roles import Role
from cdop.demo import history, reported
from common.documents import beyond, pdf, readback
from common.documents.model import Document, Figure, Headlines, TableBlock, shown
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
    """The page is read back; its picture is of that page, and each number of it is a place in the picture."""
    page = papers.summary(edition.public)
    assert beyond.allowed(page) <= beyond.allowed(build(edition.public))
    with edition.files.get(kind="summary").file.open("rb") as stored:
        printed = _squeezed(" ".join(readback.read(stored.read(), "pdf").words))
    cards = [card for strip in page.of(Headlines) for card in strip.items]
    assert {card.label: card.value for card in cards} == _headlines_of(edition.public)
    assert [card for card in cards if _squeezed(f"{card.value}{card.label}{card.detail}") not in printed] == []
    plot, drawing = edition.public["charts"][papers.CHARTS[0]]["plot"], readback.drawn(page.of(Figure)[0].svg)
    assert [value for value in plot["values"] if value is not None and str(value) not in drawing] == []
    its_picture_is_of_that_page(edition, page)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _headlines_of(frozen: dict) -> dict[str, str]:
    """What the cards have to say, from the frozen tables."""
    tables = {table["key"]: table for table in frozen["tables"]}

    def row(key: str, code: str) -> dict:
        return next(one for one in tables[key]["rows"] if one["code"] == code)

    return {
        "deaths notified": str(row("notified.total", "all")["count"]),
        "aged under 28 days": f"{row('notified.age', '0-27d')['percent']}%",
        "died in hospital": f"{row('notified.place', 'hospital')['percent']}%",
        "reviews completed": str(row("reviewed.total", "all")["count"]),
        "with a modifiable factor": f"{row('reviewed.modifiability', 'modifiable')['percent']}%",
        "median time to review": f"{tables['reviewed.time_to_review']['median_days']} days",
    }


def its_picture_is_of_that_page(edition, page: Document) -> None:
    """The kept picture is that of the frozen numbers; one other number changes it in that place and nowhere else."""
    with edition.files.get(kind="picture").file.open("rb") as stored:
        kept = stored.read()
    assert kept == pdf.picture(page)
    (strip, *_), shown = page.of(Headlines), Image.open(io.BytesIO(kept)).convert("RGB")
    first, *others = strip.items
    assert others
    other = replace(strip, items=(replace(first, value=f"{int(first.value) + 1}"), *others))
    blocks = tuple(other if block is strip else block for block in page.blocks)
    changed = Image.open(io.BytesIO(pdf.picture(replace(page, blocks=blocks)))).convert("RGB")
    assert changed.size == shown.size
    left, top, right, bottom = ImageChops.difference(shown, changed).getbbox()
    assert right - left < shown.width / 3
    assert bottom - top < shown.height / 20
