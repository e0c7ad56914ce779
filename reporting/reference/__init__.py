"""Figures for England that the report sets beside its own: each with year, source and the date it was read."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from common.reference import Outcome, read, upsert
from reporting.models import Comparator
from reporting.reference import published

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
    """Loads comparators and published values. ``key`` of a comparator: a figure and row, ``reviewed.category:8``."""
    comparators = upsert(Comparator, read(DATA / "comparators.csv", COLUMNS), key=("key", "area", "year"))
    return [comparators, published.load_plain(DATA / "published_values.csv")]
