"""Where papers, meetings and minutes may name somebody. They should name nobody; a search shows where they do."""

from common.mentions import Place

MEETING = "meeting__panel"

PLACES = (
    Place("panels.CaseSummary", "Anonymised summary"),
    Place("panels.ChosenAnswer", "Answers chosen for the papers"),
    Place("panels.Extract", "Returns chosen for the papers"),
    Place("panels.WordsDecision", "What was decided about words in the papers"),
    Place("panels.PackPaper", "Papers of the panel"),
    Place("panels.AgendaItem", "Agenda"),
    Place("panels.Conflict", "Conflicts of interest"),
    Place("panels.PossibleConflict", "Possible conflicts of interest"),
    Place("panels.CaseHold", "Cases held back"),
    Place("panels.Discussion", "What was said at the meeting", ("item__case",)),
    Place("panels.Telling", "What other bodies are told after a meeting", ("item__case",)),
    Place("panels.FamilyFeedback", "Feedback for the family"),
    Place("panels.Meeting", "Panel meetings", panel="panel"),
    Place("panels.Invitation", "Invitations to panel meetings", panel=MEETING),
    Place("panels.Minutes", "Minutes of panel meetings", panel=MEETING),
    Place("panels.Pack", "Papers taken back", panel=MEETING),
    Place("panels.Seat", "Seats of the panel", panel="panel"),
)
