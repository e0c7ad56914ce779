"""Meetings, who is invited, what is on the agenda, who must not see what."""

from panels.models.agenda import AgendaItem, CaseSummary
from panels.models.conflict import Conflict
from panels.models.meeting import Invitation, Meeting

__all__ = ["AgendaItem", "CaseSummary", "Conflict", "Invitation", "Meeting"]
