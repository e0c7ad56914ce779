"""The papers of a meeting as one document: content only, in the order of the agenda."""

from collections.abc import Iterator

from common.documents.model import Block, Document, Heading, List, Para, Strong, TableBlock, Text
from common.documents.text import clean, unprintable
from common.formats import day
from panels.models import Meeting
from panels.presenters.room import Shown


def pack(meeting: Meeting, papers: list[Shown], *, reader: str, version: int) -> Document:
    """The pack of one reader, whose name and time stand at the top of every page."""
    blocks = [block for paper in papers for block in _paper(paper)]
    return Document(
        title="Papers for the panel",
        subtitle=f"{_fit(meeting.title)}, {day(meeting.starts_at)}",
        organisation=_fit(meeting.panel.name),
        edition="Strictly confidential. Anonymised. Destroy this copy after the meeting.",
        date=meeting.held_on.isoformat(),
        marking=_fit(reader),
        cover=(("Reader", _fit(reader)), ("Version", str(version)), ("Cases", str(len(papers)))),
        blocks=tuple(blocks),
    )


def _paper(paper: Shown) -> Iterator[Block]:
    key = f"item-{paper.position}"
    yield Heading(1, f"{paper.position}. {paper.reference}", key)
    yield List(tuple((Strong(f"{label}: "), Text(_fit(value))) for label, value in paper.bar.facts))
    yield Heading(2, "What happened", f"{key}-summary")
    yield from _paragraphs(paper.summary)
    if paper.questions:
        yield Heading(2, "Questions for the panel", f"{key}-questions")
        yield from _paragraphs(paper.questions)
    yield from _analysis(paper, key)
    for number, extract in enumerate(paper.extracts, 1):
        yield Heading(2, _fit(extract["heading"]), f"{key}-return-{number}")
        yield from _paragraphs(extract["text"])
    for number, form in enumerate(paper.forms, 1):
        yield from _form(form, f"{key}-form-{number}")


def _form(form: dict, key: str) -> Iterator[Block]:
    yield Heading(2, _fit(form["title"]), key)
    for number, section in enumerate(form["sections"], 1):
        yield Heading(3, _fit(section["title"]), f"{key}-{number}")
        for line in section["answers"]:
            first, *more = _paragraphs(line["answer"])
            yield Para((Strong(f"{_fit(line['question'])} "), *first.parts))  # no page ends between the two
            yield from more


def _analysis(paper: Shown, key: str) -> Iterator[Block]:
    form = paper.analysis
    if not form:
        return
    yield Heading(2, "Draft analysis", f"{key}-analysis")
    lines = [("Primary category", form["primary"] or "Not chosen yet")]
    lines += [("Other categories", "; ".join(form["others"]))] if form["others"] else []
    lines.append(("Modifiability", form["modifiability"] or "Not decided yet"))
    lines += [("Causes of death", "; ".join(form["causes"]))] if form["causes"] else []
    lines += [("Cause as now understood", form["cause_understood"])] if form["cause_understood"] else []
    yield List(tuple((Strong(f"{label}: "), Text(_fit(value))) for label, value in lines))
    if form["domains"]:
        yield _factors(form, paper, key)
    for label, values in (("Learning", form["learning"]), ("Good practice", form["good_practice"])):
        if values:
            yield Para((Strong(label),))
            yield List(tuple((Text(_fit(value)),) for value in values))
    if form["issues"]:
        yield Para((Strong("Issues"),))
        yield from _paragraphs(form["issues"])


def _factors(form: dict, paper: Shown, key: str) -> TableBlock:
    rows = [
        (
            _fit(f"{line['name']} {line['words']}".strip()),
            domain,
            line["relevance"],
            "Yes" if line["modifiable"] else "No",
        )
        for domain, lines in form["domains"]
        for line in lines
    ]
    header = ("Factor", "Domain", "Relevance", "Modifiable")
    return TableBlock(
        f"{key}-factors", f"Contributory factors of {paper.reference}", header, tuple(rows), figures=False
    )


def _paragraphs(text: str) -> Iterator[Para]:
    for part in clean(text).split("\n"):
        if part.strip():
            yield Para((Text(_fit(part.strip())),))


def _fit(text: str) -> str:
    """Without characters that the typeface lacks: a paper must not fail for a picture in a text."""
    plain = " ".join(clean(text).split())
    for character in unprintable(plain):
        plain = plain.replace(character, "?")
    return plain
