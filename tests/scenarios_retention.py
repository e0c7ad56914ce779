"""Cases whose time is over, and erasures on their way, reached by actions; only the days that must pass are moved."""

import uuid
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.actions import organisations
from audit.recording import SYSTEM
from cases.actions import retention, steps
from cases.models import Case, Disposal
from cases.workflow import Step
from common.dates import today
from tests import factories, scenarios

WHY = "Nothing in it is needed any more"
BASIS = "Records schedule of 2020"


def with_rule(panel, years: int | None = 15, after: str = "death"):
    """The panel with a period; saved as an administrator saves it."""
    by = factories.person(panel, "administrator")
    values = {"retention_years": years, "retention_from": after, "retention_basis": BASIS if years else ""}
    panel.refresh_from_db()
    changed = organisations.change_panel(panel_id=panel.pk, version=panel.version, by=by, **values)
    panel.refresh_from_db()
    return changed


def long_ago(years: int = 20) -> date:
    """A day in the middle of the month, so many years back."""
    return date(today().year - years, 6, 15)


def ended(panel, by=None, died_on: date | None = None, **overrides) -> Case:
    """A case of long ago that was out of scope."""
    died_on = died_on or long_ago()
    received = timezone.make_aware(datetime.combine(died_on + timedelta(days=1), datetime.min.time()))
    child = {"born_on": died_on - timedelta(days=10)} | overrides.pop("child", {})
    case = scenarios.open_case(panel, by=by, died_on=died_on, received_at=received, child=child, **overrides)
    by = by or scenarios.some_manager(panel)
    steps.take(case_id=case.pk, step=Step.MARK_OUT_OF_SCOPE, by=by, reason="Stillborn, as the post-mortem showed")
    case.refresh_from_db()
    return case


def due(panel, **facts) -> Disposal:
    """Such a case in the queue."""
    if panel.retention_years is None:
        with_rule(panel)
    case = ended(panel, **facts)
    retention.sweep(by=SYSTEM)
    return Disposal.objects.get(case=case)


def proposed(row: Disposal, by, reason: str = WHY) -> Disposal:
    """The first person has spoken."""
    return retention.propose(disposal_id=row.pk, version=row.version, reason=reason, by=by)


def approved(row: Disposal, by, second) -> Disposal:
    """Both have."""
    row = proposed(row, by)
    return retention.approve(disposal_id=row.pk, version=row.version, by=second)


def let_pass(row: Disposal, **ago) -> None:
    """As if the second person had approved it that long ago."""
    then = timezone.now() - timedelta(**ago)
    Disposal.objects.filter(pk=row.pk).update(approved_at=then, erase_after=then + timedelta(days=14))
    row.refresh_from_db()


def held(case: Case, by, reason: str = "A claim is made"):
    """A legal hold."""
    return retention.place_hold(case_id=case.pk, new_id=uuid.uuid4(), reason=reason, by=by)
