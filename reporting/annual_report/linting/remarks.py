"""What the reader of a text says: where, which words, why, and what could stand there instead. Pure."""

import re
from dataclasses import dataclass

from reporting.annual_report.live.tokens import WRITTEN

MUST, LOOK = "must", "look"

TITLES = {
    "broken_token": "A reference that leads nowhere",
    "hidden_figure": "A figure that the public edition hides",
    "false_claim": "A claim that the figure does not bear out",
    "typed_figure": "A number that the report counts itself",
    "unsourced_number": "A number that no figure of the report holds",
    "impossible_percentage": "A percentage that is impossible on its base",
    "wrong_percentage": "A percentage that is not that of its numbers",
    "part_exceeds_whole": "A part larger than its whole",
    "two_percentages": "One count with two percentages",
    "sum_is_not_100": "Parts of one whole that do not add up to 100%",
    "unusual_band": "A band that ends where no age band ends",
    "gap_in_bands": "A value that falls in no band",
    "overlap_of_bands": "A value that falls in two bands",
    "broken_reference": "A cross-reference that leads nowhere",
    "comment_left_in": "A comment for the authors in the text",
    "markup_left_in": "Mark-up in the text",
    "repeated_paragraph": "A paragraph printed twice",
    "retired_name": "A body that no longer has this name",
    "mixed_year_forms": "Financial years written in several ways",
    "comparison_without_figure": "A comparison in which one of the two figures is missing",
    "undefined_abbreviation": "An abbreviation that nobody has spelled out",
    "wrong_cohort": "Words of one group over a figure of the other",
    "small_number": "A small number of children",
    "rare_condition": "A condition beside a place or a date",
    "date_outside": "A date outside the year of the report",
    "claim_in_words": "A claim that no figure stands behind",
    "look_first": "A share so high, or so far from England's, that its cases should be looked at first",
    "avoidable": "A word that says more than “modifiable”",
}
"""Every kind of remark in words."""
ALWAYS = frozenset({"broken_token", "hidden_figure", "false_claim"})
"""What no reason can make right: the report could not be printed."""
ONLY_LOOK = frozenset(
    {
        "date_outside",
        "claim_in_words",
        "look_first",
        "avoidable",
        "mixed_year_forms",
        "comparison_without_figure",
        "sum_is_not_100",
        "gap_in_bands",
    }
)
"""What may well be meant so: a sentence can name two bands and leave out those between."""


@dataclass(frozen=True)
class Offer:
    """Words that could stand there instead, and what they read as."""

    typed: str
    value: str
    about: str


@dataclass(frozen=True)
class Remark:
    """One thing to put right or to look at. ``start`` is its place in the text, ``of`` the table and row it is of."""

    start: int
    words: str
    code: str
    reason: str
    offers: tuple[Offer, ...] = ()
    of: tuple[str, str] | None = None

    @property
    def level(self) -> str:
        """Whether a section can be signed off with it."""
        return LOOK if self.code in ONLY_LOOK else MUST

    @property
    def title(self) -> str:
        """Its kind in words."""
        return TITLES[self.code]

    @property
    def can_be_accepted(self) -> bool:
        """Whether an author can give a reason why it stays."""
        return self.code not in ALWAYS


def masked(text: str) -> str:
    """The text with every reference blanked, so that all places stay as they are."""
    return WRITTEN.sub(lambda match: " " * len(match[0]), text)


SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]*")


def sentences(text: str) -> list[tuple[int, str]]:
    """Each sentence with its place. The text's references stay whole, since a full stop in one ends nothing."""
    shielded = WRITTEN.sub(lambda match: re.sub(r"[.!?]", "_", match[0]), text)
    return [(match.start(), text[match.start() : match.end()]) for match in SENTENCE.finditer(shielded)]
