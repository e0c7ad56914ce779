"""Numbers typed by hand: those that the report counts itself, and those that come from nowhere. Pure."""

import re
from collections.abc import Iterator, Mapping

from reporting.annual_report.linting.remarks import Offer, Remark, masked, sentences
from reporting.annual_report.live import values
from reporting.annual_report.live.tokens import figure
from reporting.checking.wording import MONTHS

_UNIT = r"(?:days?|weeks?|months?|years?|hours?|minutes?|am|pm)"
NOT_COUNTED = re.compile(
    r"https?://\S+|\S+@\S+"
    r"|\b(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?\b|\b\d\d/\d\d\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{'|'.join(MONTHS)})\b|\b(?:{'|'.join(MONTHS)})\s+\d{{1,2}}\b"
    rf"|\b\d+\s*(?:to|and|-|–)\s*\d+[\s-]*{_UNIT}\b|\b\d+[\s-]*{_UNIT}\b"
    r"|\b(?:aged?|under|over|deciles?|quintiles?|section|page|table|figure|chapter|part|step|level|phase|stage|covid)"
    r"[\s-]+\d+(?:\s*(?:to|and|-|–)\s*\d+)?s?\b"
    r"|\b95\s?(?:%|per cent)\s+(?:confidence|interval|limits)"
    r"|\b\d{1,2}[:.]\d\d\s?(?:am|pm)?\b(?!\s*%)|\b24/7\b"
    r"|(?m:^\s*\d{1,2}[.)]\s)",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"(?<![\w.,/£-])(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?(?P<share>\s?(?:%|per cent\b))?(?![\w/]|[.,]\d)"
)
WORD = re.compile(r"[a-z]{4,}")
FEW = 3
COMMON = frozenset(
    "deaths death children child reviews review reviewed notified number total with that were this from have been "
    "they their which than there about under other also into over year years panel".split()
)


def remarks(text: str, tables: values.Tables, summaries: Mapping[str, str]) -> Iterator[Remark]:
    """One for each number, with the figures that it equals, the likeliest first."""
    plain = NOT_COUNTED.sub(lambda match: " " * len(match[0]), masked(text))
    held = _held(tables, summaries)
    around = sentences(text)
    for match in NUMBER.finditer(plain):
        sentence = next((words for start, words in reversed(around) if start <= match.start()), "")
        yield _remark(match, held.get(_key(match), []), set(WORD.findall(sentence.lower())) - COMMON)


def _key(match: re.Match) -> str:
    number = match["n"].replace(",", "") + (match["decimals"] or "")
    return f"{number}%" if match["share"] else number


def _remark(match: re.Match, held: list[tuple[Offer, set[str]]], near: set[str]) -> Remark:
    ranked = sorted(held, key=lambda one: -len(one[1] & near))
    offers = tuple(offer for offer, _ in ranked[:FEW])
    words = match[0].strip()
    if offers:
        also = f" and of {len(held) - 1} more" if len(held) > 1 else ""
        reason = f"It is the number of “{offers[0].about}”{also}. Put in the reference, and it stays right."
        return Remark(match.start(), words, "typed_figure", reason, offers)
    reason = "Put in a reference to a figure, or say whose number it is and when it was read."
    return Remark(match.start(), words, "unsourced_number", reason)


def _held(tables: values.Tables, summaries: Mapping[str, str]) -> dict[str, list[tuple[Offer, set[str]]]]:
    """Every count and percentage that can be referred to, with the words that speak of it."""
    found: dict[str, list[tuple[Offer, set[str]]]] = {}
    for table in tables.values():
        about = set(WORD.findall(f"{table['key']} {summaries.get(table['key'], '')} {table['title']}".lower())) - COMMON
        for row in table["rows"]:
            for path, value in values.measures(table, row):
                if path.endswith((".count", ".percent")):
                    offer = Offer(figure(path), value, f"{row['label']}, {table['title']}")
                    own = about | (set(WORD.findall(row["label"].lower())) - COMMON)
                    found.setdefault(value.replace(",", ""), []).append((offer, own))
    return found
