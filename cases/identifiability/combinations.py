"""What names nobody and still points at one family: a birth of twins, a rare condition with a place, the news.

Each sentence is read with the one after it, and texts that are read side by side as a whole. A birth of several and
anything public is always asked about; a rare condition with one more trait, or any three traits, are asked about
together.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cases.identifiability import words
from cases.identifiability.facts import Hit, Kind, KnownFacts
from cases.identifiability.folding import Reading, plain

_ALWAYS = (
    (
        r"\b(?:conjoined\s+)?(?:twins?|triplets?|quadruplets?|quads)\b(?!-to-twin)|\bmultiple births?\b",
        "a birth of several children",
        "the baby",
    ),
    (
        r"\b(?:local|national|the)\s+(?:news(?:paper)?s?|papers?|press|media|television)\b|\bnewspapers?\b"
        r"|\bsocial media\b|\bwent viral\b|\bcrowdfund\w*|\bin the news\b",
        "something public",
        "publicly",
    ),
)
_COUNT = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_TRAITS = (
    (
        "condition",
        r"\b(?:rare|unique|only (?:known )?case|first case|ultra-?rare)\b[\w\s-]{0,30}"
        r"\b(?:condition|disorder|disease|syndrome|mutation|variant|cancer|tumour)\b"
        r"|\b(?:\w+[ -])?(?:" + "|".join(words.RARE_CONDITIONS) + r")\b",
    ),
    (
        "family",
        r"\b(?:(?:his|her|the|their)\s+)?"
        r"(?:mother|father|parents?|mum|dad|stepfather|grandfather|grandmother|carer)(?:'s)?"
        r"[\w\s,()]{0,25}\b(?:" + "|".join(words.OCCUPATIONS) + r")\b",
    ),
    ("origin", r"\b(?:" + "|".join(words.ORIGINS) + r")\b"),
    (
        "children",
        r"\b(?:(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) (?:child|baby|pregnancy)"
        r"|(?:five|six|seven|eight|nine|ten|eleven|twelve) (?:siblings|children|brothers|sisters)"
        r"|second death in the family"
        r"|(?:lost|death of) (?:a|an|another|two|three) (?:previous |earlier |other )?"
        r"(?:child|children|bab(?:y|ies)|sibling))\b",
    ),
    (
        "setting",
        r"\b(?:village|hamlet|island|farm|caravan|traveller site|boarding school|refuge|prison|asylum hotel|barracks"
        r"|canal|lighthouse|airport|festival|zoo)\b",
    ),
    (
        "age",
        rf"\b(?:\d+|one|{_COUNT})[- ](?:years?|months?)(?:,| and)[- ]"
        rf"(?:\d+|one|{_COUNT})[- ](?:months?|weeks?|days?)\b",
    ),
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?\n]?")


@dataclass(frozen=True)
class _Trait:
    """Something that only some families share, and where it stands."""

    name: str
    start: int
    end: int


def find(reading: Reading, facts: KnownFacts, places: list[Hit]) -> Iterator[Hit]:
    """Rare combinations; ``places`` is what was found as a place."""
    for pattern, what, instead in _ALWAYS:
        for match in re.finditer(pattern, reading.folded):
            yield Hit(*reading.span(*match.span()), Kind.COMBINATION, what, instead)
    for start, end in _backgrounds(reading, facts):
        yield Hit(start, end, Kind.COMBINATION, "the family's language or faith, as the record has it", "another")
    traits = sorted(_traits(reading, facts, places), key=lambda trait: trait.start)
    told: set[int] = set()
    sentences = [match.span() for match in _SENTENCE.finditer(reading.text)]
    for index, (start, _) in enumerate(sentences):
        end = sentences[min(index + 1, len(sentences) - 1)][1]
        here = [trait for trait in traits if start <= trait.start < end]
        if _rare(here) and here[0].start not in told:
            told |= {trait.start for trait in here}
            yield _together(here)


def across(
    readings: Mapping[str, Reading], facts: KnownFacts, places: Mapping[str, list[Hit]]
) -> tuple[str, Hit] | None:
    """A combination over several texts that are read side by side, and which of them holds what tells most."""
    found = [(key, trait) for key, one in readings.items() for trait in _traits(one, facts, places[key])]
    traits = [trait for _, trait in found]
    if len({key for key, _ in found}) < 2 or not _rare(traits):
        return None
    hit = _together(traits)
    key = next(key for key, trait in found if trait is _telling(traits))
    return key, replace(hit, what=f"{hit.what}, with what stands in another answer")


def _traits(reading: Reading, facts: KnownFacts, places: list[Hit]) -> Iterator[_Trait]:
    for name, pattern in _TRAITS:
        for match in re.finditer(pattern, reading.folded):
            yield _Trait(name, *reading.span(*match.span()))
    for start, end in _backgrounds(reading, facts):
        yield _Trait("origin", start, end)
    for hit in places:
        yield _Trait("place", hit.start, hit.end)


def _backgrounds(reading: Reading, facts: KnownFacts) -> Iterator[tuple[int, int]]:
    for background in facts.backgrounds:
        if len(plain(background)) > 3 and plain(background) not in words.USUAL_BACKGROUNDS:
            for match in re.finditer(rf"\b{re.escape(plain(background))}\b", reading.folded):
                yield reading.span(*match.span())


def _rare(traits: list[_Trait]) -> bool:
    names = {trait.name for trait in traits}
    return len(names) > 2 or ("condition" in names and len(names) > 1)


def _telling(traits: list[_Trait]) -> _Trait:
    """The trait that tells most: a rare condition, otherwise anything but a place."""
    rare = next((trait for trait in traits if trait.name == "condition"), None)
    return rare or next((trait for trait in traits if trait.name != "place"), traits[0])


def _together(traits: list[_Trait]) -> Hit:
    told = _telling(traits)
    what = "together: " + ", ".join(dict.fromkeys(words.TRAIT_LABELS[trait.name] for trait in traits))
    return Hit(told.start, told.end, Kind.COMBINATION, what, words.TRAIT_INSTEAD[told.name])
