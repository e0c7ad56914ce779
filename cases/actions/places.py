"""Area and deprivation of a case from the child's postcode, kept with edition and day of the match."""

from django.db import transaction

from audit.recording import record
from cases import policy
from cases.identity.models import Child
from cases.models import Case
from cases.selectors import places
from common.dates import today
from common.errors import NotNow

Source = Case.PlaceSource


@transaction.atomic
def look_up(*, case_id, by) -> Case:
    """Looks the postcode up again because somebody asked; says so where the lookup does not have it."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.manage(case, by)
    if not place(case_id=case_id, by=by):
        sentence = "The lookup does not have this postcode. Enter area and decile by hand under “Facts of the case”."
        raise NotNow("no_such_postcode", sentence)
    return case


@transaction.atomic
def place(*, case_id, by, keep_area: bool = False) -> bool:
    """Works area and decile out from the child's postcode; whether the lookup had it.

    ``keep_area`` where somebody has just said which area it is. A decile that came from an earlier address is taken
    away when the new one is not in the lookup; what was entered by hand stays.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.manage(case, by)
    child = Child.objects.select_for_update().filter(case=case).first()
    found = places.find(child.postcode) if child and child.postcode else None
    if found is None:
        _forget(case, child, by)
        return False
    area = case.local_authority if keep_area and case.local_authority else found.area or case.local_authority
    values = {
        "local_authority": area,
        "imd_decile": found.decile,
        "imd_edition": found.edition,
        "lsoa_year": found.lsoa_year,
        "place_source": Source.LOOKUP,
        "placed_on": today(),
    }
    _write(case, child, found.lsoa, values, by)
    return True


def _forget(case: Case, child: Child | None, by) -> None:
    if case.place_source != Source.LOOKUP:
        return
    nothing = {"imd_decile": None, "imd_edition": None, "lsoa_year": None, "place_source": "", "placed_on": None}
    _write(case, child, "", nothing, by)


def _write(case: Case, child: Child | None, lsoa: str, values: dict, by) -> None:
    changed = sorted(name for name, value in values.items() if getattr(case, name) != value)
    for name, value in values.items():
        setattr(case, name, value)
    if changed:
        case.version += 1
        case.save(update_fields=[*values, "version", "updated_at"])
    if child and child.lsoa != lsoa:
        child.lsoa = lsoa
        child.save(update_fields=["lsoa", "updated_at"])
    details = {"fields": changed, "edition": case.imd_edition, "source": case.place_source}
    record("case_placed", by=by, subject=case, case=case, details=details)
