"""Reads values that others published: the Fingertips download, or a plain file. Each with period, source and date."""

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db.models import Q

from common.reference import BadReferenceFile, Outcome, read, upsert
from reporting.reference_models import PublishedValue


def _number(text: str) -> Decimal | None:
    return Decimal(text.replace(",", "")) if text else None


def _needed(text: str) -> str:
    if not text:
        raise ValueError("must be filled in")
    return text


PLAIN: dict[str, Callable] = {
    "indicator": _needed,
    "name": _needed,
    "unit": str,
    "area_code": _needed,
    "area": _needed,
    "covers": str,
    "sex": str,
    "age": str,
    "category": str,
    "period": _needed,
    "value": _number,
    "low": _number,
    "high": _number,
    "count": _number,
    "denominator": _number,
    "source": _needed,
    "extracted_on": date.fromisoformat,
}
FINGERTIPS: dict[str, tuple[str, Callable]] = {
    "Indicator ID": ("indicator", _needed),
    "Indicator Name": ("name", _needed),
    "Area Code": ("area_code", _needed),
    "Area Name": ("area", _needed),
    "Area Type": ("area_type", str),
    "Sex": ("sex", str),
    "Age": ("age", str),
    "Category": ("category", str),
    "Time period": ("period", _needed),
    "Value": ("value", _number),
    "Lower CI 95.0 limit": ("low", _number),
    "Upper CI 95.0 limit": ("high", _number),
    "Count": ("count", _number),
    "Denominator": ("denominator", _number),
    "Value note": ("note", str),
    "Recent Trend": ("trend", str),
}
KEY = ("indicator", "area_code", "sex", "age", "category", "period")


def load_plain(path: Path) -> Outcome:
    """Loads a plain file; indicators that it does not name stay as they are."""
    return _load(path, read(path, PLAIN))


def load_fingertips(path: Path, source: str, extracted_on: date) -> Outcome:
    """Loads a Fingertips download; the file does not say its source and date. Further columns are passed over."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        reader = csv.DictReader(text)
        missing = [name for name in FINGERTIPS if name not in (reader.fieldnames or ())]
        if missing:
            raise BadReferenceFile(f"{path.name}: these columns are missing: {', '.join(missing)}")
        rows = [_row(path, reader.line_num, raw) for raw in reader]
    return _load(path, [{**row, "source": source, "extracted_on": extracted_on} for row in rows])


def _row(path: Path, line: int, raw: dict) -> dict:
    row = {}
    for column, (name, convert) in FINGERTIPS.items():
        try:
            row[name] = convert((raw[column] or "").strip())
        except (ValueError, ArithmeticError) as error:
            raise BadReferenceFile(f"{path.name}, line {line}, column {column}: cannot use “{raw[column]}”") from error
    return row


def _load(path: Path, rows: list[dict]) -> Outcome:
    seen: set[tuple] = set()
    for row in rows:
        key = tuple(row[name] for name in KEY)
        if key in seen:
            raise BadReferenceFile(f"{path.name}: {row['name']}, {row['area']}, {row['period']} stands there twice")
        seen.add(key)
    named = Q(indicator__in={row["indicator"] for row in rows})
    return upsert(PublishedValue, rows, key=KEY, within=named)
