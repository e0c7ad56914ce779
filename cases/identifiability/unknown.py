"""People and places that the record does not name: a capital in the middle of a sentence that no list explains."""

import re
from collections.abc import Iterator

from cases.identifiability import words
from cases.identifiability.facts import Hit, Kind
from cases.identifiability.folding import Reading, Token
from cases.identifiability.names import fitted, with_initials
from cases.identifiability.short_names import SHORT_NAMES

_EXPLAINED = words.COMMON | words.NO_PLACE | words.GENERIC | words.KIN | words.SERVICE | words.BRANDS
_GIVEN = (frozenset(SHORT_NAMES) | words.GIVEN_NAMES) - words.ALSO_WORDS
_NO_NAME_ENDS = re.compile(
    r"(?:tion|ology|ness|graphy|scopy|ectomy|itis|aemia|osis|pathy|cillin|mycin|micin|cycline|azole|oxacin|pril|sartan|olol"
    r"|statin|zepam|zolam|barbital|batrin|acetam|epine|idone|apine|platin|rubicin|mab|tinib|lukast|tropium|terol|asone"
    r"|isolone|onide|parin|caine|tidine|setron|profen|phylline|cholic|surf|phate|ium|oxide|itric|acic)$"
)
"""How ordinary words of medicine end, and names of medicines."""
_NAME = re.compile(r"(?:Mc|Mac|[OD]['’])?[^\W\d_A-ZÀ-Þ]*[A-ZÀ-Þ]?[^\W\d_A-ZÀ-Þ]+(?:['’]s?)?")
_SAINT = re.compile(r"\b(?:St|Ste|Saint)\.?\s+[A-ZÀ-Þ][\w'’À-ÿ]+")
_INITIAL = re.compile(r"(?<!\w)[A-Z]\.\s?$")
_WHERE = frozenset("at from in near outside to via".split())


def find(reading: Reading) -> Iterator[Hit]:
    """Each run of such words once, with the word for its kind that follows (“Bluebell ward”)."""
    tokens, passed = reading.tokens, 0
    for index in range(len(tokens)):
        if index >= passed and _stands_out(reading, index):
            passed = _end_of_run(reading, index)
            yield _hit(reading, index, tokens[passed - 1])
    for match in _SAINT.finditer(reading.text):
        yield Hit(*match.span(), Kind.PLACE, "perhaps a place", "[elsewhere]")


def _stands_out(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    if not _proper(reading, token):
        return False
    if not token.first or _INITIAL.search(reading.text[: token.start][-4:]):
        return True
    return token.word in _GIVEN or (_adjacent(reading, index) and _proper(reading, reading.tokens[index + 1]))


def _proper(reading: Reading, token: Token) -> bool:
    written = reading.text[token.start : token.end]
    if len(token.word) < 2 or token.word in words.ABBREVIATIONS or token.shouted or _explained(token.word):
        return False
    return written[0].isupper() and _NAME.fullmatch(written) is not None


def _explained(word: str) -> bool:
    ordinary = word in _EXPLAINED or word.removesuffix("s") in words.COMMON | words.SERVICE
    return ordinary or (word not in _GIVEN and _NO_NAME_ENDS.search(word) is not None)


def _adjacent(reading: Reading, index: int) -> bool:
    """Whether the next word follows after a space or a hyphen, and begins with a capital."""
    tokens = reading.tokens
    if index + 1 >= len(tokens):
        return False
    between = reading.text[tokens[index].end : tokens[index + 1].start]
    return between in (" ", "-", "‑") and reading.text[tokens[index + 1].start].isupper()


def _end_of_run(reading: Reading, index: int) -> int:
    tokens = reading.tokens
    while _adjacent(reading, index):
        index += 1
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after and after.word in words.KINDS and reading.text[tokens[index].end : after.start] == " ":
        index += 1
    return index + 1


def _hit(reading: Reading, index: int, last: Token) -> Hit:
    """With the relative or the role that stands before it, the suggestion is that alone."""
    token, before = reading.tokens[index], reading.tokens[index - 1] if index else None
    start, end = with_initials(reading.text, token.start, last.end)
    if before and before.word in words.KIN and reading.text[before.end : token.start] in (" ", ", "):
        return Hit(before.start, end, Kind.NAME, "perhaps somebody's name", reading.text[before.start : before.end])
    where = last.word in words.KINDS or (before is not None and before.word in _WHERE)
    kind, instead = (Kind.PLACE, "[elsewhere]") if where else (Kind.NAME, "[name]")
    return Hit(start, end, kind, "perhaps a name or a place", fitted(reading.text, start, instead))
