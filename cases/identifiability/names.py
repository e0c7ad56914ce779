"""Names of people the record knows, as people write them; and people with a title, known or not."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz.distance import OSA

from cases.identifiability import words
from cases.identifiability.facts import Hit, Kind, KnownFacts, Person
from cases.identifiability.folding import Reading, Token, plain
from cases.identifiability.short_names import SHORT_NAMES

_PARTS = re.compile(r"[^\W_]+(?:'[^\W\d_]+)*")
_SHORT_ENDS = ("ie", "ey", "y", "i", "o", "z", "s", "a")
CHILD = "the child"


@dataclass
class _Names:
    """The parts of everybody's names: part → the people it may mean."""

    whole: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    first: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    initials: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))


def find(reading: Reading, facts: KnownFacts) -> Iterator[Hit]:
    """Every mention of a person, neighbouring words of one name as one."""
    names = _collect(facts.people)
    found = [
        (token, people)
        for token in _with_pairs(reading)
        if (people := _match(token, names)) and not _a_thing(reading, token)
    ]
    yield from _merged(reading, found)
    yield from _initials(reading, names)
    yield from _titled(reading, facts)


def _a_thing(reading: Reading, token: Token) -> bool:
    """“a robin”, “the poppy”: in small letters after an article."""
    return not token.capital and re.search(r"\b(?:an?|the)\s$", reading.text[: token.start][-5:].lower()) is not None


def _collect(people: tuple[Person, ...]) -> _Names:
    names = _Names()
    for person in people:
        parts = name_parts(person.name)
        for index, part in enumerate(parts):
            names.whole[part].append(person)
            if index < len(parts) - 1 or len(parts) == 1:
                names.first[part].append(person)
                for short in SHORT_NAMES.get(part, ()):
                    names.whole[short].append(person)
        letters = "".join(part[0] for part in parts)
        for count in (1, 2, 3, len(letters)):
            for run in {"".join(some) for some in combinations(letters, count)}:
                names.initials[run].append(person)
    return names


def name_parts(name: str) -> list[str]:
    """The parts of a name that tell somebody from others, folded, titles left out."""
    parts = [part.replace("'", "") for part in _PARTS.findall(plain(name))]
    return [part for part in parts if len(part) > 1 and not part.isdigit() and part not in words.NO_NAME]


def _with_pairs(reading: Reading) -> Iterator[Token]:
    """Every word, and two words with only a line's end between them as one: extraction cuts names."""
    tokens = reading.tokens
    for index, token in enumerate(tokens):
        yield token
        if index + 1 < len(tokens):
            after = tokens[index + 1]
            between = reading.text[token.end : after.start]
            if between == "\n" and token.capital and not after.capital:
                yield Token(token.word + after.word, token.start, after.end, True, False, False, after.possessive)


def _match(token: Token, names: _Names) -> list[Person]:
    """Whom a word may mean: as the record has it, short, or misspelt. Ordinary words need a capital."""
    word = token.word
    for form in (word, word.removesuffix("s")) if token.possessive else (word,):
        if form in names.whole and (token.capital or form not in words.ALSO_WORDS - words.SELDOM):
            if not (token.first and form in words.ALSO_WORDS and form in words.COMMON):
                return names.whole[form]
    if not token.capital or word in words.COMMON or len(word) < 3 or (token.shouted and word in words.ABBREVIATIONS):
        return []
    return _shortened(word, names) or _misspelt(word, names)


def _shortened(word: str, names: _Names) -> list[Person]:
    """“Sam”, “Robbie”, “Clo”: the beginning of a first name with a fond ending, or some letters of it in order."""
    stems = {word, *(word.removesuffix(end) for end in _SHORT_ENDS if word.endswith(end))}
    stems |= {stem[:-1] for stem in stems if len(stem) > 3 and stem[-1:] == stem[-2:-1]}
    for part, people in names.first.items():
        if any(len(stem) >= 3 and len(part) > len(stem) and part.startswith(stem) for stem in stems):
            return people
        if len(part) - len(word) > 1 and word[0] == part[0] and _in_order(word, part):
            return people
    return []


