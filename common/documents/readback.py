"""Reads a produced file as somebody outside would: its words, its tables' rows, who it says made it, what was left in.

The files are our own, so their parts are read by plain patterns; a PDF is read by the child process that reads PDFs.
"""

import csv
import io
import re
import zipfile
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from common.documents import extraction

LEFT_IN = re.compile(
    r"comments|people\.xml|persons/|vbaProject|activeX|embeddings/(?!chart\d+\.xlsx$)|externalLinks|attachedTemplate|docProps/custom",
    re.I,
)
TRACKED = re.compile(
    r"<w:(?:ins|del|moveFrom|moveTo|commentReference|commentRangeStart)[ />]|<office:annotation|tracked-changes"
)
_PAGE = re.compile(r"Page \d+ of \d+")
AUTHORS = re.compile(
    r"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator|Manager|Company)(?: [^>]*)?>(?P<name>[^<]*)<"
)
_SVG_TEXT = re.compile(r"<text\b[^>]*>(?P<words>.*?)</text>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass
class Readback:
    """What a file says. ``contents`` are lines of a list of contents, whose numbers are those of pages."""

    words: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    books: int = 0  # workbooks behind charts
    left_in: list[str] = field(default_factory=list)


def read(content: bytes, file_format: str) -> Readback:
    """The file read back."""
    return _WAYS[file_format](content)


def _plain(markup: str) -> str:
    return unescape(_TAG.sub("", markup))


def drawn(svg: str) -> list[str]:
    """The words of a drawing."""
    return [_plain(match["words"]) for match in _SVG_TEXT.finditer(svg)]


def _docx(content: bytes) -> Readback:
    found = Readback()
    for name, text in _parts(content, found):
        if name.startswith("word/media/"):
            found.words += drawn(text)
        elif name.startswith("word/charts/"):
            found.words += [unescape(words) for words in re.findall(r"<(?:c:v|a:t)(?: [^>]*)?>([^<]*)<", text)]
        elif re.fullmatch(r"word/(document|endnotes|footnotes|(?:header|footer)\d*)\.xml", name):
            _word_part(text, found)
    for book in _books(content):
        _behind(book, found)
    return found


def _books(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist() if name.endswith(".xlsx")]


def _behind(book: bytes, found: Readback) -> None:
    """The workbook behind a chart is read like any other workbook."""
    read = _xlsx(book)
    found.books += 1
    found.words += read.words
    found.rows += read.rows
    found.authors += read.authors
    found.left_in += read.left_in


def _word_part(text: str, found: Readback) -> None:
    for row in re.findall(r"<w:tr[ >].*?</w:tr>", text, re.DOTALL):
        found.rows.append(tuple(_runs(cell) for cell in row.split("</w:tc>")[:-1]))
    for paragraph in text.split("</w:p>"):
        words = _PAGE.sub("", _runs(paragraph))
        (found.contents if "PAGEREF" in paragraph else found.words).append(words)


def _runs(markup: str) -> str:
    kept = re.sub(r"<w:(?:tab|br|cr)\b[^>]*>", " ", markup)
    return "".join(unescape(words) for words in re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>| (?=<)", kept) if words)


def _xlsx(content: bytes) -> Readback:
    found = Readback()
    parts = dict(_parts(content, found))
    shared = [_plain(one) for one in re.findall(r"<si>(.*?)</si>", parts.get("xl/sharedStrings.xml", ""), re.DOTALL)]
    for name, text in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            found.rows += [_cells(row, shared) for row in re.findall(r"<row\b[^>]*>(.*?)</row>", text, re.DOTALL)]
    found.words += [cell for row in found.rows for cell in row]
    return found


def _cells(row: str, shared: list[str]) -> tuple[str, ...]:
    made = []
    for attributes, inside in re.findall(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", row, re.DOTALL):
        value = _plain(inside)
        made.append(shared[int(value)] if 't="s"' in attributes else value)
    return tuple(made)


def _ods(content: bytes) -> Readback:
    found = Readback()
    for name, text in _parts(content, found):
        if name == "content.xml":
            for row in re.findall(r"<table:table-row\b.*?</table:table-row>", text, re.DOTALL):
                cells = re.findall(r"<table:table-cell\b(.*?)</table:table-cell>", row, re.DOTALL)
                found.rows.append(tuple(_ods_cell(cell) for cell in cells))
    found.words += [cell for row in found.rows for cell in row]
    return found


def _ods_cell(markup: str) -> str:
    value = re.search(r'office:value="([^"]*)"', markup)
    return value[1] if value else _plain(markup.partition(">")[2])


def _csv(content: bytes) -> Readback:
    found = Readback()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            lines = csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig")))
            found.rows += [tuple(cell.removeprefix("'") for cell in line) for line in lines]
    files = re.compile(r"table-\d\d-[a-z0-9-]*\.csv")
    found.words += [cell for row in found.rows for cell in row if not files.fullmatch(cell)]
    return found


def _parts(content: bytes, found: Readback):
    """Each part that is text; what a part betrays by its name or its metadata is noted on the way."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if LEFT_IN.search(name):
                found.left_in.append(name)
            if not name.endswith((".xml", ".rels", ".svg")):
                continue
            text = archive.read(name).decode("utf-8", "replace")
            found.authors += [unescape(match["name"]) for match in AUTHORS.finditer(text) if match["name"].strip()]
            if TRACKED.search(text):
                found.left_in.append(f"changes or comments in {name}")
            yield name, text


class _Page(HTMLParser):
    """Words and rows of a web page; comments and scripts as what was left in."""

    def __init__(self) -> None:
        super().__init__()
        self.found, self.silent, self.row, self.cell = Readback(), 0, None, None

    def handle_starttag(self, tag, attrs) -> None:
        """Begins a row or cell; a script or a named author is noted."""
        named = dict(attrs)
        self.silent += tag in ("style", "script")
        if tag == "script":
            self.found.left_in.append("a script")
        if tag == "meta" and named.get("name") == "author":
            self.found.authors.append(named.get("content") or "")
        if tag == "tr":
            self.row = []
        if tag in ("td", "th"):
            self.cell = []
        for name in ("alt", "aria-label", "title", "content"):
            if named.get(name) and tag != "meta":
                self.found.words.append(named[name])

    def handle_endtag(self, tag) -> None:
        """Ends a row or cell."""
        self.silent -= tag in ("style", "script")
        if tag in ("td", "th") and self.row is not None:
            self.row.append(" ".join("".join(self.cell or []).split()))
            self.cell = None
        if tag == "tr" and self.row is not None:
            self.found.rows.append(tuple(self.row))
            self.row = None

    def handle_data(self, data) -> None:
        """Words, unless they are a style."""
        if not self.silent and data.strip():
            self.found.words.append(data)
            if self.cell is not None:
                self.cell.append(data)

    def handle_comment(self, data) -> None:
        """Nobody should read what a browser hides."""
        self.found.left_in.append("a hidden comment")


def _html(content: bytes) -> Readback:
    page = _Page()
    page.feed(content.decode())
    return page.found


def _pdf(content: bytes) -> Readback:
    told = extraction.about_pdf(content)
    words = [_PAGE.sub("", page) for page in told["pages"]]
    return Readback(words=words, authors=told["authors"], left_in=told["left_in"])


def _png(content: bytes) -> Readback:
    """A picture holds nothing to read; words beside it would be metadata."""
    return Readback(left_in=[kind.decode() for kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf") if kind in content])


_WAYS = {"png": _png, "docx": _docx, "xlsx": _xlsx, "ods": _ods, "csv": _csv, "html": _html, "pdf": _pdf}
