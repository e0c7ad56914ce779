"""A short invented report, so that a template can be looked at before anything real is written with it. Pure."""

from common.documents.model import (
    Block,
    Callout,
    Document,
    Figure,
    Heading,
    Headline,
    Headlines,
    List,
    Note,
    Para,
    TableBlock,
    Text,
    Xref,
    bullets,
    words,
)

ROWS = (("Hospital", 30, 60.0), ("Home", 15, 30.0), ("Elsewhere", 5, 10.0), ("All", 50, 100.0))
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="150" viewBox="0 0 640 150">'
    '<g font-family="Arial, Arimo" font-size="15" fill="#0B0C0C"><text x="100" y="31" text-anchor="end">Hospital</text>'
    '<text x="100" y="79" text-anchor="end">Home</text><text x="100" y="127" text-anchor="end">Elsewhere</text>'
    '<text x="590" y="31">30</text><text x="356" y="79">15</text><text x="200" y="127">5</text></g>'
    '<g fill="#12436D"><rect x="110" y="14" width="470" height="24"/><rect x="110" y="62" width="235" height="24"/>'
    '<rect x="110" y="110" width="78" height="24"/></g></svg>'
)


def document(organisation: str, on: str) -> Document:
    """Every kind of block once."""
    return Document(
        "Trial of the Word template",
        "Invented words and numbers",
        organisation,
        "For trying the template only",
        on,
        "TRIAL",
        (("Figures as at", "never: they are invented"),),
        _blocks(),
    )


def _blocks() -> tuple[Block, ...]:
    seen = Para(
        (Text("As "), Xref("table-trial"), Text(" and "), Xref("figure-trial"), Text(" show."), Note("A note."))
    )
    return (
        Heading(1, "A chapter", "chapter"),
        Headlines("The year in numbers", (Headline("50", "invented deaths", "48 the year before"),)),
        Heading(2, "A section", "section"),
        seen,
        bullets("A line with a bullet", "Another"),
        List((words("The first step").parts, words("The second step").parts), ordered=True),
        Callout("A box", (words("For those who only leaf through."),)),
        Heading(3, "A subheading", "subheading"),
        Figure("figure-trial", DRAWING, "Hospital 30; home 15; elsewhere 5.", "Invented deaths by place"),
        TableBlock("table-trial", "Invented deaths by place", ("Place", "Deaths", "Per cent"), ROWS,
                   (False, True, True), "Invented.", total=True),
        Heading(1, "Another chapter", "another"),
        words("It begins where the template wants chapters to begin."),
    )  # fmt: skip
