"""The anonymised summary of a case, and the check that it and the analysis name nobody."""

from uuid import UUID

from django.db import transaction

from audit.recording import record
from cases import policy as case_policy
from cases.actions import recommendations
from cases.models import Case
from common.errors import Stale
from common.models import save_version
from panels.models import CaseSummary
from panels.selectors import checking


@transaction.atomic
def save(
    *,
    case_id: UUID,
    version: int,
    text: str,
    questions: str,
    checked: bool,
    by,
    analysis_version: int | None = None,
) -> CaseSummary:
    """Saves the summary (``version`` 0 for the first time).

    A tick counts only while nothing found in the text waits for a decision, and where no return, document or answer is
    chosen beside it, which are read on the page of the check; otherwise the text is saved and stays unchecked.
    ``analysis_version`` is the version of the analysis form whose words the manager read and ticked.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("panel").get(pk=case_id)
    case_policy.manage(case, by)
    clear = not checking.open_findings(case, checking.of_summary(text, questions), by=by)
    words_clear = not checking.open_findings(case, checking.of_analysis(case), by=by)
    values = {
        "text": text,
        "learning_so_far": questions,
        "checked": checked and clear and bool(text.strip()) and not checking.beside(case),
        "analysis_version": analysis_version if words_clear else None,
        "written_by_id": by.pk,
    }
    summary = _written(case, version, values)
    if checked and summary.analysis_version is not None:
        recommendations.read_through(case=case, by=by)
    details = {"checked": summary.checked}
    record("summary_saved", by=by, subject=summary, case=case, panel=case.panel, details=details)
    return summary


def _written(case: Case, version: int, values: dict) -> CaseSummary:
    summary = CaseSummary.objects.select_for_update(of=("self",)).filter(case=case).first()
    if summary is None:
        return CaseSummary.objects.create(case=case, **values)
    if version == 0 and summary.text != values["text"]:
        raise Stale([("Anonymised summary", values["text"], summary.text)])
    save_version(summary, version=version or summary.version, **values)
    return summary
