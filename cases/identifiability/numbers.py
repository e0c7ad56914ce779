"""Numbers and contacts: what the record knows, and what looks like one whatever it knows."""

import re
from collections.abc import Iterator

import nhs_number

from cases.identifiability.facts import Hit, Kind, KnownFacts
from cases.identifiability.folding import Reading, plain

_SPACED = r"[\s./()-]{0,2}"
_EMAIL = re.compile(r"[\w.+'-]+\s?@\s?[\w-]+(?:\.[\w-]+)+|[\w.+-]+\s?\[at\]\s?[\w.-]+")
_WEB = re.compile(r"(?:https?://|www\.)\S+|(?<![\w@])@[A-Za-z]\w{2,}")
_POSTCODE = re.compile(r"\b(?:gir\s?0aa|[a-z]{1,2}\d[a-z\d]?\s{0,2}\d[abd-hjlnp-uw-z]{2})\b")
_PHONE = re.compile(r"(?<![\d.])(?:\+\s?44|0044|\(?0)(?:[\s().-]{0,2}\d){8,11}(?!\d)")
_LONG = re.compile(
    r"(?<![a-z\d.,/£-])(?:[a-z]{1,4}[/-]?)?\d(?:[ -]?\d){5,}+(?![a-z\d/]|[.,]\d|\s?(?:mg|ml|g|kg|iu|cells|copies)\b)"
)
_MARKED = re.compile(
    r"\b(?:nhs|hospital|mrn|patient|unit|record|case|crime|incident|log|police|upn|reference|ref|custody|"
    r"national insurance|urn)"
    r"(?:\s+(?:number|no\.?|ref\.?|reference|id))?\s*[:#]?\s*(?P<number>(?=[a-z/-]*\d)[a-z]{0,4}[/-]?\d[\w/-]{3,})"
)
_PARTS = re.compile(
    r"\b(?:ref|reference|log|incident|number|no)\b\.?\s*:?\s*"
    r"(?P<number>[a-z]{1,5}[ /-](?:[a-z]{2,5}[ /-])?\d[\d /-]{2,}\d)\b"
)
_EXTENSION = re.compile(r"\b(?:ext|extension|bleep)\.?\s*(?P<number>\d{3,6})\b")
_INSURANCE = re.compile(r"\b[a-ceghj-prstw-z]{2}\s?\d\d\s?\d\d\s?\d\d\s?[a-d]\b")


def find(reading: Reading, facts: KnownFacts) -> Iterator[Hit]:
    """Numbers of the record, then emails, links, postcodes, telephone and other long numbers."""
    yield from _known(reading, facts)
    for pattern, what, instead in (
        (_EMAIL, "an email address", "an email address"),
        (_WEB, "an internet address", "an internet page"),
        (_INSURANCE, "a National Insurance number", "a number"),
        (_POSTCODE, "a postcode", "the home area"),
        (_PHONE, "a telephone number", "a telephone number"),
    ):
        for match in pattern.finditer(reading.folded):
            yield Hit(*reading.span(*match.span()), Kind.NUMBER, what, instead)
    for pattern in (_MARKED, _PARTS, _EXTENSION):
        for match in pattern.finditer(reading.folded):
            yield Hit(*reading.span(*match.span("number")), Kind.NUMBER, "a reference number", "a number")
    for match in _LONG.finditer(reading.folded):
        digits = re.sub(r"\D", "", match.group(0))
        valid = len(digits) == 10 and nhs_number.is_valid(digits)
        yield Hit(*reading.span(*match.span()), Kind.NUMBER, "an NHS number" if valid else "a long number", "a number")


def _known(reading: Reading, facts: KnownFacts) -> Iterator[Hit]:
    for number in facts.numbers:
        signs = re.sub(r"\W", "", plain(number.value))
        if len(signs) > 3 and "@" not in number.value:
            pattern = r"(?<![a-z\d])" + _SPACED.join(re.escape(sign) for sign in signs) + r"(?![a-z\d])"
            yield from _all(reading, pattern, number)
        elif "@" in number.value:
            yield from _all(reading, re.escape(plain(number.value)), number)
        outward = re.fullmatch(r"([a-z]{1,2}\d[a-z\d]?)\s*\d[a-z]{2}", plain(number.value))
        if outward:
            yield from _all(reading, rf"\b{outward.group(1)}\b", number)


def _all(reading: Reading, pattern: str, number) -> Iterator[Hit]:
    for match in re.finditer(pattern, reading.folded):
        yield Hit(*reading.span(*match.span()), Kind.NUMBER, number.what, number.instead)
