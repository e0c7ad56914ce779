"""What a check says: where, what was read, and why it cannot stand."""

from dataclasses import dataclass

CODES = {
    "impossible_percentage": "A percentage that no whole number gives on its base",
    "base_that_fits": "Another base on which every percentage of a chapter is possible",
    "wrong_percentage": "A percentage that is not that of the two numbers beside it",
    "part_exceeds_whole": "A part larger than its whole",
    "two_percentages": "One count printed with two percentages",
    "sum_is_not_100": "Parts of one whole that do not add up to 100%",
    "unusual_band": "A band that ends where no age band ends",
    "gap_in_bands": "A value that falls in no band",
    "overlap_of_bands": "A value that falls in two bands",
    "broken_reference": "A cross-reference that leads nowhere",
    "comment_left_in": "A reviewer's comment in the text",
    "markup_left_in": "Mark-up in the text",
    "uncited_reference": "A reference that the text does not cite",
    "mixed_reference_marks": "References cited in one numbering and listed in another",
    "repeated_reference": "A reference listed twice",
    "undefined_abbreviation": "An abbreviation that is never spelled out",
    "repeated_paragraph": "A paragraph printed twice",
    "mixed_year_forms": "Financial years written in several ways",
    "after_the_year": "A date after the year of the report",
    "wrong_cohort": "A heading of one cohort over figures of the other",
    "retired_name": "A body that no longer has this name",
    "avoidable": "A word that says more than “modifiable”",
    "comparison_without_figure": "A comparison in which one of the two figures is missing",
    "claim_without_figure": "“Most”, “highest” and the like without a number",
    "small_number": "A small number, or a percentage that stands for one",
}
"""Every kind of finding, in words."""


@dataclass(frozen=True)
class Finding:
    """One thing to look at. ``line`` counts from 1; ``reason`` says what is wrong and, where it can, what is right."""

    line: int
    text: str
    code: str
    reason: str
