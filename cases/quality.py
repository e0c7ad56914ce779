"""How likely a recommendation is to bring change about, as hints while it is written. Shown, never enforced. Pure.

Vague words are the commonest fault of recommendations: "raise awareness", "consider", "ensure" without anybody who
would do it. Each check looks at one thing that can be put right.
"""

import re
from dataclasses import dataclass
from datetime import date

VAGUE = re.compile(
    r"\b(raise|increase|improve) (the )?awareness\b|\bconsider\b|\bremind(ed)?\b|\bencourage\b|\bbe aware\b"
    r"|\bexplore\b|\bwhere possible\b|\bas appropriate\b|\blessons? (will|should) be learn(ed|t)\b",
    re.IGNORECASE,
)
NOBODY = re.compile(r"^\W*(all|everyone|everybody|all (staff|agencies|services|partners|professionals)|partners|tbc|tbd"
                    r"|not known|various|services|agencies)\W*$", re.IGNORECASE)  # fmt: skip
SHORT = 6
"""Words below which nobody can tell what is to be done."""

LONG_WAY = 366 * 2
"""Days after which a date is no longer a deadline."""


@dataclass(frozen=True)
class Hint:
    """One thing that could be better."""

    code: str
    words: str


CHECKS = ("change", "single", "owner", "deadline", "measure", "strength")
"""What is looked at. A recommendation without a hint has all six."""


def hints(
    *, text: str, owner: str, due_on: date | None, measure: str = "", strength: str = "", made_on: date
) -> list[Hint]:
    """What could be better, in the order of ``CHECKS``."""
    found = [_change(text), _single(text), _owner(owner), _deadline(due_on, made_on), _measure(measure)]
    return [hint for hint in [*found, _strength(strength)] if hint]


def met(found: list[Hint]) -> int:
    """How many of the checks are passed."""
    return len(CHECKS) - len({hint.code for hint in found})


def meter(found: list[Hint]) -> dict:
    """All that a page shows: the sentence, and each hint in words."""
    return {"sentence": sentence(found), "hints": [hint.words for hint in found]}


def sentence(found: list[Hint]) -> str:
    """The meter in words."""
    return f"{met(found)} of {len(CHECKS)} signs of a recommendation that brings change about."


def _change(text: str) -> Hint | None:
    vague = VAGUE.search(text)
    if vague:
        return Hint("change", f"“{vague.group(0)}” does not say what will be different. Name what somebody will do.")
    if len(text.split()) < SHORT:
        return Hint("change", "It is very short. Say what will be different, where, and for whom.")
    return None


def _single(text: str) -> Hint | None:
    parts = re.split(r";|\n|\b(?:and also|as well as)\b", text.strip())
    if len([part for part in parts if len(part.split()) > 2]) > 1:
        return Hint("single", "It asks for several things. One recommendation each can be followed to its end.")
    return None


def _owner(owner: str) -> Hint | None:
    if not owner.strip() or NOBODY.match(owner):
        return Hint("owner", "Everybody's task is nobody's. Name one role in one organisation.")
    return None


def _deadline(due_on: date | None, made_on: date) -> Hint | None:
    if due_on is None:
        return Hint("deadline", "There is no date.")
    if (due_on - made_on).days > LONG_WAY:
        return Hint("deadline", "The date is more than two years away. Give the first step a nearer one.")
    return None


def _measure(measure: str) -> Hint | None:
    return None if measure.strip() else Hint("measure", "Nothing says how one will know that it worked.")


def _strength(strength: str) -> Hint | None:
    if not strength:
        return Hint("strength", "Its strength is not stated.")
    if strength == "weak":
        words = "Training, reminders and policies alone seldom last. Is there a change that makes the right thing easy?"
        return Hint("strength", words)
    return None
