"""What an owner wrote by link, and what in it may say who a child was."""

from cases.identifiability import Hit, KnownFacts, check
from cases.models import Recommendation
from cases.selectors.identifying import found_in

NOBODY = KnownFacts()
"""Of a recommendation across cases no record is known: what looks like a name, date or number is found all the same."""


def found(row: Recommendation, words: str, *, by) -> list[Hit]:
    """Every place that waits for a decision. Only somebody who may see the identity of its case may ask."""
    if row.case is None:
        return check(words, NOBODY)
    return found_in(row.case, {"answer": words}, by=by)["answer"]
