"""What a file must be to become a template: a real Word file, small, without anything that runs or calls out."""

import hashlib
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from django.core.files import File

from common import files
from common.documents import rendering
from common.documents.checks import DocumentError
from common.files import scanner

MOST_BYTES = 5 * 1024 * 1024
NOT_WORD = "The selected file must be a Word document (.docx)"
INFECTED = "The virus scan found something in the selected file, so it is not taken"
NO_SCAN = "The selected file could not be scanned for viruses just now. Try again in a minute"

_seen: WeakKeyDictionary = WeakKeyDictionary()


@dataclass(frozen=True)
class Taken:
    """A file that can be a template."""

    name: str
    content: bytes
    filled: list[str]
    sha256: str
    received_sha256: str


def taken(file: File) -> Taken:
    """Looks at an upload, once for form and action. Raises ``files.BadFile`` with a sentence for the reader."""
    known = _seen.get(file)
    if known is None:
        known = _seen[file] = _look(file)
    return known


def _look(file: File) -> Taken:
    found = files.check(file, name=file.name or "", size=file.size, most=MOST_BYTES)
    if found.content_type != files.DOCX:
        raise files.BadFile(NOT_WORD)
    _scanned(file)
    file.seek(0)
    content = file.read()
    file.seek(0)
    try:
        kept, filled = rendering.fit(content)
    except DocumentError as error:
        raise files.BadFile(str(error)) from error
    return Taken(found.name, kept, filled, hashlib.sha256(kept).hexdigest(), found.received_sha256)


def _scanned(file: File) -> None:
    """At once, where the site has a scanner: a template is used as soon as it is there."""
    if not scanner.configured():
        return
    try:
        verdict = scanner.scan(file)
    except scanner.ScannerDown as error:
        raise files.BadFile(NO_SCAN) from error
    if verdict.found:
        raise files.BadFile(INFECTED)
