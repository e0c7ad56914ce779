"""Minutes as a neutral document: the page and the Word file are both made from it."""

from collections.abc import Iterable, Mapping

from common.documents.model import Block, Document, Heading, List, TableBlock, Text, bullets, words
from common.formats import day
from panels.models import Minutes

CLOSED = {
    True: "This item is closed to you because of a conflict of interest.",
    False: "This item is closed to you until it is settled whether you have a conflict of interest.",
}
"""By whether it is for good: a case that somebody may have had a part in is not called a conflict before it is one."""


def document(minutes: Minutes, *, closed: Mapping[str, bool]) -> Document:
    """The minutes for one reader: of an item that is closed to them only its number is left."""
    facts, texts = minutes.facts, minutes.texts
    blocks = [
        *_people(facts),
        *_chapter("business", "Opening", [*_approved(facts), *_paragraphs(texts.get("opening", ""))]),
        Heading(1, "Cases", "cases"),
        *(block for item in facts["items"] for block in _item(item, texts, closed.get(item["case"]))),
        *_chapter("closing", "Closing", _paragraphs(texts.get("closing", ""))),
    ]
    return Document(
        "Minutes",
        f"{facts['title']}, {facts['when']}",
        minutes.meeting.panel.name,
        standing(minutes),
        day_of(minutes),
        "CONFIDENTIAL",
        blocks=tuple(blocks),
    )


def standing(minutes: Minutes) -> str:
    """Draft, sent, or approved by which meeting."""
    if minutes.state == Minutes.State.APPROVED:
        return f"Approved by the meeting of {day(minutes.approved_at.starts_at)}"
    return "To be approved by the next meeting" if minutes.state == Minutes.State.SENT else "Draft"


def day_of(minutes: Minutes) -> str:
    """The day of the meeting."""
    return minutes.meeting.held_on.isoformat()


def _chapter(key: str, title: str, inside: list[Block]) -> list[Block]:
    return [Heading(1, title, key), *inside] if inside else []


def _people(facts: dict) -> Iterable[Block]:
    yield Heading(1, "Attendance", "attendance")
    header = ("Name", "Seat", "In the room")
    for key, caption in (("present", "Present"), ("apologies", "Apologies"), ("absent", "Absent")):
        rows = tuple((one["name"], one["seat"], _times(one) if key == "present" else "–") for one in facts[key])
        if rows:
            yield TableBlock(key, caption, header, rows, figures=False)
    yield words(facts["quorum"])


def _times(one: dict) -> str:
    deputy = f"Deputy: {one['deputy']}. " if one["deputy"] else ""
    times = one["times"] or "throughout"
    return f"{deputy}{times[:1].upper()}{times[1:]}"


def _approved(facts: dict) -> list[Block]:
    return [words(f"The panel approved the minutes of: {'; '.join(facts['approved'])}.")] if facts["approved"] else []


def _paragraphs(text: str) -> list[Block]:
    return [words(" ".join(part.split())) for part in text.replace("\r", "").split("\n\n") if part.strip()]


def _item(item: dict, texts: dict, closed: bool | None) -> Iterable[Block]:
    key = f"item-{item['position']}"
    if closed is not None:
        yield Heading(2, f"Item {item['position']}", key)
        yield words(CLOSED[closed])
        return
    yield Heading(2, f"Item {item['position']}: {item['reference']}", key)
    for one in item["away"]:
        yield words(_away(one))
    yield from _paragraphs(texts.get(item["item"], ""))
    yield words(f"Decision: {item['outcome']}.{_sentence(item['reason'])}")
    yield words(item["quorum"])
    if item["without_quorum"]:
        yield words(f"The chair recorded why the case was decided without a quorum: {item['without_quorum']}")
    yield from _found(item)


def _away(one: dict) -> str:
    who = f"{one['name']} ({one['seat']})" if one["seat"] else one["name"]
    if one.get("after"):  # minutes fixed before this was told apart do not say
        return f"{who} declared a conflict of interest after the decision and is not counted."
    return f"{who} had a conflict of interest, left for this item and did not count."


def _ended(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?")) else f"{text.rstrip()}."


def _sentence(text: str) -> str:
    return f" {text}" if text else ""


def _found(item: dict) -> Iterable[Block]:
    pairs = [("Primary category", item["primary"]), ("Also applies", "; ".join(item["others"]))]
    pairs += [("Modifiability", item["modifiability"]), ("Factors", "; ".join(item["factors"]))]
    pairs += [("Issues and good practice", " ".join(item["issues"].split()))]
    pairs += [("Correction of the cause of death proposed to the medical examiner", item["correction"])]
    pairs += [("Referral", item["referral"])]
    yield from (words(f"{label}: {value}") for label, value in pairs if value)
    for label, key in (("Learning", "learning"), ("Good practice", "good_practice")):
        if item[key]:
            yield words(f"{label}:")
            yield bullets(*item[key])
    if item["recommendations"]:
        yield words("Recommendations and actions:")
        rows = [f"{_ended(row['text'])} Owner: {row['owner']}. By {row['due']}." for row in item["recommendations"]]
        yield List(tuple((Text(row),) for row in rows), ordered=True)
