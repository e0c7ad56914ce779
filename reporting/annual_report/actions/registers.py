"""What reports cite and abbreviate: added, corrected, taken away. A published edition has kept its own."""

from uuid import UUID

from django.db import transaction

from audit.recording import record
from common.errors import NotNow
from common.models import save_version
from reporting.annual_report import policy
from reporting.annual_report.live.models import Source, Term


@transaction.atomic
def add_source(*, panel, new_id: UUID, by, key: str, **fields) -> Source:
    """A source with a short name of its own. The same form sent twice is one source."""
    policy.open_report(by, panel)
    if Source.objects.filter(panel=panel, key=key).exclude(pk=new_id).exists():
        raise NotNow(
            "source_name_taken", f"A source called “{key}” is there already. Change that one, or choose a name."
        )
    _listed_once(panel, new_id, fields.get("url", ""))
    made, new = Source.objects.get_or_create(pk=new_id, defaults={"panel": panel, "key": key, **fields})
    if new:
        _note(made, by, "added")
    return made


@transaction.atomic
def save_source(*, source_id: UUID, version: int, by, **fields) -> Source:
    """Corrects a source; its short name stays, since texts use it."""
    row = Source.objects.select_for_update(of=("self",)).select_related("panel").get(pk=source_id)
    policy.open_report(by, row.panel)
    _listed_once(row.panel, row.pk, fields.get("url", ""))
    save_version(row, version=version, **fields)
    _note(row, by, "changed")
    return row


def _listed_once(panel, own: UUID, url: str) -> None:
    """One address is one source, so that the list of references does not hold it twice."""
    other = Source.objects.filter(panel=panel, url=url).exclude(pk=own).first() if url else None
    if other:
        raise NotNow("source_address_taken", f"“{other.key}” has this address already. Cite that one.")


@transaction.atomic
def add_term(*, panel, new_id: UUID, by, short: str, full: str) -> Term:
    """An abbreviation of the panel's own. The same form sent twice is one abbreviation."""
    policy.open_report(by, panel)
    if Term.objects.filter(panel=panel, short=short).exclude(pk=new_id).exists():
        raise NotNow("abbreviation_taken", f"“{short}” is in the list already. Change that entry.")
    made, new = Term.objects.get_or_create(pk=new_id, defaults={"panel": panel, "short": short, "full": full})
    if new:
        _note(made, by, "added")
    return made


@transaction.atomic
def save_term(*, term_id: UUID, version: int, full: str, by) -> Term:
    """Corrects what an abbreviation stands for."""
    row = Term.objects.select_for_update(of=("self",)).select_related("panel").get(pk=term_id)
    policy.open_report(by, row.panel)
    save_version(row, version=version, full=full)
    _note(row, by, "changed")
    return row


@transaction.atomic
def remove_source(*, source_id: UUID, version: int, by) -> None:
    """Takes a source away. A text that cites it says so at once, and cannot be signed off until it is changed."""
    _remove(Source, source_id, version, by)


@transaction.atomic
def remove_term(*, term_id: UUID, version: int, by) -> None:
    """Takes an abbreviation away."""
    _remove(Term, term_id, version, by)


def _remove(model, key: UUID, version: int, by) -> None:
    row = model.objects.select_for_update(of=("self",)).select_related("panel").filter(pk=key).first()
    if row is None:  # the same form sent twice
        return
    policy.open_report(by, row.panel)
    save_version(row, version=version)
    _note(row, by, "removed")
    row.delete()


def _note(row: Source | Term, by, change: str) -> None:
    record("report_register_changed", by=by, subject=row, panel=row.panel, label=str(row), details={"change": change})
