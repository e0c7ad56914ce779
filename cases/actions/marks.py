"""Notes when things were done that time limits are about and no other record tells."""

from datetime import date

from django.db import transaction

from audit.recording import record
from cases import policy
from cases.models import Case, CaseMark
from common.dates import today
from common.errors import NotNow
from common.models import save_version


@transaction.atomic
def note(*, case_id, version: int, by, days: dict[str, date | None]) -> Case:
    """Saves the days given, by code; ``None`` takes one away. ``version`` is the case's, which moves on."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.manage(case, by)
    for on in filter(None, days.values()):
        if not case.died_on <= on <= today():
            raise NotNow("date", "The date must lie between the death and today.")
    save_version(case, version=version)
    _keep(case, days)
    record("case_facts_changed", by=by, subject=case, case=case, details={"fields": sorted(days)})
    return case


def _keep(case: Case, days: dict[str, date | None]) -> None:
    """Two statements at most: the row of the case is locked, so nobody else writes its marks meanwhile."""
    gone = [code for code, on in days.items() if on is None]
    if gone:
        CaseMark.objects.filter(case=case, code__in=gone).delete()
    CaseMark.objects.bulk_create(
        [CaseMark(case=case, code=CaseMark.Code(code), on=on) for code, on in days.items() if on is not None],
        update_conflicts=True,
        unique_fields=["case", "code"],
        update_fields=["on", "updated_at"],
    )
