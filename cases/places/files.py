"""Reads official lookup files, row by row: which columns they have, and what each row says. Pure but for reading.

The files are large (two and a half million postcodes), so nothing here holds more than one row.
"""

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from common.reference import BadReferenceFile

POSTCODE = re.compile(r"^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$")
AREA_CODE = re.compile(r"^[A-Z][0-9]{8}$")
NO_COUNTY = re.compile(r"^[A-Z]99999999$")

POSTCODE_COLUMNS = {
    "code": r"pcds|pcd7|pcd8|pcd",
    "district": r"oslaua|laua|lad\d\dcd|ladcd",
    "county": r"oscty|cty|cty\d\dcd",
    "lsoa_2011": r"lsoa11|lsoa11cd",
    "lsoa_2021": r"lsoa21|lsoa21cd",
}
"""The names that releases of the ONS Postcode Directory, the National Statistics Postcode Lookup and the ONS best-fit
lookup have given the same columns. The first that is there is taken."""
DECILE = re.compile(r"^Index of Multiple Deprivation \(IMD\) Decile", re.IGNORECASE)
LSOA = re.compile(r"^LSOA code \((\d{4})\)$", re.IGNORECASE)


@dataclass(frozen=True)
class Shape:
    """What a file turned out to be: its kind, which column holds what, the census year of its small areas."""

    kind: str
    columns: dict[str, str]
    lsoa_year: int | None = None


def checksum(path: Path) -> str:
    """SHA-256 of the file, a piece at a time."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def shape(path: Path) -> Shape:
    """Which of the two kinds the file is, told by its header."""
    with path.open(encoding="utf-8-sig", newline="") as source:
        header = [name.strip() for name in next(csv.reader(source), [])]
    found = _deprivation(header) or _postcodes(header)
    if found is None:
        raise BadReferenceFile(
            f"{path.name}: the columns are those of no known lookup file. Needed are a postcode (pcds), a local "
            "authority (oslaua, laua or lad..cd) and a small area (lsoa11 or lsoa21); or “LSOA code (year)” and "
            "“Index of Multiple Deprivation (IMD) Decile”."
        )
    return found


def _deprivation(header: list[str]) -> Shape | None:
    lsoa = next((name for name in header if LSOA.match(name)), None)
    decile = next((name for name in header if DECILE.match(name)), None)
    if not (lsoa and decile):
        return None
    return Shape("deprivation", {"lsoa": lsoa, "decile": decile}, int(LSOA.match(lsoa)[1]))


def _postcodes(header: list[str]) -> Shape | None:
    columns = {}
    for field, names in POSTCODE_COLUMNS.items():
        for pattern in names.split("|"):
            found = next((name for name in header if re.fullmatch(pattern, name, re.IGNORECASE)), None)
            if found and field not in columns:
                columns[field] = found
    has_area = "lsoa_2011" in columns or "lsoa_2021" in columns
    return Shape("postcodes", columns) if {"code", "district"} <= columns.keys() and has_area else None


def rows(path: Path, shape: Shape) -> Iterator[dict]:
    """What each row says, as the columns of the table. Raises ``BadReferenceFile`` with line and column."""
    read = _postcode_row if shape.kind == "postcodes" else _deprivation_row
    with path.open(encoding="utf-8-sig", newline="") as source:
        reader = csv.DictReader(source)
        reader.fieldnames = [name.strip() for name in reader.fieldnames or []]
        for raw in reader:
            try:
                yield read(raw, shape.columns)
            except _Unusable as error:
                raise BadReferenceFile(f"{path.name}, line {reader.line_num}: {error}") from error
            except AttributeError as error:
                raise BadReferenceFile(f"{path.name}, line {reader.line_num}: columns are missing") from error


class _Unusable(Exception):
    """A value that cannot be right; says column and value."""


def normal(postcode: str) -> str:
    """A postcode as the table holds it: capitals, no space."""
    return re.sub(r"[^A-Z0-9]", "", postcode.upper())


def _postcode_row(raw: dict, columns: dict[str, str]) -> dict:
    code = normal(raw[columns["code"]])
    if not POSTCODE.match(code):
        raise _Unusable(f"column {columns['code']}: cannot use “{raw[columns['code']]}”")
    areas = {field: _area(raw, name) for field, name in columns.items() if field != "code"}
    if NO_COUNTY.match(areas.get("county", "")):
        areas["county"] = ""
    return {"code": code, **areas}


def _area(raw: dict, column: str) -> str:
    value = raw[column].strip()
    if value and not AREA_CODE.match(value):
        raise _Unusable(f"column {column}: cannot use “{value}”")
    return value


def _deprivation_row(raw: dict, columns: dict[str, str]) -> dict:
    lsoa, said = _area(raw, columns["lsoa"]), raw[columns["decile"]].strip()
    if not lsoa:
        raise _Unusable(f"column {columns['lsoa']}: is empty")
    if not said.isdigit() or not 1 <= int(said) <= 10:
        raise _Unusable(f"column {columns['decile']}: cannot use “{said}”")
    return {"lsoa": lsoa, "decile": int(said)}
