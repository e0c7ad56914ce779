"""Cases at the stages that casework reaches, through the actions that real people take."""

from datetime import date, timedelta

from audit.recording import SYSTEM
from cases.actions import analysis, cases, steps
from cases.models import Analysis, Case
from cases.workflow import Step
from common.dates import today

PERINATAL = {
    "neonatal": True,
    "cause_1": "Extreme prematurity",
    "categories": [7, 8],
    "primary_override": 8,
    "override_reason": "The anomaly did not bear on the death.",
    "modifiability": "modifiable",
    "factors": [
        {"code": "smoking_in_pregnancy", "relevance": 2, "modifiable": True, "evidence": "Booking notes."},
        {"domain": "service", "text": "No interpreter at two visits", "relevance": 2},
    ],
    "learning_points": [{"text": "Offer an interpreter at booking."}],
    "recommendations": [
        {"text": "Audit interpreter bookings", "owner": "Sample Hospital", "due_on": date(2027, 3, 31)},
    ],
}
"""A complete form; its factor code must be loaded (``factor_codes``)."""

PLAIN = {"categories": [8], "modifiability": "none"}
"""The least that a panel can finalise."""


def open_case(panel, by=SYSTEM, **facts) -> Case:
    """A case in “Gathering information”, of a death fifty days ago in the panel's first area."""
    facts.setdefault("died_on", today() - timedelta(days=50))
    facts.setdefault("notified_on", facts["died_on"] + timedelta(days=1))
    facts.setdefault("age_days", 12)
    facts.setdefault("age_years", 0)
    facts.setdefault("local_authority", panel.areas.order_by("pk").first())
    return cases.open_case(panel=panel, by=by, **facts)


def with_analysis(case: Case, by=SYSTEM, **data) -> Analysis:
    """The case's form, saved as a draft; ``PLAIN`` where nothing is given."""
    saved = Analysis.objects.filter(case=case).first()
    return analysis.save_draft(case_id=case.pk, version=saved.version if saved else 0, data=data or PLAIN, by=by)


def ready_for_panel(panel, by=SYSTEM, **facts) -> Case:
    """A case whose review meeting was held, with a draft analysis, in “Preparing for panel”."""
    case = open_case(panel, by=by, **facts)
    steps.take(case_id=case.pk, step=Step.HOLD_CDRM, by=by, on=case.notified_on + timedelta(days=20))
    with_analysis(case, by=by)
    return steps.take(case_id=case.pk, step=Step.PREPARE, by=by)
