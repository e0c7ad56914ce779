"""Where the annual report may name somebody."""

from common.mentions import Place

REPORT = "report__panel"

PLACES = (
    Place("reporting.Source", "References of the annual report", panel="panel"),
    Place("reporting.Term", "Abbreviations of the annual report", panel="panel"),
    Place("reporting.Section", "Annual report", panel=REPORT),
    Place("reporting.SectionVersion", "Earlier versions of the annual report", panel="section__report__panel"),
    Place("reporting.SectionComment", "Comments on the annual report", panel="section__report__panel"),
    Place("reporting.Acceptance", "What was accepted in the annual report", panel="section__report__panel"),
    Place("reporting.WordTemplate", "The panel’s Word template", panel="panel"),
    Place("reporting.Export", "Files of the annual report", panel=REPORT),
    Place("reporting.Publication", "Editions of the annual report", panel=REPORT),
)
