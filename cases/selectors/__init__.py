"""Several reads for one page or one decision."""

from collections.abc import Iterable

from cases.models import Analysis, Case, InformationRequest, ParallelProcess
from cases.workflow import Readiness


def readiness(case: Case) -> Readiness:
    """The facts on which workflow conditions are judged, read now."""
    analysis = Analysis.objects.filter(case=case).prefetch_related("categories").first()
    return readiness_of(case.requests.outstanding(), case.processes.blocking(), analysis)


def readiness_of(
    requests: Iterable[InformationRequest], processes: Iterable[ParallelProcess], analysis: Analysis | None
) -> Readiness:
    """The same from rows at hand: requests, processes, and the analysis with its categories."""
    blocking = [process for process in processes if process.unfinished]
    return Readiness(
        outstanding_requests=sum(request.state == InformationRequest.State.ASKED for request in requests),
        blocking_processes=sum(process.blocks_review for process in blocking),
        blocking_meeting=sum(process.blocks_meeting for process in blocking),
        blocking_closing=sum(process.blocks_closing for process in blocking),
        has_category=analysis is not None and len(analysis.categories.all()) > 0,
        modifiability_decided=bool(analysis and analysis.modifiability),
    )
