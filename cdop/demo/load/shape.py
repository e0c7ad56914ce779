"""How much hangs on a case: the full measure, or a light one where only the number of cases counts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """Averages for a case."""

    forms: int
    factors: float
    entries: int
    documents: float
    long_texts: bool


FULL = Shape(forms=5, factors=7, entries=40, documents=1.5, long_texts=True)
LIGHT = Shape(forms=1, factors=1, entries=5, documents=0.1, long_texts=False)
