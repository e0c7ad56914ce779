"""Several reads for one page or one decision."""

from cases.models import Analysis, Case
from cases.vocabularies import ProcessStatus
from cases.workflow import Readiness


def readiness(case: Case) -> Readiness:
    """The facts on which workflow conditions are judged."""
    analysis = Analysis.objects.filter(case=case).first()
    return Readiness(
        outstanding_requests=case.requests.outstanding().count(),
        blocking_processes=case.processes.filter(
            blocks_review=True, status__in=[ProcessStatus.EXPECTED, ProcessStatus.OPEN]
        ).count(),
        has_category=analysis is not None and analysis.categories.exists(),
        modifiability_decided=bool(analysis and analysis.modifiability),
    )
