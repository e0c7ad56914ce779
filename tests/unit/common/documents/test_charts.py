"""Charts that can be changed in Word: valid, described, and with no number behind them that is not shown."""

import io
import zipfile
from dataclasses import replace

import docx_integrity
import openpyxl
import openxml_audit
import pytest

from common.documents import beyond, readback
from common.documents.model import Figure, Plot, from_data, to_data
from common.documents.render import render
from tests.unit.common.documents import sample


@pytest.fixture(scope="module")
def made() -> bytes:
    return render(sample.plotted(), "docx")


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_two_checkers_accept_the_file_and_one_its_workbooks(made, tmp_path):
    path = tmp_path / "charts.docx"
    path.write_bytes(made)
    report = openxml_audit.OpenXmlValidator().validate(path)
    assert report.is_valid, [str(one) for one in report.errors]
    assert docx_integrity.check(path) == []
    for number in (1, 2):
        book = tmp_path / f"{number}.xlsx"
        book.write_bytes(parts(made)[f"word/embeddings/chart{number}.xlsx"])
        assert openxml_audit.OpenXmlValidator().validate(book).is_valid


def test_the_workbook_has_what_is_shown_and_nothing_else(made):
    found = parts(made)
    book = openpyxl.load_workbook(io.BytesIO(found["word/embeddings/chart1.xlsx"]))
    assert [sheet.title for sheet in book] == ["Numbers"]
    values = list(book.active.values)
    assert values == [(None, "Deaths notified by age"), ("0 to 27 days", 21), ("=1+1", 8), ("10 to 14 years [c]", None)]
    chart = found["word/charts/chart1.xml"].decode()
    assert '<c:externalData r:id="' in chart
    assert '<c:idx val="2"/><c:delete val="1"/>' in chart
    assert chart.count("<c:v>21</c:v>") == 1


def test_each_chart_has_its_description_and_the_same_document_gives_the_same_file(made):
    written = parts(made)["word/document.xml"].decode()
    assert 'descr="Bar chart of deaths by age"' in written
    assert 'descr="The same again"' in written
    assert "pic:pic" not in written
    assert render(sample.plotted(), "docx") == made
    assert from_data(to_data(sample.plotted())) == sample.plotted()


def test_the_file_read_again_says_what_the_document_says(made):
    read = readback.read(made, "docx")
    document = sample.plotted()
    assert beyond.said(document, read) == []
    for figure in document.of(Figure):
        for name, value in figure.plot.pairs():
            assert (name,) if value is None else (name, str(value)) in read.rows


@pytest.mark.parametrize(
    ("plot", "found"),
    [
        (Plot("bar", ("10 to 14 years", "0 to 27 days"), (3, 21)), "10 to 14 years"),
        (Plot("bar", ("10 to 14 years", "0 to 27 days"), (77, 21)), "77"),
        (Plot("bar", ("Somewhere else", "0 to 27 days"), (8, 21)), "Somewhere"),
    ],
)
def test_a_number_behind_a_chart_that_the_document_does_not_have_is_found(plot, found):
    """The file is made from other numbers than the document that it is held against."""
    planted = render(sample.plotted({**sample.PLOTS, "figure-again": plot}), "docx")
    assert any(found in one for one in beyond.said(sample.plotted(), readback.read(planted, "docx")))


def test_a_workbook_without_a_chart_is_found(made):
    read = readback.read(made, "docx")
    assert any("workbook" in one for one in beyond.said(sample.document(), replace(read, books=1)))
