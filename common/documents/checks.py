"""What a document must be before any renderer sees it."""

import re

from common.documents.model import Document, Figure, Heading, Link, List, TableBlock, Xref, inlines, numbers, shown
from common.documents.text import named, unprintable

_WEB = re.compile(r"https?://[^\s<>\"]+\Z")
_ACTIVE = re.compile(r"<script|<foreignobject|\son\w+\s*=|javascript:|<!entity|<!doctype", re.IGNORECASE)


class DocumentError(Exception):
    """The document cannot be made; the words say what to change."""


def check(document: Document) -> None:
    """Raises ``DocumentError`` for a broken reference, a skipped heading, a figure or table without its words."""
    _ids_are_single(document)
    _headings_do_not_skip(document)
    _references_lead_somewhere(document)
    for figure in document.of(Figure):
        _figure(figure)
    for table in document.of(TableBlock):
        _table(table)
    _characters_can_be_printed(document)


def _ids_are_single(document: Document) -> None:
    ids = [block.id for block in document.of(Heading, Figure, TableBlock)]
    ids += [name for block in document.of(List) for name in block.ids]
    twice = {name for name in ids if ids.count(name) > 1}
    if twice:
        raise DocumentError(f"Two parts have the same id: {', '.join(sorted(twice))}.")


def _headings_do_not_skip(document: Document) -> None:
    last = 0
    for heading in document.of(Heading):
        if heading.level > last + 1:
            raise DocumentError(f"The heading “{heading.text}” skips a level.")
        last = heading.level


def _references_lead_somewhere(document: Document) -> None:
    known = numbers(document)
    items = {name for block in document.of(List) for name in block.ids}
    for part in inlines(document.blocks):
        if isinstance(part, Link) and not (
            part.target[1:] in items if part.target[:1] == "#" else _WEB.match(part.target)
        ):
            raise DocumentError(f"A link leads nowhere: {part.target}.")
        if isinstance(part, Xref) and part.target not in known:
            raise DocumentError(f"A reference leads nowhere: {part.target}.")


def _figure(figure: Figure) -> None:
    if not figure.alt.strip():
        raise DocumentError(f"The figure “{figure.caption}” has no description.")
    if _ACTIVE.search(figure.svg):
        raise DocumentError(f"The figure “{figure.caption}” holds more than a drawing.")


def _table(table: TableBlock) -> None:
    if not all(word.strip() for word in table.header):
        raise DocumentError(f"The table “{table.caption}” has a column without a heading.")
    if any(len(row) != len(table.header) for row in table.rows):
        raise DocumentError(f"The table “{table.caption}” has a row of another width.")


def _characters_can_be_printed(document: Document) -> None:
    lacking = unprintable("".join(all_words(document)))
    if lacking:
        raise DocumentError(f"The report's typeface cannot print {named(lacking)}. Please put it in other words.")


def all_words(document: Document) -> list[str]:
    """Every string that is printed, drawings apart."""
    found = [document.title, document.subtitle, document.organisation, document.edition, document.date]
    found += [document.marking, *(word for pair in document.cover for word in pair)]
    found += [part.target if isinstance(part, Xref) else part.text for part in inlines(document.blocks)]
    for block in document.blocks:
        found += _words_of(block)
    return found


def _words_of(block) -> list[str]:
    if isinstance(block, Heading):
        return [block.text]
    if isinstance(block, Figure):
        return [block.caption, block.alt, block.source]
    if isinstance(block, TableBlock):
        return [block.caption, *block.header, block.note, *(shown(cell) for row in block.rows for cell in row)]
    if hasattr(block, "title"):
        return [block.title, *(word for item in getattr(block, "items", ()) for word in (item.value, item.label))]
    return []
