"""Background work of reporting: a nudge for one file, a sweep for what a lost nudge or worker left behind."""

from celery import shared_task

from reporting.annual_report import exporting
from reporting.annual_report.publishing import preparing

SWEEP = 20


@shared_task(name="reporting.make_export")
def make_export(export_id: str) -> bool:
    """Makes this file unless it is made or being made."""
    return exporting.run(export_id)


@shared_task(name="reporting.run_due_exports")
def run_due_exports() -> int:
    """Makes what is due, oldest first."""
    made = 0
    while made < SWEEP and exporting.run():
        made += 1
    return made


@shared_task(name="reporting.prepare_publication")
def prepare_publication(publication_id: str) -> bool:
    """Prepares this edition unless it is prepared or withdrawn."""
    return preparing.run(publication_id)


@shared_task(name="reporting.prepare_due_publications")
def prepare_due_publications() -> int:
    """Prepares what is due, oldest first."""
    made = 0
    while made < SWEEP and preparing.run():
        made += 1
    return made
