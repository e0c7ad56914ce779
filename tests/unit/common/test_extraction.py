"""The words of documents, read in a process of their own."""

import io

import docx
import pytest

from common.documents import pdf
from common.documents.extraction import type_of_failure, words_of
from common.documents.model import Document, Heading, words
from common.errors import NotNow
from common.files import DOCX, PDF, PNG, TEXT

SAID = "Robin was seen at the surgery"


def word_file() -> bytes:
    """A Word file with a paragraph, a table and a header."""
    made, file = docx.Document(), io.BytesIO()
    made.add_paragraph(SAID)
    made.add_table(1, 2).rows[0].cells[1].text = "In a table"
    made.sections[0].header.paragraphs[0].text = "In the header"
    made.save(file)
    return file.getvalue()


def test_plain_text():
    assert words_of(io.BytesIO(SAID.encode()), TEXT) == SAID


def test_a_word_file_with_tables_and_headers():
    found = words_of(io.BytesIO(word_file()), DOCX)
    assert all(part in found for part in (SAID, "In a table", "In the header"))


def test_a_pdf():
    blocks = (Heading(1, "A letter", "letter"), words(SAID))
    made = pdf.render(Document("Letter", "One", "Sample", "Draft", "2026-01-01", blocks=blocks))
    assert SAID in " ".join(words_of(io.BytesIO(made), PDF).split())


@pytest.mark.parametrize(
    ("content", "kind"), [(b"\x89PNG", PNG), (b"%PDF-1.7 broken", PDF), (b"PK\x03\x04 broken", DOCX), (b"  \n", TEXT)]
)
def test_what_cannot_be_read_says_so(content, kind):
    with pytest.raises(NotNow) as refused:
        words_of(io.BytesIO(content), kind)
    assert refused.value.code == "unreadable"


def test_the_log_learns_the_kind_of_failure_and_no_word_of_the_document():
    assert type_of_failure(b"Traceback\nValueError: Robin") == "ValueError"
    trace = b'Traceback\n  File "reading.py", line 7, in words\n    raise\nValueError: Robin'
    assert type_of_failure(trace) == "ValueError at reading.py:7"
