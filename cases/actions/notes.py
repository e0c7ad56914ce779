"""Dated entries on the timeline, written by hand. Never edited: a correction is a new note."""

from datetime import date

from django.db import transaction

from audit.recording import record
from cases import policy
from cases.models import Case, CaseNote
from common.dates import today
from common.errors import NotNow


@transaction.atomic
def add(*, case_id, new_id, by, happened_on: date, text: str) -> CaseNote:
    """Adds a note; the manager and the designated doctor of the area may."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.contribute(case, by)
    there = CaseNote.objects.filter(pk=new_id, case=case).first()
    if there:
        return there
    if happened_on > today():
        raise NotNow("date", "A note is about today or the past.")
    made = CaseNote.objects.create(id=new_id, case=case, happened_on=happened_on, text=text, by_id=by.pk)
    record("note_added", by=by, subject=made, case=case, label=case.reference)
    return made
