"""Each renderer's file, read back with somebody else's library."""

import csv
import io
import re
import time
import zipfile
from xml.etree import ElementTree

import docx
import pypdf
import pytest
from bs4 import BeautifulSoup

from common.documents import html, pdf, tables, typesetting
from common.documents.render import render
from tests.unit.common.documents.sample import HOSTILE, document

NAMES = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


@pytest.fixture(scope="module")
def word_file():
    return render(document(), "docx")


@pytest.fixture(scope="module")
def pdf_file():
    return pdf.render(document())


@pytest.fixture(scope="module")
def web_page():
    return BeautifulSoup(html.render(document()), "html.parser")


def parts_of(content: bytes) -> dict[str, str]:
    """The text parts of a zipped office file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return {name: archive.read(name).decode() for name in names}


def joined(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def pdf_text(content: bytes) -> str:
    return joined(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages))


def word_text(content: bytes) -> str:
    body = docx.Document(io.BytesIO(content)).element.body
    return joined(
        " ".join("".join(t.text or "" for t in p.iter(f"{{{NAMES['w']}}}t")) for p in body.iter(f"{{{NAMES['w']}}}p"))
    )


def test_hostile_text_comes_out_literally(word_file, pdf_file, web_page):
    assert web_page.find("script") is None
    page, found, written = joined(web_page.get_text()), pdf_text(pdf_file).replace(" ", ""), word_text(word_file)
    for text in HOSTILE:
        assert text in page
        assert text in written
        assert text.replace(" ", "") in found


@pytest.mark.parametrize("number", ["21", "43", "56.7", "30.0", "1,050", "[c]", "50"])
def test_numbers_are_the_same_in_all_formats(number, word_file, pdf_file, web_page):
    for text in (pdf_text(pdf_file), word_text(word_file), joined(web_page.get_text())):
        assert number in text


def test_word_has_fields_captions_and_references(word_file):
    main = parts_of(word_file)["word/document.xml"]
    assert r'TOC \o "1-2"' in main
    assert main.count("SEQ Figure") == 2
    assert main.count("SEQ Table") == 2
    assert r"REF _Ref" in main
    assert "PAGEREF" in main
    assert "Table 1" in word_text(word_file)


def test_every_reference_in_word_leads_to_a_bookmark(word_file):
    main = parts_of(word_file)["word/document.xml"]
    wanted = set(re.findall(r"(?:PAGEREF|REF) (_Ref\d+)", main)) | set(re.findall(r'w:anchor="(_Ref\d+)"', main))
    assert wanted
    assert wanted <= set(re.findall(r'bookmarkStart [^>]*w:name="(_Ref\d+)"', main))


def test_word_tables_repeat_their_header_and_keep_rows_whole(word_file):
    for found in docx.Document(io.BytesIO(word_file)).tables:
        rows = found._tbl.tr_lst
        assert rows[0].find(".//w:tblHeader", NAMES) is not None
        assert all(row.find(".//w:cantSplit", NAMES) is not None for row in rows)
        assert found._tbl.tblPr.find("w:tblCaption", NAMES) is not None


def test_word_pictures_have_words_and_a_drawing(word_file):
    parts = parts_of(word_file)
    assert parts["word/document.xml"].count('descr="Bar chart of deaths by age"') == 2
    assert "svgBlip" in parts["word/document.xml"]
    assert 'Extension="svg"' in parts["[Content_Types].xml"] or "image/svg+xml" in parts["[Content_Types].xml"]


def test_word_file_tells_of_the_organisation_only(word_file):
    own = docx.Document(io.BytesIO(word_file)).core_properties
    assert (own.author, own.last_modified_by, own.comments, own.language) == (
        "Sampleshire CDOP",
        "Sampleshire CDOP",
        "",
        "en-GB",
    )
    assert "python-docx" not in "".join(parts_of(word_file).values())
    assert 'w:lang w:val="en-GB"' in parts_of(word_file)["word/styles.xml"]


def test_word_notes_are_its_own(word_file):
    parts = parts_of(word_file)
    assert "A note #1" in parts["word/endnotes.xml"]
    assert "endnoteReference" in parts["word/document.xml"]


def test_word_pages_are_numbered_and_headings_are_headings(word_file):
    parts = parts_of(word_file)
    assert any("NUMPAGES" in text for name, text in parts.items() if "footer" in name)
    read = docx.Document(io.BytesIO(word_file))
    assert [p.text for p in read.paragraphs if p.style.name == "Heading 1"] == ["Executive summary", "Deaths notified"]


def structure(element, found: dict) -> dict:
    """How many elements of each kind the tagged tree has."""
    element = element.get_object()
    if isinstance(element, pypdf.generic.DictionaryObject) and "/S" in element:
        found.setdefault(element["/S"], []).append(element)
    kids = element.get("/K", []) if isinstance(element, pypdf.generic.DictionaryObject) else []
    for kid in kids if isinstance(kids, list) else [kids]:
        if isinstance(kid.get_object(), pypdf.generic.DictionaryObject):
            structure(kid, found)
    return found


def test_pdf_is_tagged_with_headings_tables_and_words_for_pictures(pdf_file):
    root = pypdf.PdfReader(io.BytesIO(pdf_file)).trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"] is True or bool(root["/MarkInfo"]["/Marked"])
    found = structure(root["/StructTreeRoot"], {})
    assert len(found["/H1"]) == 3
    assert len(found["/Table"]) == 2
    assert {"Bar chart of deaths by age", "The same again"} <= {str(e.get("/Alt")) for e in found["/Figure"]}


def test_pdf_rows_have_header_cells(pdf_file):
    found = structure(pypdf.PdfReader(io.BytesIO(pdf_file)).trailer["/Root"]["/StructTreeRoot"], {})
    scopes = [attribute for cell in found["/TH"] for attribute in _attributes(cell)]
    assert scopes.count("/Row") == 6
    assert scopes.count("/Column") == 7


def _attributes(cell) -> list[str]:
    given = cell.get("/A")
    given = given.get_object() if given is not None else []
    listed = given if isinstance(given, list) else [given]
    return [str(one.get_object()["/Scope"]) for one in listed if "/Scope" in one.get_object()]


def test_pdf_says_that_it_follows_the_standards(pdf_file):
    metadata = pypdf.PdfReader(io.BytesIO(pdf_file)).trailer["/Root"]["/Metadata"].get_data().decode()
    assert 'pdfuaid:part="1"' in metadata or "<pdfuaid:part>1" in metadata
    assert "<pdfaid:part>2" in metadata or 'pdfaid:part="2"' in metadata


def test_pdf_pages_of_headings_are_known():
    where, total = typesetting.pages(document())
    assert (where["summary"], where["notified"]) == (3, 4)
    assert total >= 4


def test_web_page_is_whole_and_in_order(web_page):
    assert web_page.html["lang"] == "en-GB"
    levels = [int(tag.name[1]) for tag in web_page.find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))
    assert not web_page.find_all(["link", "img", "iframe"])
    inside = [a["href"] for a in web_page.find_all("a") if not a["href"].startswith("https://example.org/")]
    assert {href[1:] for href in inside} <= {tag["id"] for tag in web_page.find_all(id=True)}


def test_web_page_ids_are_single_even_inside_drawings(web_page):
    ids = [tag["id"] for tag in web_page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_web_page_tables_and_charts_are_named(web_page):
    for found in web_page.find_all("table"):
        assert found.caption.get_text(strip=True)
        assert all(cell["scope"] == "col" for cell in found.thead.find_all("th"))
        assert all(row.th["scope"] == "row" for row in found.tbody.find_all("tr"))
    assert all(chart["aria-label"] for chart in web_page.select("[role=img]"))


def test_excel_holds_numbers_as_numbers_and_words_as_words():
    parts = parts_of(tables.to_xlsx(document()))
    sheet = parts["xl/worksheets/sheet3.xml"]
    assert "<f>" not in "".join(parts.values())
    assert "<v>56.7</v>" in sheet
    assert "<v>1050</v>" in sheet
    assert "=1+1" in parts["xl/sharedStrings.xml"]
    assert 'name="data_table_1"' in parts["xl/tables/table2.xml"]


def test_excel_carries_statistics_only():
    parts = parts_of(tables.to_xlsx(document()))
    assert "Sample Council" not in "".join(parts.values())


def test_opendocument_is_well_formed_and_typed():
    content = tables.to_ods(document())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    parts = parts_of(content)
    for text in parts.values():
        ElementTree.fromstring(text)  # noqa: S314  our own file
    main = parts["content.xml"]
    assert 'office:value="56.7"' in main
    assert "table:formula" not in main
    assert main.count("table:named-range ") == 2
    assert 'fo:language="en" fo:country="GB"' in parts["styles.xml"]


def test_csv_is_safe_to_open_and_numbered_as_the_report():
    with zipfile.ZipFile(io.BytesIO(tables.to_csv(document()))) as archive:
        assert archive.namelist() == ["about.csv", "contents.csv", "table-01-deaths-notified-by-age.csv"]
        raw = archive.read("table-01-deaths-notified-by-age.csv")
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert rows[1] == ["0 to 27 days", "21", "43", "30.0", "56.7"]
    assert rows[2][0] == "'=1+1"
    assert rows[4][2] == "[z]"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_csv_never_begins_a_formula(text):
    assert tables.csv_zip.safe(text) == f"'{text}"
    assert tables.csv_zip.safe(-1) == -1


@pytest.mark.parametrize("file_format", ["xlsx", "ods", "csv", "pdf", "docx"])
def test_the_same_figures_give_the_same_file(file_format, monkeypatch):
    """At any time: neither a clock nor chance is in the file."""
    first = render(document(), file_format)
    monkeypatch.setattr(time, "time", lambda: 1_000_000_000.0)
    assert render(document(), file_format) == first
