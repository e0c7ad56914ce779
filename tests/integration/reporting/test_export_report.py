"""The command: every format, the same numbers in all, clear errors, in good time."""

import io
import re
import zipfile

import docx
import pypdf
import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command

from tests.integration.reporting import rows

FORMATS = ("docx", "pdf", "html", "ods", "xlsx", "csv")


@pytest.fixture
def deaths(panel):
    """Thirty-seven deaths, nineteen of them of girls."""
    for number in range(37):
        rows.case(panel, sex="female" if number < 19 else "male", age_days=number * 9, place_of_death="hospital")


def made(tmp_path, file_format: str, **options) -> bytes:
    target = tmp_path / f"report.{file_format}"
    values = {"year": "2024-25", "edition": "public", "format": file_format, "output": str(target)} | options
    call_command("export_report", stdout=io.StringIO(), **values)
    return target.read_bytes()


def text_of(content: bytes, file_format: str) -> str:
    """What a reader finds in the file."""
    if file_format == "pdf":
        return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if file_format == "html":
        return BeautifulSoup(content, "html.parser").get_text(" ")
    if file_format == "docx":
        tables = docx.Document(io.BytesIO(content)).tables
        return " ".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return " ".join(re.sub(r"<[^>]+>", " ", archive.read(name).decode()) for name in archive.namelist())


@pytest.mark.slow
def test_every_format_shows_the_same_numbers(deaths, tmp_path):
    for file_format in FORMATS:
        found = text_of(made(tmp_path, file_format), file_format)
        for number in ("37", "19", "18", "51", "35.9", "66.6"):
            assert re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.])", found), (file_format, number)


def test_the_file_is_made_with_the_standard_texts_where_none_is_begun(deaths, tmp_path):
    found = text_of(made(tmp_path, "html"), "html")
    assert "What the panel does" in found
    assert "37 deaths were notified in 2024/25" in found


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"year": "2024"}, "“2024” is not a financial year such as 2024-25."),
        ({"panel": "nowhere"}, "There is no panel with the code “nowhere”."),
        ({"output": "/nowhere/at/all.csv"}, "could not be written"),
    ],
)
def test_mistakes_are_explained(panel, tmp_path, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        made(tmp_path, "csv", **options)


def test_the_panel_is_needed_only_where_there_are_several(panel, other_panel, tmp_path):
    with pytest.raises(CommandError, match="--panel: sample, samplenorth"):
        made(tmp_path, "csv")
    assert made(tmp_path, "csv", panel="sample")
