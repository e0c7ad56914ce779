"""What an erasure takes away of papers and meetings, in this order. Meetings stay, and who came to them."""

from cases.erasing import Part

GOES = (
    Part("panels.PaperRead", ("paper__case",)),
    Part("panels.PackPaper"),
    Part("panels.Extract"),
    Part("panels.ChosenAnswer"),
    Part("panels.WordsDecision"),
    Part("panels.Discussion", ("item__case",)),
    Part("panels.Telling", ("item__case",)),
    Part("panels.PrivateNote", ("item__case",)),
    Part("panels.FactorRating", ("item__case",)),
    Part("panels.AgendaItem"),
    Part("panels.CaseSummary"),
    Part("panels.FamilyFeedback"),
    Part("panels.CaseHold"),
    Part("panels.Conflict"),
    Part("panels.PossibleConflict"),
)
