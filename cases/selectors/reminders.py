"""Which requests the sweep looks at."""

from datetime import date, timedelta
from uuid import UUID

from cases import chasers
from cases.models import InformationRequest
from cases.workflow import OPEN


def due_keys(today: date) -> list[UUID]:
    """Requests of open cases that wait, do not rest, and are near enough to their date for a step."""
    earliest = min(step.days for step in chasers.STEPS.values())
    rows = InformationRequest.objects.outstanding().with_pause().filter(case__status__in=OPEN, paused=False)
    rows = rows.filter(due_on__lte=today - timedelta(days=earliest))
    return list(rows.order_by("due_on", "pk").values_list("pk", flat=True))
