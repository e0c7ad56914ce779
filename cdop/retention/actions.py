"""The erasure itself. Who may ask for one, and the days between, stand in ``cases.actions.retention``."""

from django.db import transaction
from django.utils import timezone

from accounts.actions import messages
from audit.recording import record
from cases.actions import erasing as of_cases
from cases.actions import retention as queue
from cases.models import Case, Disposal
from common.models import save_version
from panels.actions import erasing as of_panels
from panels.models import Telling
from reporting.annual_report.publishing.models import Publication

State = Disposal.State
BEING_MADE = (
    Publication.State.PREPARING, Publication.State.DRAFT, Publication.State.REVIEW, Publication.State.APPROVED,
)  # fmt: skip
"""States of an edition whose figures are still looked at beside the cases behind them."""


def sweep(*, by) -> int:
    """Carries out what is due, each in its own transaction; deletes files that an interruption left."""
    due = Disposal.objects.filter(state=State.APPROVED, erase_after__lte=timezone.now())
    done = sum(carry_out(disposal_id=key, by=by) for key in due.values_list("pk", flat=True))
    for key in Disposal.objects.filter(state=State.ERASED, files_gone_at=None).values_list("pk", flat=True):
        delete_files(disposal_id=key, by=by)
    return done


@transaction.atomic
def carry_out(*, disposal_id, by) -> bool:
    """Erases the case, if nobody called it back and nothing stands against it; whether it did.

    It waits while an edition of the annual report is being made: its figures are read beside the cases behind them;
    and while another body is still to be told of what a meeting recorded about the case.
    """
    row = queue.carry_out_or_call_back(disposal_id=disposal_id, by=by)
    if row is None or _waits(row.case):
        return False
    cases = of_cases.group_of(row.case)
    references, keys = of_cases.marks_of(cases)
    mail = messages.forget(panel=row.case.panel, references=references, keys=keys | of_panels.keys_of(cases), by=by)
    of_panels.erase(cases)
    of_cases.erase(cases)
    save_version(
        row,
        version=row.version,
        state=State.ERASED,
        reason="",
        erased_at=timezone.now(),
        also=[str(case.pk) for case in cases],
    )
    details = {"rule": row.rule, "records": len(cases), "emails": mail}
    record("case_erased", by=by, subject=row, case=row.case, label=row.case.reference, details=details)
    transaction.on_commit(lambda: delete_files(disposal_id=row.pk, by=by))
    return True


def _waits(case: Case) -> bool:
    being_made = Publication.objects.filter(report__panel=case.panel, state__in=BEING_MADE)
    return being_made.exists() or Telling.objects.waiting().filter(item__case=case).exists()


@transaction.atomic
def delete_files(*, disposal_id, by) -> None:
    """The stored documents, once the rows are gone for good. What breaks off here is taken up by the next sweep."""
    row = Disposal.objects.select_for_update(of=("self",)).select_related("case").get(pk=disposal_id)
    if row.state != State.ERASED or row.files_gone_at:
        return
    of_cases.delete_files(row.also)
    row.files_gone_at = timezone.now()
    row.save(update_fields=["files_gone_at", "updated_at"])
    record("case_files_deleted", by=by, subject=row, case=row.case, label=row.case.reference)
