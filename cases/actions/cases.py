"""Opens a case and keeps the facts that review and figures count by."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import Panel
from audit.recording import record
from cases import policy
from cases.models import Case, StatusChange
from cases.workflow import Status
from common.dates import today
from common.models import save_version

FACTS = (
    "died_on", "notified_on", "age_days", "age_years", "sex", "ethnicity", "local_authority", "imd_decile",
    "imd_edition", "gestation_weeks", "birth_weight_grams", "place_of_death", "expectedness",
)  # fmt: skip
"""The typed columns of a case that describe the child and the death."""
BY_PLACE = frozenset({"local_authority", "imd_decile", "imd_edition"})
"""What the lookup says; changed here, it was entered by hand."""


def next_reference(panel: Panel, notified_on: date) -> str:
    """The panel's next case reference, ``CODE-2026-0001``; the panel row is locked until the transaction ends."""
    locked = Panel.objects.select_for_update().get(pk=panel.pk)
    locked.last_reference += 1
    locked.save(update_fields=["last_reference"])
    return f"{panel.code.upper()}-{notified_on.year}-{locked.last_reference:04d}"


@transaction.atomic
def open_case(*, panel: Panel, by, reference: str = "", imported: bool = False, **facts) -> Case:
    """Opens a case in “Gathering information” with the given ``FACTS``."""
    policy.triage(panel.pk, by)
    reference = reference or next_reference(panel, facts["notified_on"])
    case = Case.objects.create(
        panel=panel, reference=reference, imported=imported, status_since=timezone.now(), **facts
    )
    StatusChange.objects.create(case=case, step="open", to_status=Status.GATHERING, by_id=by.pk, by_label=str(by))
    record("case_imported" if imported else "case_opened", by=by, subject=case, case=case)
    return case


@transaction.atomic
def change_facts(*, case_id, version: int, by, **facts) -> Case:
    """Saves changed ``FACTS``; raises ``Stale`` when somebody else saved first."""
    case = Case.objects.select_for_update().get(pk=case_id)
    policy.manage(case, by)
    changed = sorted(name for name, value in facts.items() if getattr(case, name) != value)
    if BY_PLACE.intersection(changed):
        facts |= {"place_source": Case.PlaceSource.HAND, "placed_on": today(), "lsoa_year": None}
    save_version(case, version=version, **facts)
    record("case_facts_changed", by=by, subject=case, case=case, details={"fields": changed})
    return case
