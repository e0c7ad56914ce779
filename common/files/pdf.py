"""PDF: no password, no script, nothing attached, nothing that starts by itself, a bounded number of pages.

Runs in the child process only.
"""

import io
import re

import pikepdf

from common.files.kinds import BadFile

MOST_PAGES, MOST_OBJECTS, MOST_NODES, DEEPEST = 1500, 150_000, 600_000, 60
MOST_PIXELS = 200_000_000
AFTER_THE_END = 2048

LOCKED = "The selected PDF is locked with a password or a permission. Save a copy without it and try again"
ACTIVE = "The selected PDF has a script, an attached file or an action inside it. Print it to a new PDF and try again"
BROKEN = "The selected PDF is damaged: print it to a new PDF and try again"
TOO_MUCH = "The selected PDF is too large or too complicated once it is opened, so it is not taken"
TWO_IN_ONE = "The selected file is two kinds of file in one"

_ACTIONS = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition", "/Movie", "/Sound",
    "/RichMediaExecute",
}  # fmt: skip
_ANNOTATIONS = {"/RichMedia", "/FileAttachment", "/Movie", "/Screen", "/3D", "/Sound"}
_KEYS = {"/JavaScript", "/JS", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"}
_OBJECT = re.compile(rb"\d\s+obj\b")


def look(content: bytes) -> int:
    """The number of pages. Raises ``BadFile`` for a file that must not be kept."""
    _ends(content)
    if sum(1 for _ in _OBJECT.finditer(content)) > MOST_OBJECTS:
        raise BadFile(TOO_MUCH)
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as document:
            if document.is_encrypted:
                raise BadFile(LOCKED)
            pages = len(document.pages)
            _bounded(pages, len(document.objects))
            _inspect(document)
    except pikepdf.PasswordError as error:
        raise BadFile(LOCKED) from error
    except (pikepdf.PdfError, ValueError, RuntimeError, OverflowError, IndexError) as error:
        raise BadFile(BROKEN) from error
    return pages


def _ends(content: bytes) -> None:
    """Nothing follows the document: no archive, no page, no program."""
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise BadFile(BROKEN)
    if len(content) - end > AFTER_THE_END or b"PK\x05\x06" in content[-66_000:]:
        raise BadFile(TWO_IN_ONE)


def _bounded(pages: int, objects: int) -> None:
    if pages == 0:
        raise BadFile(BROKEN)
    if pages > MOST_PAGES or objects > MOST_OBJECTS:
        raise BadFile(TOO_MUCH)


def _inspect(document: pikepdf.Pdf) -> None:
    """Every object once, whatever the page tree says, since a reader may reach it in other ways."""
    nodes = _Nodes()
    nodes.walk(document.Root, 0)
    _opening(document.Root)
    for thing in document.objects:
        nodes.walk(thing, 0)


def _opening(root: pikepdf.Object) -> None:
    """On opening a document may go to a page of its own, and do nothing else."""
    opens = root.get("/OpenAction")
    if isinstance(opens, pikepdf.Dictionary) and str(opens.get("/S", "/GoTo")) != "/GoTo":
        raise BadFile(ACTIVE)
    if root.get("/AA") is not None:
        raise BadFile(ACTIVE)


class _Nodes:
    """Walks direct children only: what is referred to is an object of its own."""

    def __init__(self) -> None:
        self.seen = 0

    def walk(self, thing, depth: int) -> None:
        """This node and what lies inside it."""
        self.seen += 1
        if self.seen > MOST_NODES or depth > DEEPEST:
            raise BadFile(TOO_MUCH)
        if isinstance(thing, pikepdf.Stream):
            _picture(thing)
            self._inside(thing.stream_dict, depth)
        elif isinstance(thing, pikepdf.Dictionary):
            self._inside(thing, depth)
        elif isinstance(thing, pikepdf.Array):
            for child in thing:
                self._child(child, depth)

    def _inside(self, found, depth: int) -> None:
        _active(found)
        for key in found.keys():  # noqa: SIM118  a PDF dictionary, whose own iteration goes over keys and values
            self._child(found[key], depth)

    def _child(self, child, depth: int) -> None:
        if isinstance(child, pikepdf.Object) and not child.is_indirect:
            self.walk(child, depth + 1)


def _active(found) -> None:
    if _KEYS.intersection(found.keys()):
        raise BadFile(ACTIVE)
    if str(found.get("/S", "")) in _ACTIONS or str(found.get("/Subtype", "")) in _ANNOTATIONS:
        raise BadFile(ACTIVE)


def _picture(stream: pikepdf.Stream) -> None:
    """A picture that would fill the memory of whoever opens it."""
    if str(stream.stream_dict.get("/Subtype", "")) != "/Image":
        return
    width, height = (int(stream.stream_dict.get(side, 0)) for side in ("/Width", "/Height"))
    if width * height > MOST_PIXELS:
        raise BadFile(TOO_MUCH)
