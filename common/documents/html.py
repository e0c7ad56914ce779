"""The document as one web page, and its body for a preview inside the service."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template import Context, Engine
from django.utils.safestring import mark_safe

from common.documents import model
from common.documents.model import Document, Heading, inlines, shown

ROOT = Path(__file__).resolve().parents[2]
_NAMED = re.compile(r'\bid="([^"]+)"')


def render(document: Document) -> bytes:
    """One file that needs no other: styles and drawings are in it."""
    if not settings.configured:  # in the child process, which has no settings and needs none
        settings.configure(USE_I18N=False, USE_TZ=False)
    style = (ROOT / "static" / "css" / "document.css").read_text(encoding="utf-8")
    context = context_of(document) | {"style": mark_safe(style)}  # noqa: S308  # nosec B308 B703  # our own file
    return _engine().get_template("documents/page.html").render(Context(context)).encode()


@cache
def _engine() -> Engine:
    return Engine(dirs=[ROOT / "templates"])


def context_of(document: Document) -> dict:
    """What ``documents/body.html`` and ``documents/contents.html`` show."""
    notes = [part for part in inlines(document.blocks) if isinstance(part, model.Note)]
    page = _Page(document, {id(note): number for number, note in enumerate(notes, 1)})
    return {
        "document": document,
        "contents": _contents(document),
        "parts": [page.part(block) for block in document.blocks],
        "notes": [{"number": str(number), "text": note.text} for number, note in enumerate(notes, 1)],
    }


def _contents(document: Document) -> list[dict]:
    chapters: list[dict] = []
    for heading in document.of(Heading):
        if heading.level == 1:
            chapters.append({"id": heading.id, "text": heading.text, "parts": []})
        elif heading.level == 2 and chapters:
            chapters[-1]["parts"].append({"id": heading.id, "text": heading.text})
    return chapters


class _Page:
    """One rendering: labels and the numbers of notes."""

    def __init__(self, document: Document, notes: dict[int, int]) -> None:
        self.labels = model.numbers(document)
        self.notes = notes

    def part(self, block: model.Block) -> dict:
        """A block as its template wants it."""
        template, way = _WAYS[type(block)]
        return {"template": f"documents/{template}.html"} | way(self, block)

    def pieces(self, parts: tuple) -> list[dict]:
        """Inline parts."""
        return [self._piece(part) for part in parts]

    def _piece(self, part: model.Inline) -> dict:
        if isinstance(part, model.Xref):
            return {"kind": "Xref", "target": part.target, "text": self.labels[part.target]}
        if isinstance(part, model.Link):
            return {"kind": "Link", "target": part.target, "text": part.text}
        number = str(self.notes.get(id(part), ""))
        return {"kind": type(part).__name__, "text": part.text, "number": number}

    def plain(self, block) -> dict:
        """Blocks whose fields are shown as they are."""
        return dict(vars(block)) | {"level": getattr(block, "level", None)}

    def para(self, block: model.Para) -> dict:
        """A paragraph."""
        return {"pieces": self.pieces(block.parts)}

    def list(self, block: model.List) -> dict:
        """A list."""
        ids = block.ids or ("",) * len(block.items)
        items = [{"id": name, "pieces": self.pieces(item)} for name, item in zip(ids, block.items, strict=True)]
        return {"ordered": block.ordered, "items": items}

    def figure(self, block: model.Figure) -> dict:
        """A chart, its ids made unique on the page."""
        svg = mark_safe(apart(block.svg, block.id))  # noqa: S308  # nosec B308 B703  # our engine's drawing
        return dict(vars(block)) | {"label": self.labels[block.id], "svg": svg}

    def table(self, block: model.TableBlock) -> dict:
        """A table with printed cells."""
        last = len(block.rows) - 1
        rows = [
            {"total": block.total and index == last, "cells": _cells(block, [shown(cell) for cell in row])}
            for index, row in enumerate(block.rows)
        ]
        return dict(vars(block)) | {
            "label": self.labels[block.id],
            "header": _cells(block, list(block.header)),
            "rows": rows,
        }

    def callout(self, block: model.Callout) -> dict:
        """A box."""
        return {"title": block.title, "inner": [self.part(inner) for inner in block.blocks]}


def _cells(block: model.TableBlock, words: list[str]) -> list[dict]:
    return [{"text": text, "numeric": block.is_numeric(column)} for column, text in enumerate(words)]


_WAYS = {
    model.Heading: ("heading", _Page.plain),
    model.Para: ("para", _Page.para),
    model.List: ("list", _Page.list),
    model.Figure: ("figure", _Page.figure),
    model.TableBlock: ("table", _Page.table),
    model.Callout: ("callout", _Page.callout),
    model.Headlines: ("headlines", _Page.plain),
    model.PageBreak: ("break", _Page.plain),
}


def apart(svg: str, prefix: str) -> str:
    """The drawing with ids of its own, so that two on one page cannot clash."""
    for name in set(_NAMED.findall(svg)):
        own = f"{prefix}-{name}"
        svg = svg.replace(f'id="{name}"', f'id="{own}"').replace(f"url(#{name})", f"url(#{own})")
        svg = svg.replace(f'href="#{name}"', f'href="#{own}"')
    return svg
