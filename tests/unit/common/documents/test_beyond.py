"""What was planted in a produced file is found when the file is read again; what belongs there is not."""

import io
import itertools
import zipfile
from dataclasses import replace

import pikepdf
import pytest

from common.documents import beyond, readback
from common.documents.model import TableBlock, words
from common.documents.render import render
from tests.unit.common.documents.sample import document

FORMATS = ("docx", "pdf", "html", "xlsx", "ods", "csv")
TABLES = ("html", "xlsx", "ods", "csv")
SUPPRESSED, COLUMNS, VALUES = 2, range(1, 5), range(1, 14)


@pytest.fixture(scope="module")
def files():
    """Each format once."""
    return {kind: render(document(), kind) for kind in FORMATS}


def found(content: bytes, kind: str) -> list[str]:
    return beyond.said(document(), readback.read(content, kind))


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """The same file with other words in one part."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(made, "w") as again:
        for name in archive.namelist():
            text = archive.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            again.writestr(name, text)
    return made.getvalue()


def added(content: bytes, part: str, text: str) -> bytes:
    """The same file with one part more."""
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(part, text)
    return made.getvalue()


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_says_what_its_document_says(files, kind):
    read = readback.read(files[kind], kind)
    assert beyond.said(document(), read) == []
    assert "1050" in {number.replace(",", "") for word in read.words for number in beyond.NUMBER.findall(word)}


def with_cell(column: int, value: int):
    def planted(block):
        if not isinstance(block, TableBlock) or block.id != "table-age":
            return block
        rows = list(block.rows)
        cells = list(rows[SUPPRESSED])
        cells[column] = value
        rows[SUPPRESSED] = tuple(cells)
        return replace(block, rows=tuple(rows))

    return replace(document(), blocks=tuple(planted(block) for block in document().blocks))


def test_two_hundred_hidden_numbers_put_back_into_the_tables_are_all_found():
    """Most of these numbers also stand elsewhere in the document, so that a list of known numbers would not do."""
    tried = list(itertools.product(COLUMNS, VALUES, TABLES))
    missed = [one for one in tried if not found(render(with_cell(one[0], one[1]), one[2]), one[2])]
    assert len(tried) > 200
    assert missed == []


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_hidden_number_put_back_into_the_report_is_found(kind):
    assert found(render(with_cell(1, 7), kind), kind)


@pytest.mark.parametrize("kind", ["docx", "pdf", "html"])
@pytest.mark.parametrize("text", ["There were 77 of them.", "A child of Example Street was meant."])
def test_a_sentence_put_in_is_found(kind, text):
    assert found(render(document(words(text)), kind), kind)


@pytest.mark.parametrize(
    ("kind", "part", "old", "new"),
    [
        ("docx", "docProps/core.xml", "<dc:creator>Sampleshire CDOP", "<dc:creator>Robin Example"),
        ("docx", "docProps/core.xml", "<cp:lastModifiedBy>Sampleshire CDOP", "<cp:lastModifiedBy>analyst@example.org"),
        ("docx", "docProps/app.xml", "</Properties>", "<Company>Another</Company></Properties>"),
        ("docx", "word/document.xml", "<w:body>", '<w:body><w:ins w:author="x"/>'),
        ("docx", "word/document.xml", "<w:body>", "<w:body><w:commentReference/>"),
        ("docx", "word/footer1.xml", "Sampleshire CDOP", "Sampleshire CDOP 81"),
        ("xlsx", "docProps/core.xml", "<dc:creator>Sampleshire CDOP", "<dc:creator>Robin Example"),
        ("ods", "meta.xml", "<dc:creator>Sampleshire CDOP", "<dc:creator>Robin Example"),
        ("ods", "content.xml", "<office:spreadsheet>", "<office:spreadsheet><office:annotation/>"),
    ],
)
def test_what_metadata_and_parts_betray_is_found(files, kind, part, old, new):
    assert found(changed(files[kind], part, old, new), kind)


@pytest.mark.parametrize("part", ["word/comments.xml", "word/people.xml", "word/vbaProject.bin", "docProps/custom.xml"])
def test_a_part_that_does_not_belong_is_found(files, part):
    assert any(part in one for one in found(added(files["docx"], part, "<x/>"), "docx"))


@pytest.mark.parametrize("plant", ["<!-- Robin -->", "<script>1</script>", '<meta name="author" content="Robin">'])
def test_what_a_page_hides_is_found(files, plant):
    assert found(files["html"].replace(b"</main>", f"{plant}</main>".encode()), "html")


def test_a_remark_a_file_and_an_author_in_a_pdf_are_found(files):
    def spoiled(way) -> bytes:
        made = io.BytesIO()
        with pikepdf.open(io.BytesIO(files["pdf"])) as pdf:
            way(pdf)
            pdf.save(made)
        return made.getvalue()

    def remark(pdf):
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9])
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])

    def file(pdf):
        pdf.attachments["notes.txt"] = b"Robin"

    def author(pdf):
        pdf.docinfo["/Author"] = "Robin Example"

    for way in (remark, file, author):
        assert found(spoiled(way), "pdf"), way.__name__
