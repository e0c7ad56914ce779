"""From a frozen snapshot to the neutral document. Pure: the same snapshot gives the same document."""

from dataclasses import dataclass

from common.documents.checks import DocumentError, all_words
from common.documents.model import Block, Callout, Document, Figure, Heading, TableBlock
from reporting.annual_report import generated, narrative, tabled, wording
from reporting.annual_report.contents import (
    CHAPTERS,
    Chapter,
    Figures,
    Generated,
    Narrative,
    Part,
    narratives,
    placed_keys,
)
from reporting.annual_report.contents import narrative as narrative_of
from reporting.annual_report.live import abbreviations
from reporting.annual_report.live.rendering import Problem, Writer

SILENT = "It is open since an earlier year. Record in the register what became of it, if only that nothing did."
EDITIONS = {
    "public": ("Public edition: small numbers are protected", ""),
    "confidential": ("Confidential edition, for the panel and its partners only", "CONFIDENTIAL"),
}


@dataclass(frozen=True)
class Written:
    """A document, and the references in its texts that cannot be printed."""

    document: Document
    problems: tuple[Problem, ...]


def build(snapshot: dict) -> Document:
    """The whole report of this snapshot. Refused while a reference in a text cannot be printed."""
    written = write(snapshot)
    if written.problems:
        raise DocumentError(in_words(written.problems))
    return written.document


def in_words(problems: tuple[Problem, ...]) -> str:
    """The first of them, with its section and the number of others."""
    first, more = problems[0], len(problems) - 1
    about = narrative_of(first.section)
    others = f" There {'is one more' if more == 1 else f'are {more} more'} like it." if more else ""
    return f"“{about.title if about else first.section}”, {first.raw}: {first.reason}{others}"


def write(snapshot: dict) -> Written:
    """The report with whatever can be printed, and what cannot."""
    edition, marking = EDITIONS[snapshot["edition"]]
    year = snapshot["year"]
    cover = (("Figures as at", snapshot["as_at"]), ("Contact", snapshot["panel"]["contact"]))
    blocks, problems = _blocks(snapshot)
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
    whole = _with(made, [_title(CHAPTERS[-1], snapshot), *last] if last else [])
    return Written(whole, (*problems, *_silent(snapshot)))


def _silent(snapshot: dict) -> list[Problem]:
    """Recommendations of earlier years that are still open, and of which the register says nothing."""
    found = [one for one in snapshot["recommendations"] if one.get("silent")]
    return [Problem("silent_recommendation", f"“{one['text']}”", SILENT, "Recommendations") for one in found]


def _blocks(snapshot: dict) -> tuple[list[Block], tuple[Problem, ...]]:
    """Every chapter but the list of abbreviations, each of which is spelled out at its first use."""
    parts = [part for chapter in CHAPTERS[:-1] for part in chapter.parts if not isinstance(part, Narrative)]
    made = {part: _made(snapshot, part) for part in parts}
    writer = Writer.of(snapshot, _ids(snapshot, made))
    blocks = [block for chapter in CHAPTERS[:-2] for block in _chapter(snapshot, chapter, made, writer)]
    cited = generated.references(snapshot, writer.cited)
    blocks += [_title(CHAPTERS[-2], snapshot), *cited] if cited else []
    register = snapshot.get("abbreviations", wording.ABBREVIATIONS)
    return abbreviations.spelled_out(blocks, register), tuple(writer.problems)


def _ids(snapshot: dict, made: dict[Part, list[Block]]) -> frozenset[str]:
    """Where a reference may lead: chapters that are printed, sections with a text, figures, tables."""
    texts = {key for key, text in snapshot["texts"].items() if text.strip()}
    found = {f"text-{part.key}" for part in narratives() if part.key in texts and part.heading and not part.boxed}
    for chapter in CHAPTERS[:-2]:
        if any(made.get(part) or getattr(part, "key", "") in texts for part in chapter.parts):
            found.add(chapter.id)
    inside = [block for blocks in made.values() for block in blocks]
    return frozenset(found | {block.id for block in inside if isinstance(block, Heading | Figure | TableBlock)})


def _with(document: Document, more: list[Block]) -> Document:
    return Document(**{**vars(document), "blocks": (*document.blocks, *more)})


def _chapter(snapshot: dict, chapter: Chapter, made: dict[Part, list[Block]], writer: Writer) -> list[Block]:
    inside = [
        block
        for part in chapter.parts
        for block in (_narrative(snapshot, part, writer) if isinstance(part, Narrative) else made[part])
    ]
    return [_title(chapter, snapshot), *inside] if inside else []


def _title(chapter: Chapter, snapshot: dict) -> Heading:
    return Heading(1, chapter.title.format(year=snapshot["year"]["label"]), chapter.id)


def _made(snapshot: dict, part: Part) -> list[Block]:
    if isinstance(part, Generated):
        return generated.PARTS[part.name](snapshot)
    return [block for table in _tables(snapshot, part) for block in tabled.blocks_of(snapshot, table)]


def _tables(snapshot: dict, part: Figures) -> list[dict]:
    tables = {table["key"]: table for table in snapshot["tables"]}
    if part.beginning:
        placed = placed_keys()
        return [table for key, table in tables.items() if key.startswith(part.beginning) and key not in placed]
    return [tables[key] for key in part.keys if key in tables and tables[key]["rows"]]


def _narrative(snapshot: dict, part: Narrative, writer: Writer) -> list[Block]:
    text, level = snapshot["texts"].get(part.key, ""), 3 if part.heading else 2
    made = narrative.blocks(text, key=part.key, level=level, writer=writer)
    if not made:
        return []
    if part.boxed:
        return [Callout(part.heading, narrative.boxable(made))]
    return [Heading(2, part.heading, f"text-{part.key}"), *made] if part.heading else made
