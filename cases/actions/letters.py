"""A panel's own wording of the emails to agencies."""

from django.db import transaction

from accounts.models import Panel
from audit.recording import record
from cases import letters, policy
from cases.models import Letter
from common.errors import NotNow
from common.models import save_version


@transaction.atomic
def save(*, panel: Panel, kind: str, version: int, by, subject: str, body: str) -> Letter:
    """Keeps a wording. ``version`` is 0 where the standard wording was in use; an unknown mark is refused."""
    policy.letters(panel, by)
    wrong = letters.faults(kind, subject, body)
    if wrong:
        raise NotNow("marks", next(iter(wrong.values())))
    row = Letter.objects.select_for_update().filter(panel=panel, kind=kind).first()
    if row is None:
        row = Letter.objects.create(panel=panel, kind=kind, subject=subject, body=body)
    elif (row.subject, row.body) != (subject, body):
        save_version(row, version=version, subject=subject, body=body)
    else:
        return row
    record("letter_changed", by=by, subject=row, panel=panel, details={"kind": kind})
    return row


@transaction.atomic
def restore(*, panel: Panel, kind: str, by) -> None:
    """Goes back to the standard wording."""
    policy.letters(panel, by)
    row = Letter.objects.select_for_update().filter(panel=panel, kind=kind).first()
    if row is not None:
        row.delete()
        record("letter_restored", by=by, subject="cases.letter", panel=panel, details={"kind": kind})
