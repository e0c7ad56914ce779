"""Meetings, who is invited, what is on the agenda, who must not see what."""

from panels.models.agenda import AgendaItem, CaseSummary
from panels.models.answer import ChosenAnswer
from panels.models.conflict import Conflict, PossibleConflict
from panels.models.feedback import FamilyFeedback
from panels.models.floor import Discussion, Movement, Sitting
from panels.models.hold import CaseHold
from panels.models.meeting import Invitation, Meeting
from panels.models.minutes import Minutes
from panels.models.pack import Extract, Pack, PackPaper, PaperRead, WordsDecision
from panels.models.private import FactorRating, PrivateNote
from panels.models.seat import Seat, SeatHolding
from panels.models.telling import Telling

__all__ = [
    "AgendaItem", "CaseHold", "CaseSummary", "ChosenAnswer", "Conflict", "Discussion", "Extract", "FactorRating",
    "FamilyFeedback", "Invitation", "Meeting", "Minutes", "Movement", "Pack", "PackPaper", "PaperRead",
    "PossibleConflict", "PrivateNote", "Seat", "SeatHolding", "Sitting", "Telling", "WordsDecision",
]  # fmt: skip
