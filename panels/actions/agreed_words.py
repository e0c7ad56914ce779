"""Words that a review is about to make everybody's: held against the record once more, and held back where they match.

What is spoken at a meeting is read by those who are there and by nobody beforehand; from the review on it would stand
in briefings, letters to owners and the annual report.
"""

from audit.recording import SYSTEM, record
from cases.actions import recommendations
from cases.models import Case
from cases.selectors import analysis as saved_analysis
from common.models import save_version
from panels.checking import Finding
from panels.models import CaseSummary, Discussion
from panels.selectors import checking

ROWS = "analysis.recommendations."
READ_BY_OTHERS = (".text", ".measure")
"""Parts of a recommendation that others read; its owner is an organisation's name, and may be one of the record's."""


def hold_back(*, case: Case, by) -> None:
    """Before a review is finalised. Found recommendations wait for the CDR manager one by one; where something is found
    in other words of the form, its learning stands in no library until the manager has read them through again."""
    if not _may_be_unread(case):
        return
    found = checking.open_findings(case, checking.of_analysis(case), by=SYSTEM)
    keys = _recommendations(case, found)
    if keys:
        recommendations.hold_back(case=case, keys=keys, by=by)
    if any(not one.passage.source.startswith(ROWS) for one in found):
        _unread(case, by)


def _may_be_unread(case: Case) -> bool:
    spoken = Discussion.objects.filter(item__case=case, saved_by__isnull=False)
    return spoken.exists() or case.recommendations.exists()


def _recommendations(case: Case, found: list[Finding]) -> set[str]:
    rows = saved_analysis.as_data(saved_analysis.of_case(case), case)["recommendations"] if found else []
    sources = [one.passage.source for one in found if one.passage.source.startswith(ROWS)]
    wanted = {source.removeprefix(ROWS).split(".")[0] for source in sources if source.endswith(READ_BY_OTHERS)}
    return {row["id"] for index, row in enumerate(rows) if str(index) in wanted}


def _unread(case: Case, by) -> None:
    summary = CaseSummary.objects.select_for_update(of=("self",)).filter(case=case).first()
    if summary is not None and summary.analysis_version is not None:
        save_version(summary, version=summary.version, analysis_version=None)
        record("learning_held_back", by=by, subject=summary, case=case, panel=case.panel)
