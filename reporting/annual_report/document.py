"""From a frozen snapshot to the neutral document. Pure: the same snapshot gives the same document."""

from common.documents.checks import all_words
from common.documents.model import Block, Callout, Document, Heading, List, Para
from reporting.annual_report import generated, narrative, tabled
from reporting.annual_report.contents import CHAPTERS, Chapter, Figures, Generated, Narrative, Part, placed_keys

EDITIONS = {
    "public": ("Public edition: small numbers are protected", ""),
    "confidential": ("Confidential edition, for the panel and its partners only", "CONFIDENTIAL"),
}


def build(snapshot: dict) -> Document:
    """The whole report of this snapshot."""
    edition, marking = EDITIONS[snapshot["edition"]]
    year = snapshot["year"]
    cover = (("Figures as at", snapshot["as_at"]), ("Contact", snapshot["panel"]["contact"]))
    blocks = [block for chapter in CHAPTERS[:-1] for block in _chapter(snapshot, chapter)]
    made = Document(
        f"Annual report {year['label']}",
        f"Child deaths notified and reviewed from {year['first']} to {year['last']}",
        snapshot["panel"]["name"],
        edition,
        snapshot["made_on"],
        marking,
        cover,
        tuple(blocks),
    )
    last = generated.abbreviations(snapshot, " ".join(all_words(made)))
    return _with(made, [_title(CHAPTERS[-1], snapshot), *last] if last else [])


def _with(document: Document, more: list[Block]) -> Document:
    return Document(**{**vars(document), "blocks": (*document.blocks, *more)})


def _chapter(snapshot: dict, chapter: Chapter) -> list[Block]:
    inside = [block for part in chapter.parts for block in _part(snapshot, part)]
    return [_title(chapter, snapshot), *inside] if inside else []


def _title(chapter: Chapter, snapshot: dict) -> Heading:
    return Heading(1, chapter.title.format(year=snapshot["year"]["label"]), chapter.id)


def _part(snapshot: dict, part: Part) -> list[Block]:
    if isinstance(part, Narrative):
        return _narrative(snapshot, part)
    if isinstance(part, Generated):
        return generated.PARTS[part.name](snapshot)
    return [block for table in _tables(snapshot, part) for block in tabled.blocks_of(snapshot, table)]


def _tables(snapshot: dict, part: Figures) -> list[dict]:
    tables = {table["key"]: table for table in snapshot["tables"]}
    if part.beginning:
        placed = placed_keys()
        return [table for key, table in tables.items() if key.startswith(part.beginning) and key not in placed]
    return [tables[key] for key in part.keys if key in tables]


def _narrative(snapshot: dict, part: Narrative) -> list[Block]:
    made = narrative.blocks(snapshot["texts"].get(part.key, ""), key=part.key, level=3 if part.heading else 2)
    if not made:
        return []
    if part.boxed:
        return [Callout(part.heading, tuple(block for block in made if isinstance(block, Para | List)))]
    return [Heading(2, part.heading, f"text-{part.key}"), *made] if part.heading else made
