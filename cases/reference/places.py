"""Writes lookup files into the tables, in batches inside one transaction: all of a file, or nothing of it."""

from datetime import date
from itertools import islice
from pathlib import Path

from django.db import transaction

from audit.recording import record
from cases.models.place import Deprivation, PlaceFile, Postcode
from cases.places import files
from cases.places.files import Shape
from common.reference import BadReferenceFile

SAMPLE = Path(__file__).parent / "data" / "sample"
BATCH = 5000
LSOA_YEARS = {2015: 2011, 2019: 2011, 2025: 2021}
"""The census year of the small areas that each edition of the index counts by."""
SAMPLES = (
    ("postcodes.csv", date(2026, 11, 1), None), ("deprivation_2019.csv", date(2019, 9, 26), 2019),
    ("deprivation_2025.csv", date(2025, 10, 30), 2025),
)  # fmt: skip


def load_sample(*, by) -> list[PlaceFile]:
    """The invented lookup that ships: postcodes that cannot exist, small areas that do not."""
    return [load(SAMPLE / name, released_on=released, edition=edition, by=by)[0] for name, released, edition in SAMPLES]


@transaction.atomic
def load(
    path: Path, *, released_on: date, by, edition: int | None = None, sha256: str = "", batch: int = BATCH
) -> tuple[PlaceFile, bool]:
    """Loads one file; the second value is false where the very same was loaded last and nothing was done.

    The rows of an earlier file of the same kind (and edition) that the new one no longer has are taken away.
    """
    found, digest = files.shape(path), files.checksum(path)
    _refuse_wrong(path, found, digest, sha256, edition)
    last = PlaceFile.objects.filter(kind=found.kind, edition=edition).order_by("-loaded_at").first()
    if last and last.sha256 == digest:
        return last, False
    made = PlaceFile.objects.create(
        kind=found.kind,
        name=path.name,
        released_on=released_on,
        edition=edition,
        lsoa_year=found.lsoa_year,
        sha256=digest,
    )
    made.rows = _postcodes(path, found, made, batch) if edition is None else _deprivation(path, found, made, batch)
    if not made.rows:
        raise BadReferenceFile(f"{path.name}: there is no row in it")
    made.save(update_fields=["rows"])
    details = {"rows": made.rows, "sha256": digest, "released_on": str(released_on), "edition": edition}
    record("reference_loaded", by=by, subject=path.name, details=details)
    return made, True


def _refuse_wrong(path: Path, found: Shape, digest: str, sha256: str, edition: int | None) -> None:
    if sha256 and sha256.lower() != digest:
        raise BadReferenceFile(f"{path.name}: the checksum is {digest}, not the one given. Fetch the file again.")
    if found.kind == "postcodes" and edition is not None:
        raise BadReferenceFile(f"{path.name}: a postcode file has no edition of the index")
    if found.kind == "deprivation" and edition is None:
        raise BadReferenceFile(f"{path.name}: say which edition of the index this is, for example --edition 2025")
    expected = LSOA_YEARS.get(edition)
    if expected and found.lsoa_year != expected:
        raise BadReferenceFile(
            f"{path.name}: edition {edition} counts by the small areas of {expected}, this file has those of "
            f"{found.lsoa_year}"
        )


def _batches(path: Path, found: Shape, size: int):
    rows = files.rows(path, found)
    while part := list(islice(rows, size)):
        yield part


def _postcodes(path: Path, found: Shape, made: PlaceFile, size: int) -> int:
    count = 0
    changed = ["district", "county", "lsoa_2011", "lsoa_2021", "file"]
    for part in _batches(path, found, size):
        known = {row["code"]: Postcode(file=made, **row) for row in part}
        Postcode.objects.bulk_create(
            known.values(), update_conflicts=True, unique_fields=["code"], update_fields=changed
        )
        count += len(part)
    Postcode.objects.exclude(file=made).delete()
    return count


def _deprivation(path: Path, found: Shape, made: PlaceFile, size: int) -> int:
    count = 0
    for part in _batches(path, found, size):
        known = {row["lsoa"]: Deprivation(file=made, edition=made.edition, **row) for row in part}
        Deprivation.objects.bulk_create(
            known.values(),
            update_conflicts=True,
            unique_fields=["edition", "lsoa"],
            update_fields=["decile", "file"],
        )
        count += len(part)
    Deprivation.objects.filter(edition=made.edition).exclude(file=made).delete()
    return count
