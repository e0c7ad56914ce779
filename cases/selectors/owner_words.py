"""Words of a recommendation that wait for the CDR manager, and what in them may say who a child was."""

from cases.identifiability import Hit, KnownFacts, check
from cases.models import Recommendation
from cases.selectors.identifying import found_in

NOBODY = KnownFacts()
"""Of a recommendation across cases no record is known: what looks like a name, date or number is found all the same."""

ANSWER, TEXT = "answer", "text"
"""What the owner wrote, and the recommendation's own words."""


def part_of(row: Recommendation) -> str:
    """Which part is looked at first: its own words are what the owner's answer is about."""
    return TEXT if row.words_unchecked else ANSWER


def found(row: Recommendation, words: str, *, by, part: str = ANSWER) -> dict[str, list[Hit]]:
    """``{text: places that wait for a decision}``. Only somebody who may see the identity of its case may ask.

    With a recommendation's own words belongs how one will know that it worked.
    """
    texts = [words, row.measure] if part == TEXT and row.measure else [words]
    if row.case is None:
        return {text: check(text, NOBODY) for text in texts}
    return found_in(row.case, {text: text for text in texts}, by=by)
