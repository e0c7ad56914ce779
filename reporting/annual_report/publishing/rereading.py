"""Reads the public edition's files again before anybody approves them: nothing is in them that was not released."""

import re
from collections.abc import Iterator

from cases.selectors.mentioned import people_in
from common.documents import beyond, readback
from common.documents.model import Figure, TableBlock
from reporting.annual_report.contents import narratives
from reporting.annual_report.document import build
from reporting.annual_report.live.rendering import Writer
from reporting.annual_report.publishing import papers
from reporting.annual_report.publishing.models import Publication, PublishedFile

SENTENCE = re.compile(r"(?<=[.!?])\s+")
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NEAR = 60


def leaks(publication: Publication) -> list[str]:
    """What stands in the public edition's files and may not, in sentences; nothing where they may leave."""
    found = [*_hidden_cells(publication), *_of_texts(publication)]
    for file in publication.files.filter(edition=PublishedFile.Edition.PUBLIC):
        found += [f"{file.name}: {what}." for what in _of_file(publication, file)]
    return list(dict.fromkeys(found))


def _of_file(publication: Publication, file: PublishedFile) -> Iterator[str]:
    with file.file.open("rb") as stored:
        read = readback.read(stored.read(), papers.format_of(file.kind))
    template = papers.template_of(publication, file.edition, file.kind)
    heads = readback.read(template, "docx").words if template else []
    yield from beyond.said(papers.document_of(publication, file.edition, file.kind), read, heads)
    text = "\n".join(read.words)
    if people_in(text, panel=publication.report.panel_id):
        yield "it names a child or a relative whom the record names"


def _of_texts(publication: Publication) -> Iterator[str]:
    """The same of each section as it reads, so that its author knows where to look."""
    titles, writer = {one.key: one.title for one in narratives()}, Writer.of(publication.public)
    for key, text in publication.public["texts"].items():
        title, read = titles.get(key, key), " ".join(writer.plain(line) + "." for line in text.split("\n") if line)
        if people_in(read, panel=publication.report.panel_id):
            yield f"“{title}” names a child or a relative whom the record names."
        for label in _told(read, publication):
            yield f"“{title}” says a number of “{label}” that this edition hides."


def _hidden(publication: Publication) -> list[tuple[str, str, int]]:
    """Each number that the edition does not show: its table, its row's words, what was counted."""
    counted = {table["key"]: table for table in publication.figures["counted"]}
    return [
        (table["key"], row["label"], raw["count"])
        for table in publication.figures["printed"]
        for row, raw in zip(table["rows"], counted[table["key"]]["rows"], strict=True)
        if row["count"] is None and raw["count"]
    ]


def _hidden_cells(publication: Publication) -> Iterator[str]:
    """A table of the document that shows a number in a row that the protection hides."""
    document = build(publication.public)
    rows = {table.id: table.rows for table in document.of(TableBlock)}
    plots = {figure.id: dict(figure.plot.pairs()) for figure in document.of(Figure) if figure.plot}
    for key, label, _ in _hidden(publication):
        mark = f"table-{key}".replace(".", "-").replace("_", "-")
        if label in plots.get(mark.replace("table-", "figure-", 1), ()):
            yield f"The chart {key} shows the hidden number of “{label}”."
        for row in rows.get(mark, ()):
            if row[0] == label and len(row) == 2 and not isinstance(row[1], str):
                yield f"The table {key} shows the hidden number of “{label}”."


def _told(text: str, publication: Publication) -> Iterator[str]:
    """Hidden numbers that a sentence of an author's says beside the words of their row."""
    for sentence in SENTENCE.split(text):
        flat = " ".join(sentence.lower().split())
        for _, label, count in _hidden(publication):
            if label.lower() in flat and _beside(flat, label.lower(), count):
                yield label


def _beside(sentence: str, label: str, count: int) -> bool:
    number = rf"(?:{count}|{WORDS[count - 1]})" if count <= len(WORDS) else str(count)
    said = re.escape(label)
    counted = rf"(?<![\w.,/-]){number}(?![\w%/]|[.,]\d)"
    return bool(re.search(rf"{counted}.{{0,{NEAR}}}\b{said}\b|\b{said}\b.{{0,{NEAR}}}{counted}", sentence))