def _in_order(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def _misspelt(word: str, names: _Names) -> list[Person]:
    for part, people in names.whole.items():
        most = 0 if len(part) < 4 else 1 if len(part) < 8 else 2
        if len(part) == 4 and word[0] != part[0]:
            continue
        if most and (OSA.distance(word, part, score_cutoff=most) <= most or _sound(word) == _sound(part)):
            return people
    return []


def _sound(word: str) -> str:
    """The word with letters that sound alike made one, and doubled ones single."""
    for letters, one in (("ph", "f"), ("ck", "k"), ("ou", "u"), ("y", "i"), ("z", "s"), ("c", "k")):
        word = word.replace(letters, one)
    return re.sub(r"(.)\1", r"\1", word)


def _merged(reading: Reading, found: list[tuple[Token, list[Person]]]) -> Iterator[Hit]:
    index = 0
    while index < len(found):
        token, people = found[index]
        start, end, possessive, shared = token.start, token.end, token.possessive, list(people)
        while index + 1 < len(found) and re.fullmatch(
            r"[\s\-–‐‑.,]{0,3}", reading.text[end : found[index + 1][0].start]
        ):
            index += 1
            after, others = found[index]
            both = [person for person in shared if person in others]
            shared = both or shared
            end, possessive = max(end, after.end), after.possessive
        start, end = with_initials(reading.text, start, end)
        title = _title_before(reading.text, start)
        yield _named(reading, start - len(title), end, possessive, shared, title.strip(" .\n").lower())
        index += 1


def with_initials(text: str, start: int, end: int) -> tuple[int, int]:
    """“K Kowalczyk”, “S. Aubrey”, “Samuel F”: the letter belongs to the name."""
    before = re.search(r"(?<![\w'’.])(?:[A-Z]\.?\s?){1,3}$", text[:start]) if text[start].isupper() else None
    after = re.match(r"\s[B-HJ-Z]\b\.?(?![\w'’-])|\sA(?=[.,;)]|\s(?:was|is|has|had|and|said|[a-z]+ed)\b)", text[end:])
    return (before.start() if before else start), end + (after.end() if after else 0)


def _title_before(text: str, start: int) -> str:
    match = re.search(rf"\b(?:{words.TITLES})\.?\s+$", text[max(0, start - 20) : start])
    return match.group(0) if match else ""


def _named(reading: Reading, start: int, end: int, possessive: bool, people: list[Person], title: str) -> Hit:
    person = _whom(people, title)
    family = len({one.instead for one in people}) > 1 and not title
    child = any(one.instead == CHILD for one in people)
    if family and reading.text[end:].lstrip().lower().startswith(("family", "household")):
        what, instead = "the family's name", "the"
        start = _with_article(reading.text, start)
    else:
        what, instead = person.what, CHILD if child and not title else person.instead
    start, instead = _with_role(reading.text, start, instead)
    return Hit(start, end, Kind.NAME, what, fitted(reading.text, start, instead + ("'s" if possessive else "")))


def _with_role(text: str, start: int, instead: str) -> tuple[int, str]:
    """“her mother Imogen” becomes “the mother”, “Robin's mother Imogen” keeps whose mother she is."""
    role = instead.removeprefix("the ")
    before = re.search(rf"\b((?:his|her|the|their|my|our)\s+)?{re.escape(role)},?\s+$", text[:start], re.IGNORECASE)
    if before is None or role == instead:
        return start, instead
    return before.start(), instead if before.group(1) else role


def _with_article(text: str, start: int) -> int:
    return start - 4 if text[max(0, start - 4) : start].lower() == "the " else start


def _whom(people: list[Person], title: str) -> Person:
    """With a title, a parent rather than the child."""
    wanted = {"mrs": "the mother", "ms": "the mother", "miss": "the mother", "mr": "the father"}.get(title)
    return next((person for person in people if person.instead == wanted), people[0])


def fitted(text: str, start: int, instead: str) -> str:
    """``instead`` with a capital where a sentence begins."""
    before = text[:start].rstrip(" \"“'(*•-")
    if instead and (not before or before[-1] in ".!?\n"):
        return instead[0].upper() + instead[1:]
    return instead


def _initials(reading: Reading, names: _Names) -> Iterator[Hit]:
    for match in re.finditer(
        r"\b[A-Z](?:\.\s?[A-Z]){1,3}\b\.?|\b[A-Z]{2,4}\b|\b[A-Z][. ]{0,2}[A-Z]-[A-Z]\b", reading.text
    ):
        written = match.group(0)
        letters = re.sub(r"[^A-Z]", "", written).lower()
        dotted = "." in written.rstrip(".") or "-" in written
        if letters in names.initials and (dotted or letters not in words.ABBREVIATIONS):
            if not dotted and reading.text[match.end() : match.end() + 1] in "/&":
                continue
            yield _of(reading, match.span(), names.initials[letters])
    for match in re.finditer(
        r"\b(?:[Bb]aby|[Cc]hild|[Pp]atient|[Tt]win|[Ff]amily)\s+([A-Z])\b(?!\.?\s?[A-Z])", reading.text
    ):
        people = names.initials.get(match.group(1).lower())
        if people and match.group(0).lower() not in words.LETTERED:
            yield _of(reading, match.span(), people)


def _of(reading: Reading, span: tuple[int, int], people: list[Person]) -> Hit:
    person = next((one for one in people if one.instead == CHILD), people[0])
    return Hit(*span, Kind.NAME, f"initials: {person.what}", fitted(reading.text, span[0], person.instead))


def _titled(reading: Reading, facts: KnownFacts) -> Iterator[Hit]:
    """“Dr Somebody”, whether the record knows them or not."""
    name = r"((?:[A-Z]\.?\s?){0,3}[A-ZÀ-Þ][\w'’À-ÿ-]*(?:\s+[A-ZÀ-Þ][\w'’À-ÿ-]+)?)"
    whole = "".join(
        f"(?<!{word})" for word in ("Nurse", "Sister", "Father", "Midwife", "Coroner", "Inspector", "Judge")
    )
    pattern = rf"\b({words.TITLES})(?:{whole}\.)?\s+(?:\d{{2,5}}\s+)?{name}"
    for match in re.finditer(pattern, reading.text):
        title, name = match.group(1).lower(), match.group(2).split()
        while name and plain(name[-1]) in words.COMMON:
            name.pop()
        if not name or plain(name[0]) in words.COMMON:
            continue
        end = match.start(2) + len(match.group(2)[: match.group(2).rfind(name[-1]) + len(name[-1])])
        instead = words.TITLED.get(title, "a person")
        yield Hit(match.start(), end, Kind.NAME, "a person with a title", fitted(reading.text, match.start(), instead))
