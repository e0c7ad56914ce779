"""Schools, hospitals, practices, organisations, areas and streets: those of the record, and what looks like one."""

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from cases.identifiability import words
from cases.identifiability.facts import Hit, Kind, KnownFacts, Place
from cases.identifiability.folding import Reading, Token, plain
from cases.identifiability.names import fitted

_PROPER = r"(?:(?:St|Mt)\.?\s+|[A-ZÀ-Þ0-9][\w'’.&À-ÿ-]*\s+(?:(?:of|and|the|for|upon|on|le|de|&)\s+){0,2})"
_GENERIC = re.compile(rf"\b({_PROPER}{{1,6}}?)({words.INSTITUTIONS})\b")
_STREET = re.compile(
    rf"\b((?:(?:Flat|Apartment|Unit|Room|House)\s+\w+,?\s+)?(?:\d+[A-Za-z]?,?\s+)?)"
    rf"((?:[A-ZÀ-Þ][\w'’À-ÿ-]*\s+){{1,3}})({words.STREETS})\b\.?"
)
_FOLLOWING = (words.GENERIC - words.JOINING) | {*words.STREET_WORDS, "gen", "hosp", "inf", "prim", "pri", "sec"}
_WHERE = re.compile(
    r"\b(?:in|at|from|near|to|around|outside|visiting|via|of)\s+"
    r"((?:[A-ZÀ-Þ][a-zà-ÿ'’]{2,}(?:[ -](?:on|upon|in|le|under)[ -])?[ -]?){1,3})"
)


_NUMBERED = re.compile(
    r"\b(?:at|of|to|from)\s+(?:no\.?|number|flat|plot|pitch)\s*(\d{1,4}[a-z]?)\b(?!\s*(?:of|%|weeks|days))"
)
_FIRM = re.compile(r"\b(?:[A-ZÀ-Þ][\w'’À-ÿ-]+\s)+&\s(?:[A-ZÀ-Þ][\w'’À-ÿ-]+)")


def find(reading: Reading, facts: KnownFacts) -> Iterator[Hit]:
    """What the record names, then what only looks like a place."""
    for place in facts.places:
        yield from _known(reading, place)
    for address in facts.addresses:
        yield from _address(reading, address)
    yield from _institutions(reading)
    yield from _streets(reading)
    yield from _somewhere(reading)
    for match in _NUMBERED.finditer(reading.folded):
        yield Hit(*reading.span(*match.span(1)), Kind.ADDRESS, "perhaps the number of a house", "[number]")
    for match in _FIRM.finditer(reading.text):
        yield Hit(*match.span(), Kind.PLACE, "perhaps the name of a firm", "[elsewhere]")


def place_parts(name: str) -> list[str]:
    """The words of a name, folded."""
    return re.findall(r"[a-z0-9]+", plain(name.replace("&", " and ")).replace("'", ""))


def telling(parts: list[str]) -> list[str]:
    """The words that tell one place from another of its kind."""
    return [part for part in parts if part not in words.GENERIC]


def _known(reading: Reading, place: Place) -> Iterator[Hit]:
    parts = place_parts(place.name)
    own = telling(parts)
    if not own:
        return
    tokens = reading.tokens
    for index, token in enumerate(tokens):
        if _alike(token, own[0]) and (length := _follows(tokens, index, own)):
            start = _from_generic(reading.text, tokens, index)
            end = _with_generic(reading.text, tokens, index + length)
            if len(own) > 1 or not _ordinary(own[0]) or end - start > token.end - token.start:
                yield Hit(start, end, Kind.PLACE, place.what, fitted(reading.text, start, place.instead))
    for short in _abbreviations(place.name, own):
        for match in re.finditer(rf"(?<![\w&]){re.escape(short)}(?![\w&])", reading.text):
            yield Hit(*match.span(), Kind.PLACE, place.what, fitted(reading.text, match.start(), place.instead))


def _ordinary(part: str) -> bool:
    return part in words.ALSO_WORDS or part in words.COMMON


def _alike(token: Token, part: str) -> bool:
    if token.word == part or (token.possessive and f"{token.word}s" == part):
        return token.capital or not _ordinary(part)
    if not token.capital or token.word in words.COMMON or len(part) < 5:
        return False
    most = 1 if len(part) < 8 else 2
    return OSA.distance(token.word, part, score_cutoff=most) <= most


def _follows(tokens: list[Token], index: int, own: list[str]) -> int:
    """How many words of the text the name takes up here, joining words aside; nothing where it does not stand."""
    taken, at = 0, index
    for part in own:
        while at < len(tokens) and tokens[at].word in words.JOINING and part not in words.JOINING:
            at += 1
        if at >= len(tokens) or not _alike(tokens[at], part):
            break
        at += 1
        taken += 1
    enough = taken == len(own) or (taken >= 2 and taken >= len(own) - 1)
    alone = taken == 1 and len(own[0]) > 4 and own[0] not in words.ALSO_WORDS and tokens[index].capital
    return at - index if enough or alone else 0


