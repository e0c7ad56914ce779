"""Links out of a document and inside it, in each format."""

import io
import re

import pypdf
from bs4 import BeautifulSoup

from common.documents.render import render
from tests.unit.common.documents.sample import document
from tests.unit.common.documents.test_files import parts_of


def test_links_lead_to_the_web_and_to_the_list_of_references():
    word_file, pdf_file, page = (render(document(), kind) for kind in ("docx", "pdf", "html"))
    web_page = BeautifulSoup(page, "html.parser")
    assert web_page.find("a", href="#source-act").text == "[1]"
    assert web_page.find("li", id="source-act").text == "The Act."
    assert web_page.find("a", href="https://example.org/act?a=1&b=2").text == "read it"
    parts = parts_of(word_file)
    anchors = re.findall(r'<w:hyperlink w:anchor="(_Ref\d+)"', parts["word/document.xml"])
    assert anchors
    assert all(f'w:name="{anchor}"' in parts["word/document.xml"] for anchor in anchors)
    assert "https://example.org/act?a=1&amp;b=2" in parts["word/_rels/document.xml.rels"]
    marks = [
        mark.get_object() for page in pypdf.PdfReader(io.BytesIO(pdf_file)).pages for mark in page.get("/Annots", [])
    ]
    assert any(mark.get("/A", {}).get("/URI") == "https://example.org/act?a=1&b=2" for mark in marks)
