"""Two papers beside the report: a page of key figures for partners, and the sheet that proves the protection. Pure."""

import re

from common.documents.model import (
    Block,
    Document,
    Figure,
    Heading,
    Inline,
    TableBlock,
    Text,
    Xref,
    numbers,
    words,
)
from reporting.annual_report import generated, narrative
from reporting.annual_report.document import EDITIONS, build, write
from reporting.annual_report.live import abbreviations
from reporting.annual_report.live.rendering import Writer
from reporting.annual_report.publishing.models import Publication
from reporting.annual_report.word_template import selectors as templates

BESIDE = {"summary": "pdf", "picture": "png", "proof": "pdf"}
"""What is not the report itself, and its format."""
CITED = re.compile(r"\s*\[\[source:[^\[\]\n]*\]\]")
"""A citation; the list that its number leads to stands in the report only."""
CHARTS = ("notified.age", "reviewed.category")
ATTACK = (
    "For every number that is not shown, and for every difference that could tell about a single child, the least and "
    "the most that it can be were worked out by integer programming from everything printed in this edition and in all "
    "earlier ones. Each must stay possible over at least the width in the last column."
)


def format_of(kind: str) -> str:
    """The format of a file of this kind."""
    return BESIDE.get(kind, kind)


def document_of(publication: Publication, edition: str, kind: str) -> Document:
    """What a file of an edition is made from: the same frozen figures give the same document."""
    if kind == "proof":
        return proof_sheet(publication)
    frozen = getattr(publication, edition)
    return summary(frozen) if kind in ("summary", "picture") else build(frozen)


def template_of(publication: Publication, edition: str, kind: str) -> bytes | None:
    """The Word template that the report of an edition is made with."""
    if kind != "docx":
        return None
    return templates.frozen(getattr(publication, edition), publication.panel_id)


def summary(snapshot: dict) -> Document:
    """One page: the headline figures, one chart, the themes. It says nothing that the report does not say."""
    year = snapshot["year"]
    headlines = [block for block in generated.headlines(snapshot) if not isinstance(block, TableBlock)]
    charts = [_chart(snapshot, key) for key in CHARTS if key in snapshot["charts"]][:1]
    themes = _themes(snapshot)
    told: list[Block] = [Heading(1, "Key themes and learning", "themes"), *themes] if themes else []
    edition, marking = EDITIONS[snapshot["edition"]]
    return Document(
        f"Child deaths in {year['label']}: key figures",
        f"From the annual report, {year['first']} to {year['last']}",
        snapshot["panel"]["name"],
        edition,
        snapshot["made_on"],
        marking,
        (("Figures as at", snapshot["as_at"]), ("Contact", snapshot["panel"]["contact"])),
        (Heading(1, "The year in numbers", "numbers"), *headlines, *charts, *told),
        leaflet=True,
        most_pages=1,
    )


def _themes(snapshot: dict) -> list[Block]:
    """The text of the report, with its references; what stands only in the report is named as standing there."""
    text = CITED.sub("", snapshot["texts"].get("key-themes", ""))
    made = narrative.blocks(text, key="key-themes", writer=Writer.of(snapshot))
    labels = numbers(write(snapshot).document) if "[[" in text else {}

    def alone(part: Inline) -> Inline:
        return Text(f"{labels.get(part.target, part.target)} of the annual report") if isinstance(part, Xref) else part

    return [abbreviations.mapped(block, alone) for block in made]


def _chart(snapshot: dict, key: str) -> Figure:
    chart = snapshot["charts"][key]
    title = next(table["title"] for table in snapshot["tables"] if table["key"] == key)
    mark = f"figure-{key.replace('.', '-').replace('_', '-')}"
    return Figure(mark, chart["svg"], chart["alt"], title, f"Source: {chart['source']}.")


def proof_sheet(publication: Publication) -> Document:
    """What was proved of the public edition. It says no number that a careful reader could not find out."""
    snapshot = publication.public
    tables = {table["key"]: table for table in snapshot["tables"]}
    rows = tuple(_line(one, tables) for one in publication.proof)
    blocks: list[Block] = [
        Heading(1, "The rule", "rule"),
        words(f"{publication.profile}. {snapshot['profile']['words']}"),
        Heading(1, "The attack", "attack"),
        words(ATTACK),
        words(_verdict(publication)),
    ]
    if rows:
        header = ("Figure", "Number", "Least", "Most", "Width needed")
        numeric = (False, False, True, True, True)
        blocks.append(TableBlock("table-proof", "What a reader can find out", header, rows, numeric, figures=False))
    return Document(
        f"Proof of protection, annual report {snapshot['year']['label']}",
        "For the panel's own records",
        snapshot["panel"]["name"],
        "Attached to the publication",
        snapshot["made_on"],
        "FOR THE PANEL'S RECORDS",
        (("Figures as at", snapshot["as_at"]), ("Mark of the figures", publication.public_hash or "–")),
        tuple(blocks),
    )


def _verdict(publication: Publication) -> str:
    number = len(publication.proof)
    if publication.override_reason:
        return (
            "This edition goes out without regard to earlier editions, because what they printed could not be taken "
            f"back. The reason given: {publication.override_reason} The chair agreed as a second person."
        )
    return f"{number:,} numbers were attacked. Every one of them stays possible over the width it needs."


def _line(one: dict, tables: dict) -> tuple:
    key, code = one["cell"]
    own, _, earlier = key.partition("|")[::-1]
    table = tables.get(own or key)
    code, difference = code.rpartition(":")[2] if code.startswith("@") else code, code.startswith("@")
    rows = {row["code"]: row["label"] for row in table["rows"]} if table else {}
    label = rows.get(code.rpartition("|")[2], code)
    what = f"Difference that concerns “{label}”" if difference else label
    title = table["title"] if table else key
    return (f"{title}, earlier edition" if earlier else title, what, one["least"], one["most"], one["width"])
