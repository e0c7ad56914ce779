"""Files judged by somebody else's validators; each validator is first shown a file that it must refuse."""

import io
import zipfile

import docx_integrity
import openxml_audit
import page
import pikepdf
import pytest

from common.documents import pdf, tables
from common.documents.render import render
from tests.unit.common.documents.sample import document

PROFILES = [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A]


@pytest.fixture(scope="module")
def pdf_file() -> bytes:
    return pdf.render(document())


@pytest.fixture(scope="module")
def word_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("word") / "report.docx"
    path.write_bytes(render(document(), "docx"))
    return path


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_the_pdf_follows_every_rule(pdf_file, profile):
    report = page.validate_pdf_bytes(pdf_file, profile=profile)
    assert report.is_compliant, [str(one) for one in report.failures]


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_a_pdf_without_its_structure_is_refused(pdf_file, profile):
    bad = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_file)) as opened:
        del opened.Root.StructTreeRoot
        del opened.Root.MarkInfo
        opened.save(bad)
    assert not page.validate_pdf_bytes(bad.getvalue(), profile=profile).is_compliant


def test_two_checkers_accept_the_word_file(word_file):
    report = openxml_audit.OpenXmlValidator().validate(word_file)
    assert report.is_valid, [str(one) for one in report.errors]
    assert docx_integrity.check(word_file) == []


def test_a_word_file_with_a_wrong_part_is_refused(word_file, tmp_path):
    bad = tmp_path / "bad.docx"
    with zipfile.ZipFile(word_file) as good, zipfile.ZipFile(bad, "w") as made:
        for name in good.namelist():
            part = good.read(name)
            made.writestr(
                name, part.replace(b"<w:body>", b"<w:body><w:nonsense/>") if name == "word/document.xml" else part
            )
    assert not openxml_audit.OpenXmlValidator().validate(bad).is_valid


@pytest.mark.parametrize(
    ("render", "checker", "ending"),
    [
        (tables.to_xlsx, openxml_audit.OpenXmlValidator, "xlsx"),
        (tables.to_ods, openxml_audit.OdfValidator, "ods"),
    ],
)
def test_the_tables_follow_their_schemas(render, checker, ending, tmp_path):
    path = tmp_path / f"tables.{ending}"
    path.write_bytes(render(document()))
    report = checker().validate(path)
    assert report.is_valid, [str(one) for one in report.errors]
