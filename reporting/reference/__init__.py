"""Figures for England that the report sets beside its own: each with year, source and the date it was read."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from common.reference import Outcome, read, upsert
from reporting.models import Comparator

DATA = Path(__file__).parent / "data"
COLUMNS = {
    "key": str,
    "area": str,
    "year": str,
    "value": Decimal,
    "unit": str,
    "label": str,
    "source": str,
    "extracted_on": date.fromisoformat,
}


def load() -> list[Outcome]:
    """Loads the comparators. ``key`` is a figure and its row, as ``reviewed.category:8``."""
    return [upsert(Comparator, read(DATA / "comparators.csv", COLUMNS), key=("key", "area", "year"))]
