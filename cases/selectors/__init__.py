"""Several reads for one page or one decision."""

from cases.models import Analysis, Case
from cases.workflow import Readiness


def readiness(case: Case) -> Readiness:
    """The facts on which workflow conditions are judged."""
    analysis = Analysis.objects.filter(case=case).first()
    blocking = list(case.processes.blocking())
    return Readiness(
        outstanding_requests=case.requests.outstanding().count(),
        blocking_processes=sum(process.blocks_review for process in blocking),
        blocking_meeting=sum(process.blocks_meeting for process in blocking),
        blocking_closing=sum(process.blocks_closing for process in blocking),
        has_category=analysis is not None and analysis.categories.exists(),
        modifiability_decided=bool(analysis and analysis.modifiability),
    )
