"""What may be uploaded: told by the file's own bytes, never by its name or what the browser says.

The first look is made here and costs nothing. Whatever has a structure (PDF, office documents, pictures) is then
looked through in a child process with limits on time and memory, because reading a hostile file is the danger itself.
"""

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO
from weakref import WeakKeyDictionary

from common.files import kinds, process, text
from common.files.kinds import (  # the names by which the rest of the house calls them
    DOCX,
    EXTENSIONS,
    JPEG,
    KINDS_IN_WORDS,
    ODT,
    PDF,
    PNG,
    RTF,
    TEXT,
    XLSX,
    BadFile,
)  # fmt: skip

__all__ = [
    "DOCX", "EXTENSIONS", "JPEG", "KINDS_IN_WORDS", "ODT", "PDF", "PNG", "RTF", "TEXT", "XLSX", "BadFile", "Checked",
    "check", "safe_name",
]  # fmt: skip

_seen: WeakKeyDictionary = WeakKeyDictionary()


@dataclass(frozen=True)
class Checked:
    """What is known of a file once it was looked at.

    ``content`` is what is to be kept where that is not what came: a picture loses its metadata. ``sha256`` and ``size``
    are of what is kept, ``received_sha256`` is of what came.
    """

    content_type: str
    size: int
    sha256: str
    name: str
    received_sha256: str
    pages: int | None = None
    content: bytes | None = None


def check(file: BinaryIO, *, name: str, size: int, most: int) -> Checked:
    """Looks at a file and rewinds it. Raises ``BadFile``, whose sentence says what is wrong with it.

    A form and then an action may both ask about one upload; it is looked through once.
    """
    known = _seen.get(file)
    if known is None:
        known = _look(file, name, size, most)
        _seen[file] = known
    return known


def _look(file: BinaryIO, name: str, size: int, most: int) -> Checked:
    if size == 0:
        raise BadFile("The selected file is empty")
    if size > most:
        raise BadFile(f"The selected file must be smaller than {most // (1024 * 1024)}MB")
    file.seek(0)
    content = file.read(most + 1)
    file.seek(0)
    if len(content) > most:
        raise BadFile(f"The selected file must be smaller than {most // (1024 * 1024)}MB")
    kind = kinds.of(content)
    found = _look_inside(content, kind)
    kept = content if found.content is None else found.content
    return Checked(
        content_type=kind,
        size=len(kept),
        sha256=hashlib.sha256(kept).hexdigest(),
        name=safe_name(name, kind),
        received_sha256=hashlib.sha256(content).hexdigest(),
        pages=found.pages,
        content=found.content,
    )


def _look_inside(content: bytes, kind: str) -> process.Found:
    if kind in (TEXT, RTF):
        (text.plain if kind == TEXT else text.rich)(content)
        return process.Found()
    return process.look(content, kind)


def safe_name(name: str, content_type: str) -> str:
    """The last part of a given name without control characters, with the extension of its real kind."""
    last = PurePath(name.replace("\\", "/")).name
    plain = "".join(c for c in last if c.isprintable() and c not in '<>:"/|?*')
    stem = PurePath(plain).stem.strip(" .")[:150] or "document"
    return f"{stem}{EXTENSIONS[content_type]}"
