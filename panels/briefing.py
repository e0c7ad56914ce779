"""One page about a theme: what reviews taught, what could be changed, what was recommended. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from common.documents.model import Callout, Document, Heading, Para, Text, bullets, words
from common.formats import day

MOST_LESSONS, MOST_FACTORS, MOST_RECOMMENDATIONS = 6, 5, 4
"""What fits on a page."""


@dataclass(frozen=True)
class Briefing:
    """What the page says, in plain values."""

    theme: str
    panel: str
    contact: str
    made_on: date
    lessons: Sequence[str]
    good_practice: Sequence[str]
    factors: Sequence[str]
    recommendations: Sequence[tuple[str, str]]

    @property
    def introduction(self) -> str:
        """What the page is."""
        return INTRODUCTION

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.lessons or self.good_practice or self.factors or self.recommendations)


INTRODUCTION = (
    "What reviews of child deaths have taught, for those who work with children and families. It is taken from "
    "anonymised reviews; nobody can be told from it. If a part reminds you of a child you knew, it is because what "
    "happened is not rare."
)


def document(briefing: Briefing) -> Document:
    """The page as a document."""
    made = [words(INTRODUCTION)]
    for title, mark, items in (
        ("What we learned", "learned", briefing.lessons[:MOST_LESSONS]),
        ("What went well", "well", briefing.good_practice[:MOST_LESSONS]),
        ("What could be changed", "factors", briefing.factors[:MOST_FACTORS]),
    ):
        if items:
            made += [Heading(1, title, mark), bullets(*items)]
    if briefing.recommendations:
        lines = [f"{text} ({became})" for text, became in briefing.recommendations[:MOST_RECOMMENDATIONS]]
        made += [Heading(1, "What the panel asked for", "recommendations"), bullets(*lines)]
    made.append(Callout("Questions", (Para((Text(f"{briefing.panel}, {briefing.contact}"),)),)))
    return Document(
        title=f"Learning from child deaths: {briefing.theme}",
        subtitle="Briefing",
        organisation=briefing.panel,
        edition="Anonymised learning",
        date=briefing.made_on.isoformat(),
        cover=(("Made on", day(briefing.made_on)),),
        blocks=tuple(made),
        leaflet=True,
    )
