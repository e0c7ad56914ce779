"""Names, numbers and narratives of nobody."""

import itertools
from collections.abc import Iterator
from random import Random

from cdop.demo.words import ENDS, FIRST_NAMES, ROOTS

_SENTENCES = (
    "This is an invented narrative for measuring speed.", "The child was seen at the agreed times.",
    "The family was offered support.", "No concern had been raised in the months before.",
    "Advice was given in writing and repeated by telephone.", "The record was read by two members of the team.",
    "A further appointment had been made for the week after.", "Observations were within the expected range.",
    "The team discussed what could have been done otherwise.", "The plan of care was followed as agreed.",
)  # fmt: skip


def surname(random: Random) -> str:
    """Plainly invented, and rare enough to be looked for."""
    return f"{random.choice(ROOTS)}{random.choice(ROOTS).lower()}{random.choice(ENDS)}"


def first_name(random: Random) -> str:
    """Plainly invented."""
    return random.choice(FIRST_NAMES)


def nhs_numbers() -> Iterator[str]:
    """Numbers with a right check digit from the range that is never given to anybody (999)."""
    for number in itertools.count(999_000_000):
        digits = f"{number}"
        check = 11 - sum(int(d) * (10 - i) for i, d in enumerate(digits)) % 11
        if check != 10:
            yield f"{digits}{0 if check == 11 else check}"


def narratives(random: Random, count: int = 60) -> list[str]:
    """Texts of some 200 letters to 20,000, the long ones rare."""
    lengths = [min(20_000, 200 + int(random.lognormvariate(6.3, 1.1))) for _ in range(count)]
    return [_text(random, length) for length in lengths]


def _text(random: Random, length: int) -> str:
    parts: list[str] = []
    while sum(map(len, parts)) < length:
        parts.append(random.choice(_SENTENCES))
    return " ".join(parts)


def key(random: Random) -> str:
    """A random key, as text with its dashes, with the version and variant that such keys have."""
    h = f"{random.getrandbits(128):032x}"
    return f"{h[:8]}-{h[8:12]}-4{h[13:16]}-a{h[17:20]}-{h[20:]}"