def _with_generic(text: str, tokens: list[Token], index: int) -> int:
    """The end of the name with the words of its kind that follow: “… Primary School”."""
    end = tokens[index - 1].end
    while index < len(tokens) and tokens[index].word in _FOLLOWING:
        gap = text[end : tokens[index].start]
        if gap.strip(" \n-&") or not tokens[index].capital:
            break
        end, index = tokens[index].end, index + 1
    return end


def _from_generic(text: str, tokens: list[Token], index: int) -> int:
    """The beginning of the name with the words of its kind that stand before: “Central …”, “Royal …”."""
    start = tokens[index].start
    while index and tokens[index - 1].word in words.GENERIC - words.JOINING and tokens[index - 1].capital:
        if text[tokens[index - 1].end : start].strip(" .\n-&"):
            break
        index -= 1
        start = tokens[index].start
    return start


def _abbreviations(name: str, own: list[str]) -> set[str]:
    """“L&D”, “SGH”: initials as people write them, where they are no other abbreviation."""
    every = [
        part
        for part in re.findall(r"[A-Za-z&]+", re.sub("['’]", "", name))
        if part.lower() not in {"of", "the", "for", "nhs"}
    ]
    full = "".join("&" if part in {"&", "and"} else part[0].upper() for part in every)
    short = "&".join(part[0].upper() for part in own) if "&" in full and len(own) == 2 else ""
    found = {full, full.replace("&", ""), short}
    return {one for one in found if len(one) > 2 and one.lower() not in words.ABBREVIATIONS}


def _address(reading: Reading, address: str) -> Iterator[Hit]:
    for line in re.split(r"[\n,]", address):
        parts = re.findall(r"[a-z0-9']+", plain(line))
        own = [part for part in parts if len(part) > 1 and not part[0].isdigit()]
        street = len(own) > 1 and own[-1] in words.STREET_WORDS
        shown = own[:-1] if street else own
        ordinary = all(part in words.COMMON or part in words.STREET_WORDS for part in shown)
        if not shown or (ordinary and not street):
            continue
        kinds = rf"\s+(?:{'|'.join(words.STREET_WORDS)})" if street else ""
        pattern = (
            r"\b(?:(?:flat\s+)?\d+[a-z]?,?\s+)?"
            + r"[\s-]+".join(re.escape(part).replace("'", "'?") for part in shown)
            + (kinds if ordinary else f"(?:{kinds})?")
            + r"\b"
        )
        for match in re.finditer(pattern, reading.folded):
            here = reading.span(*match.span())
            if reading.text[here[0]].isupper() or reading.text[here[0]].isdigit():
                yield Hit(*here, Kind.ADDRESS, "the address", fitted(reading.text, here[0], "the home"))


def _institutions(reading: Reading) -> Iterator[Hit]:
    for match in _GENERIC.finditer(reading.text):
        before = match.group(1)
        parts = [part for part in place_parts(before) if part not in words.COMMON | words.GENERIC]
        if not parts or all(part.isdigit() for part in parts):
            continue
        start = match.start(1) + _ordinary_beginning(before)
        kind = match.group(2).lower()
        yield Hit(start, match.end(), Kind.PLACE, "a named place or organisation",
                  fitted(reading.text, start, words.INSTEAD.get(kind, f"the {kind}")))  # fmt: skip


def _ordinary_beginning(before: str) -> int:
    """How many characters at the beginning are ordinary words with a sentence's capital."""
    taken = 0
    for match in re.finditer(r"\S+\s+", before):
        if plain(match.group(0)).strip(" .") not in words.COMMON:
            break
        taken = match.end()
    return taken


def _streets(reading: Reading) -> Iterator[Hit]:
    for match in _STREET.finditer(reading.text):
        name = [plain(part) for part in match.group(2).split()]
        while name and name[0] in words.COMMON:
            name.pop(0)
        if name and (match.group(1).strip() or match.group(3).lower() in words.SURE_STREETS):
            start = match.start() if match.group(1).strip() else match.start(2) + _ordinary_beginning(match.group(2))
            yield Hit(start, match.end(3), Kind.ADDRESS, "an address", fitted(reading.text, start, "the home"))


def _somewhere(reading: Reading) -> Iterator[Hit]:
    for match in _WHERE.finditer(reading.text):
        name = re.sub(r"[ -]+(?:on|upon|in|le|under)$", "", match.group(1).rstrip(" -"))
        parts = place_parts(name)
        explained = words.COMMON | words.NO_PLACE
        if parts and parts[0] not in explained and not all(part in explained | words.GENERIC for part in parts):
            start = match.start(1)
            yield Hit(start, start + len(name), Kind.PLACE, "perhaps a place or a name", "[elsewhere]")
