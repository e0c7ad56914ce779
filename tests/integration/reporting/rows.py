"""Case rows in bulk, for tests of statistics only: here the counting is the subject, not how a case came about."""

import itertools
from datetime import date, timedelta

from django.utils import timezone

from cases.models import Analysis, Case, Factor, FactorCode
from cases.workflow import Status

_number = itertools.count(1)


def case(panel, **fields) -> Case:
    """One notified death of 2024/25, everything else not known."""
    fields = {"notified_on": date(2024, 6, 3), "died_on": date(2024, 6, 1), "status_since": timezone.now()} | fields
    return Case.objects.create(panel=panel, reference=f"TEST-{next(_number)}", **fields)


def in_bulk(panel, many: list[dict]) -> list[Case]:
    """Cases in one statement, each by its columns."""
    now = timezone.now()
    return Case.objects.bulk_create(
        Case(panel=panel, reference=f"TEST-{next(_number)}", **({"status_since": now} | fields)) for fields in many
    )


def reviewed(panel, **fields) -> Case:
    """One death reviewed in 2024/25, by default 200 days after it."""
    died = fields.get("died_on", date(2024, 1, 1))
    fields = {
        "died_on": died,
        "notified_on": died,
        "reviewed_on": died + timedelta(days=200),
        "status": Status.REVIEWED,
        "primary_category": 8,
        "modifiability": "none",
    } | fields
    return case(panel, **fields)


def factor(case, code: str, *, by, modifiable: bool = True) -> Factor:
    """A factor found in a reviewed case."""
    analysis, _ = Analysis.objects.get_or_create(
        case=case, defaults={"state": "final", "finalised_on": case.reviewed_on, "finalised_by": by}
    )
    known, _ = FactorCode.objects.get_or_create(code=code, panel=None, defaults={"label": code, "domain": "social"})
    return Factor.objects.create(analysis=analysis, domain="social", code=known, relevance=2, modifiable=modifiable)
