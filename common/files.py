"""What may be uploaded: told by the file's own first bytes, never by its name or what the browser says."""

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

PDF, PNG, JPEG, RTF, TEXT = "application/pdf", "image/png", "image/jpeg", "application/rtf", "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"

EXTENSIONS = {
    PDF: ".pdf", PNG: ".png", JPEG: ".jpg", RTF: ".rtf", TEXT: ".txt", DOCX: ".docx", XLSX: ".xlsx", ODT: ".odt",
}  # fmt: skip
KINDS_IN_WORDS = "PDF, Word (.docx), Excel (.xlsx), OpenDocument text, RTF, plain text, JPEG or PNG"

_MAGIC = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG), (b"{\\rtf", RTF))
_MOST_PARTS = 5000


class BadFile(Exception):
    """A file that is not taken; the sentence says why."""


@dataclass(frozen=True)
class Checked:
    """What is known of a file once it was looked at."""

    content_type: str
    size: int
    sha256: str
    name: str


def check(file: BinaryIO, *, name: str, size: int, most: int) -> Checked:
    """Looks at a file and rewinds it. Raises ``BadFile`` for one that is empty, too big or of another kind."""
    if size == 0:
        raise BadFile("The selected file is empty")
    if size > most:
        raise BadFile(f"The selected file must be smaller than {most // (1024 * 1024)}MB")
    kind = _kind(file)
    if kind is None:
        raise BadFile(f"The selected file must be one of: {KINDS_IN_WORDS}")
    return Checked(kind, size, _sha256(file), safe_name(name, kind))


def safe_name(name: str, content_type: str) -> str:
    """The last part of a given name without control characters, with the extension of its real kind."""
    last = PurePath(name.replace("\\", "/")).name
    plain = "".join(c for c in last if c.isprintable() and c not in '<>:"/|?*')
    stem = PurePath(plain).stem.strip(" .")[:150] or "document"
    return f"{stem}{EXTENSIONS[content_type]}"


def _kind(file: BinaryIO) -> str | None:
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _office_kind(file)
    return TEXT if _is_text(head) else None


def _office_kind(file: BinaryIO) -> str | None:
    """Word, Excel or OpenDocument by the names inside; nothing is unpacked, and macros are refused."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    finally:
        file.seek(0)
    if len(names) > _MOST_PARTS or any("vbaproject" in name.lower() for name in names):
        return None
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    return ODT if {"mimetype", "content.xml"} <= set(names) else None


def _is_text(head: bytes) -> bool:
    if b"\x00" in head:
        return False
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:  # a character cut at the end of what was read is no fault
            return False
        text = head[: error.start].decode("utf-8")
    opening = text.lstrip().lower()
    return not opening.startswith(("<!doctype", "<html", "<svg", "<?xml", "<script"))


def _sha256(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(1 << 20):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
