"""The kinds of file that are taken, told by their first bytes."""

import io
import zipfile

PDF, PNG, JPEG, RTF, TEXT = "application/pdf", "image/png", "image/jpeg", "application/rtf", "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"

EXTENSIONS = {
    PDF: ".pdf", PNG: ".png", JPEG: ".jpg", RTF: ".rtf", TEXT: ".txt", DOCX: ".docx", XLSX: ".xlsx", ODT: ".odt",
}  # fmt: skip
KINDS_IN_WORDS = "PDF, Word (.docx), Excel (.xlsx), OpenDocument text, RTF, plain text, JPEG or PNG"

_MAGIC = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG), (b"{\\rtf", RTF))
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_END = b"PK\x05\x06"
_END_LENGTH, _LONGEST_COMMENT = 22, 65_535
MOST_PARTS = 2000
READERS_LOOK = 1024
"""How far into a file PDF readers search for the beginning of a document."""


class BadFile(Exception):
    """A file that is not taken; the sentence says why."""


def of(content: bytes) -> str:
    """The kind of a file. Raises ``BadFile`` for what is of no kind, or of two."""
    kind = _kind(content)
    if kind is None:
        raise BadFile(f"The selected file must be one of: {KINDS_IN_WORDS}")
    if kind != PDF and b"%PDF-" in content[:READERS_LOOK]:
        raise BadFile("The selected file is two kinds of file in one")
    return kind


def _kind(content: bytes) -> str | None:
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    if content.startswith(_OLD_OFFICE):
        raise BadFile("The selected file is locked with a password or in an old format: save it as .docx or .xlsx")
    if content.startswith(_ZIP):
        return _office(content)
    return None if b"\x00" in content[:4096] else TEXT


def parts(content: bytes) -> int | None:
    """How many parts an archive says it has, read without opening it; nothing where it has no proper end."""
    at = content.rfind(_END, max(0, len(content) - _END_LENGTH - _LONGEST_COMMENT))
    if at < 0 or at + _END_LENGTH > len(content):
        return None
    comment = int.from_bytes(content[at + 20 : at + 22], "little")
    exactly = at + _END_LENGTH + comment == len(content)
    return int.from_bytes(content[at + 10 : at + 12], "little") if exactly else None


def _office(content: bytes) -> str | None:
    """Word, Excel or OpenDocument by the names inside; nothing is unpacked here."""
    count = parts(content)
    if count is None or count > MOST_PARTS:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    for part, kind in (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX)):
        if part in names:
            return kind
    return ODT if {"mimetype", "content.xml"} <= names else None
