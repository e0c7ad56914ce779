"""Meetings, who is invited, what is on the agenda, who must not see what."""

from panels.models.agenda import AgendaItem, CaseSummary
from panels.models.conflict import Conflict
from panels.models.floor import Discussion, Movement, Sitting
from panels.models.hold import CaseHold
from panels.models.meeting import Invitation, Meeting

__all__ = [
    "AgendaItem", "CaseHold", "CaseSummary", "Conflict", "Discussion", "Invitation", "Meeting", "Movement", "Sitting",
]  # fmt: skip
