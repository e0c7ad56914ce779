"""Reads about possible conflicts of interest."""

from collections.abc import Iterable
from uuid import UUID

from django.shortcuts import get_object_or_404

from panels.models import AgendaItem, Meeting, PossibleConflict
from panels.selectors import cases_for
from panels.selectors.scope import meeting_for


def unsettled(meeting: Meeting, user) -> list[PossibleConflict]:
    """What the reader may settle: about others, for cases on this agenda that are open to the reader."""
    on_agenda = meeting.agenda.standing().filter(case__in=cases_for(user)).values("case")
    rows = PossibleConflict.objects.filter(case__in=on_agenda, state=PossibleConflict.State.OPEN)
    return list(rows.exclude(user_id=user.pk).select_related("user", "case"))


def waiting_of(user, cases: Iterable) -> set:
    """The keys among ``cases`` that are shut to this person until it is settled whether they have a conflict."""
    rows = PossibleConflict.objects.filter(case__in=list(cases), user_id=user.pk, state=PossibleConflict.State.OPEN)
    return {row.case_id for row in rows if row.personal}


def shut(items: Iterable[AgendaItem]) -> set[tuple]:
    """The pairs (case key, user key) for which that is to be settled, of the cases of these items."""
    cases = [item.case_id for item in items]
    rows = PossibleConflict.objects.filter(case__in=cases, state=PossibleConflict.State.OPEN)
    return {(row.case_id, row.user_id) for row in rows if row.personal}


def possible_for(meeting_key: UUID, key: UUID, user) -> PossibleConflict:
    """One that stands on an agenda in scope, for a case that is open to the reader, about somebody else."""
    meeting = meeting_for(meeting_key, user)
    on_agenda = meeting.agenda.standing().filter(case__in=cases_for(user)).values("case")
    rows = PossibleConflict.objects.filter(case__in=on_agenda).exclude(user_id=user.pk)
    return get_object_or_404(rows.select_related("user", "case"), pk=key)
