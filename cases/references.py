"""References and codes that people read out over the telephone: no letter or digit that is mistaken for another."""

import hashlib
import hmac
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty characters: no 0, O, 1, I, L, U."""


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def _grouped(text: str) -> str:
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def new_reference() -> str:
    """A random reference of a notification, such as ``ND-7KQ4-M2XW``: it tells nothing and cannot be counted up."""
    return f"ND-{_grouped(_random(8))}"


def new_code() -> str:
    """A return code in five groups of four: 98 random bits, beside the 39 of the reference."""
    return _grouped(_random(20))


def tidy(text: str) -> str:
    """What somebody typed, as it was given out: capitals, no spaces or hyphens."""
    return "".join(letter for letter in text.upper() if letter.isascii() and letter.isalnum())


def hash_of(code: str) -> str:
    """What is stored of a return code."""
    return hashlib.sha256(tidy(code).encode()).hexdigest()


def matches(code: str, stored: str) -> bool:
    """Whether ``code`` is the one stored, in a time that does not tell how much of it was right."""
    return hmac.compare_digest(hash_of(code), stored)


def as_reference(text: str) -> str:
    """A typed reference in the form that is stored."""
    letters = tidy(text)
    return f"{letters[:2]}-{_grouped(letters[2:])}"[:20]
