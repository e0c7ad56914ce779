"""A document with every kind of block, and with text that means mischief to one format or another."""

from dataclasses import replace

from common.documents.model import (
    Callout,
    Document,
    Em,
    Figure,
    Heading,
    Headline,
    Headlines,
    Link,
    List,
    Note,
    Para,
    Plot,
    Strong,
    TableBlock,
    Text,
    Xref,
    bullets,
    words,
)

HOSTILE = (
    "<script>alert(1)</script> &amp; {{ settings }} {% now %}",
    '#panic("x") $x^2$ *bold* _em_ @ref \\ // comment #include "/etc/passwd"',
    "=HYPERLINK(1) +1 -2 @SUM(A1)",
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80" viewBox="0 0 200 80">'
    '<g id="clip1"><rect width="90" height="20" fill="#12436D"/></g>'
    '<text x="4" y="50" font-family="Arial, Arimo" font-size="14">Under 28 days</text></svg>'
)
ROWS = (
    ("0 to 27 days", 21, 43, 30.0, 56.7),
    ("=1+1", 8, 16, 8.5, 29.0),
    ("10 to 14 years", "[c]", "[c]", "[c]", "[c]"),
    ("Not known", 1, "–", "–", "–"),
    ("All deaths", 1050, "–", "–", "–"),
)


def table(**fields) -> TableBlock:
    """A table of figures."""
    values = {
        "id": "table-age",
        "caption": "Deaths notified by age",
        "header": ("Age", "Deaths", "Per cent", "95% lower", "95% upper"),
        "rows": ROWS,
        "numeric": (False, True, True, True, True),
        "note": "Rounded.",
        "total": True,
    }
    return TableBlock(**(values | fields))


PLOTS = {
    "figure-age": Plot("column", ("0 to 27 days", "=1+1", "10 to 14 years"), (21, 8, None)),
    "figure-again": Plot("bar", ("10 to 14 years", "0 to 27 days", "=1+1"), (None, 21, 8)),
}


def plotted(plots: dict[str, Plot] = PLOTS) -> Document:
    """The sample with charts that Word draws itself."""
    made = document()
    blocks = (replace(block, plot=plots[block.id]) if isinstance(block, Figure) else block for block in made.blocks)
    return replace(made, blocks=tuple(blocks))


def document(*more, **fields) -> Document:
    """The whole sample."""
    blocks = (
        Heading(1, "Executive summary", "summary"),
        Headlines("Deaths notified", (Headline("50", "deaths notified", "48 the year before"),)),
        *(words(text) for text in HOSTILE),
        Para((Text("See "), Xref("table-age"), Text(" and "), Xref("figure-age"), Strong(" now"), Note("A note #1"))),
        Callout("Key themes", (words("Three themes."), bullets("Smoking", "Safer sleep"))),
        Heading(1, "Deaths notified", "notified"),
        Heading(2, "Age at death", "age"),
        Para((Em("The largest group"), Text(" is shown first."))),
        Figure("figure-age", SVG, "Bar chart of deaths by age", "Deaths notified by age", "Source: records."),
        table(),
        List((words("First").parts, words("Second").parts), ordered=True),
        Para((Text("By law "), Link("[1]", "#source-act"), Link("read it", "https://example.org/act?a=1&b=2"))),
        Callout("", (words("A box without a title."), bullets("Boxed"))),
        List((words("The Act.").parts,), ordered=True, ids=("source-act",)),
        Figure("figure-again", SVG, "The same again", "Deaths again"),
        TableBlock("table-words", "Members", ("Role", "Agency"), (("Chair", "Sample Council"),), figures=False),
        *more,
    )
    values = {
        "title": "Annual report 2024/25",
        "subtitle": "1 April 2024 to 31 March 2025",
        "organisation": "Sampleshire CDOP",
        "edition": "Public edition",
        "date": "2026-11-23",
        "marking": "CONFIDENTIAL",
        "cover": (("Figures as at", "23 November 2026"),),
        "blocks": blocks,
    }
    return Document(**(values | fields))
