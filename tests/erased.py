"""An erasure in tests: a case that is ripe for it, whatever came before, and a look at all that is stored."""

from datetime import date, timedelta

from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from cases.models import Case, Disposal, InformationRequest, ParallelProcess, Recommendation, StatusChange
from cases.vocabularies import ProcessStatus
from cases.workflow import Status
from tests.case_life import road

TOKEN = "qzjxk"


def text_of_the_database() -> str:
    """Every row of every table, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')
            found += [f"{table}: {row}" for (row,) in cursor.fetchall()]
    return "\n".join(found)


def files_of(case_id) -> list[str]:
    """The stored documents of a case."""
    place = f"attachments/{case_id}"
    return default_storage.listdir(place)[1] if default_storage.exists(place) else []


def _closed(case: Case) -> None:
    """By the steps of the workflow, whatever they would have waited for."""
    before = Case.objects.values_list("status", flat=True).get(pk=case.pk)
    for step, status in road(before, Status.CLOSED):
        StatusChange.objects.create(case=case, step=step, from_status=before, to_status=status, by_label="Sample")
        Case.objects.filter(pk=case.pk).update(status=status)
        before = status


def over(case: Case, first, second, died_on: date | None = None) -> Disposal:
    """The case ended and its erasure approved long enough ago, whatever came before: a row as the queue makes it."""
    Case.objects.filter(pk=case.pk).update(
        reviewed_on=case.reviewed_on or case.notified_on,
        primary_category=8,
        modifiability=case.modifiability or "modifiable",
    )
    _closed(case)
    ParallelProcess.objects.filter(case=case).update(status=ProcessStatus.COMPLETE)
    InformationRequest.objects.filter(case=case, state="asked").update(state="cancelled")
    Recommendation.objects.filter(case=case).update(state="done", answer="Done", closed_on=case.notified_on)
    then = timezone.now() - timedelta(days=15)
    case.panel.retention_years, case.panel.retention_basis = 1, "A schedule"
    case.panel.save()
    Case.objects.filter(pk=case.pk).update(died_on=died_on or case.died_on - timedelta(days=4000))
    return Disposal.objects.create(
        case=case, state="approved", rule="1 year after the death", due_on=case.died_on, died_in=2015,
        reason=TOKEN, proposed_by=first, proposed_at=then, approved_by=second, approved_at=then,
        erase_after=then + timedelta(days=14),
    )  # fmt: skip
