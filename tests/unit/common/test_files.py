"""What may be uploaded, told by the bytes."""

import hashlib
import io
import zipfile

import pytest

from common import files


def _zip(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


def _check(content: bytes, name: str = "report.bin", most: int = 1_000_000) -> files.Checked:
    return files.check(io.BytesIO(content), name=name, size=len(content), most=most)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 text", files.PDF),
        (b"\x89PNG\r\n\x1a\n....", files.PNG),
        (b"\xff\xd8\xff\xe0....", files.JPEG),
        (b"{\\rtf1 text}", files.RTF),
        ("Plain words, café.".encode(), files.TEXT),
        (("é" * 3000).encode(), files.TEXT),  # a character is cut where reading stops
        (_zip("[Content_Types].xml", "word/document.xml"), files.DOCX),
        (_zip("[Content_Types].xml", "xl/workbook.xml"), files.XLSX),
        (_zip("mimetype", "content.xml"), files.ODT),
    ],
)
def test_kinds_that_are_taken(content, kind):
    assert _check(content).content_type == kind


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00 program",
        b"<html><script>alert(1)</script></html>",
        b"  <svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<?xml version='1.0'?>",
        b"\x00\x01\x02",
        b"\xff\xfe broken",
        _zip("anything.txt"),
        _zip("word/document.xml", "word/vbaProject.bin"),
        b"PK\x03\x04 not a zip",
        _zip("word/document.xml", *(f"part{n}" for n in range(5001))),
    ],
    ids=["program", "html", "svg", "xml", "binary", "encoding", "zip", "macros", "broken", "many"],
)
def test_kinds_that_are_refused(content):
    with pytest.raises(files.BadFile, match="must be one of"):
        _check(content, name="innocent.pdf")


@pytest.mark.parametrize(("content", "most", "words"), [(b"", 10, "empty"), (b"%PDF-1.7 long", 10, "smaller")])
def test_size(content, most, words):
    with pytest.raises(files.BadFile, match=words):
        _check(content, most=most)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("report.exe", "report.pdf"),
        ("C:\\Users\\x\\scan.pdf", "scan.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("a\r\nb\x00.pdf", "ab.pdf"),
        ("", "document.pdf"),
        ("...", "document.pdf"),
        ("x" * 300 + ".pdf", "x" * 150 + ".pdf"),
    ],
)
def test_a_name_is_cleaned_and_gets_its_real_extension(given, kept):
    assert files.safe_name(given, files.PDF) == kept


def test_the_hash_is_of_the_whole_file_and_the_file_is_rewound():
    file = io.BytesIO(b"%PDF-1.7 text")
    found = files.check(file, name="a.pdf", size=13, most=100)
    assert found.sha256 == hashlib.sha256(b"%PDF-1.7 text").hexdigest()
    assert file.tell() == 0
