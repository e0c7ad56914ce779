"""Looks a postcode up. Three small reads, whatever the size of the lookup."""

from dataclasses import dataclass

from accounts.models import Area
from cases.models.place import Deprivation, PlaceFile, Postcode
from cases.places.files import normal


@dataclass(frozen=True)
class Found:
    """What the lookup says about a postcode."""

    district: str
    area: Area | None
    lsoa: str = ""
    lsoa_year: int | None = None
    decile: int | None = None
    edition: int | None = None


def find(postcode: str) -> Found | None:
    """The place of one postcode in the newest edition that is loaded; nothing where the lookup does not have it."""
    return find_many([postcode]).get(normal(postcode))


def find_many(postcodes: list[str]) -> dict[str, Found]:
    """``{postcode without space: place}`` of those the lookup has."""
    known = Postcode.objects.in_bulk([code for one in postcodes if (code := normal(one))])
    if not known:
        return {}
    index = _newest()
    areas = Area.objects.in_bulk({code for row in known.values() for code in (row.district, row.county) if code})
    deciles = _deciles(index, known.values())
    return {code: _found(row, index, areas, deciles) for code, row in known.items()}


def _newest() -> PlaceFile | None:
    rows = PlaceFile.objects.filter(kind=PlaceFile.Kind.DEPRIVATION)
    return rows.order_by("-edition", "-loaded_at").first()


def _deciles(index: PlaceFile | None, rows) -> dict[str, int]:
    if index is None:
        return {}
    lsoas = [lsoa for row in rows if (lsoa := _lsoa(row, index.lsoa_year))]
    return dict(Deprivation.objects.filter(edition=index.edition, lsoa__in=lsoas).values_list("lsoa", "decile"))


def _lsoa(row: Postcode, year: int) -> str:
    return row.lsoa_2021 if year == 2021 else row.lsoa_2011


def _found(row: Postcode, index: PlaceFile | None, areas: dict, deciles: dict) -> Found:
    area = areas.get(row.district) or areas.get(row.county)
    if index is None:
        lsoa, year = (row.lsoa_2021, 2021) if row.lsoa_2021 else (row.lsoa_2011, 2011)
        return Found(row.district, area, lsoa, year if lsoa else None)
    lsoa = _lsoa(row, index.lsoa_year)
    decile = deciles.get(lsoa)
    return Found(row.district, area, lsoa, index.lsoa_year if lsoa else None, decile, index.edition if decile else None)


def loaded() -> list[PlaceFile]:
    """The lookup files in use: the last of each kind and edition."""
    rows = PlaceFile.objects.order_by("kind", "edition", "-loaded_at").distinct("kind", "edition")
    return list(rows)
