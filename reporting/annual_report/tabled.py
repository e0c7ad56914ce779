"""A protected table as a block: the same rows, with what is not known and the whole beneath them."""

from common.documents.model import Block, Cell, Figure, Heading, Plot, TableBlock, words
from reporting.annual_report import compared, sentences, wording

HIDDEN = "[c]"
NONE = "–"
EDITABLE = "editable"
WIDEST_GRID = 6
"""More columns than this leave their headings no room on a page."""
SHARES = ("Per cent", "95% lower", "95% upper")


def blocks_of(snapshot: dict, table: dict) -> list[Block]:
    """Heading, leading sentence, chart and table of one figure; headings come from what the table is."""
    mark = table["key"].replace(".", "-").replace("_", "-")
    made: list[Block] = [Heading(2, heading(table), mark)]
    sentence = sentences.lead(table)
    if sentence:
        made.append(words(sentence))
    made += compared.sentences_of(snapshot, table)
    chart = snapshot["charts"].get(table["key"])
    if chart:
        source = f"Source: {chart['source']}."
        plot = _plot(chart) if snapshot.get("word", {}).get("charts") == EDITABLE else None
        made.append(Figure(f"figure-{mark}", chart["svg"], chart["alt"], table["title"], source, plot))
    made.append(table_block(snapshot, table, f"table-{mark}"))
    return made


def _plot(chart: dict) -> Plot:
    plot = chart["plot"]
    return Plot(plot["kind"], tuple(plot["names"]), tuple(plot["values"]))


def heading(table: dict) -> str:
    """The subject in words; a figure without a wording of its own shows its key's words."""
    name = sentences.subject(table["key"])
    return wording.SUBJECTS.get(name) or name.replace("_", " ").capitalize()


def table_block(snapshot: dict, table: dict, mark: str) -> TableBlock:
    """The numbers. Percentages stand only where there are any."""
    if table.get("grid"):
        return _grid(snapshot, table, mark)
    if table.get("per"):
        return _rates(snapshot, table, mark)
    if table.get("each"):
        return _own_bases(snapshot, table, mark)
    shares = any(row["percent"] is not None for row in table["rows"])
    first = wording.FIRST_COLUMN.get(sentences.subject(table["key"])) or heading(table)
    header = (first, _counted(table), *(SHARES if shares else ()))
    rows = [_row(row, shares) for row in table["rows"]]
    whole = table["parts"] and table["shares"] and table["base"] is not None
    if whole:
        rows += _beneath(table, shares)
    return TableBlock(
        mark,
        table["title"],
        header,
        tuple(rows),
        (False, *(True for _ in header[1:])),
        _note(snapshot, table, shares),
        total=whole and not table.get("rounded"),
    )


def _grid(snapshot: dict, table: dict, mark: str) -> TableBlock:
    """A table with two ways: one row down, one column across."""
    (down, across), counts = table["grid"], {row["code"]: row["count"] for row in table["rows"]}
    if len(across) > WIDEST_GRID:
        return _pairs(snapshot, table, mark)
    rows = tuple((label, *(counts[f"{code}:{other}"] for other, _ in across)) for code, label in down)
    header = ("Group", *(label for _, label in across))
    numeric = (False, *(True for _ in across))
    return TableBlock(mark, table["title"], header, rows, numeric, _note(snapshot, table, False))


def _pairs(snapshot: dict, table: dict, mark: str) -> TableBlock:
    """The same where the columns would be too narrow for their headings: one line for each cell that counts any."""
    (down, across), counts = table["grid"], {row["code"]: row["count"] for row in table["rows"]}
    first, second = wording.GRID_COLUMNS.get(sentences.subject(table["key"]), ("Group", "And group"))
    rows = tuple(
        (label, inner, counts[f"{code}:{other}"])
        for code, label in down
        for other, inner in across
        if counts[f"{code}:{other}"] != 0
    )
    note = f"What no review had stands in no line. {_note(snapshot, table, False)}"
    return TableBlock(mark, table["title"], (first, second, _counted(table)), rows, (False, False, True), note)


def _rates(snapshot: dict, table: dict, mark: str) -> TableBlock:
    """Numbers with their population and rate."""
    first = wording.FIRST_COLUMN.get(sentences.subject(table["key"]), "Area")
    header = (first, _counted(table), "Population", f"Rate for each {table['per']:,}", "95% lower", "95% upper")
    rows = tuple(
        (
            row["label"], row["count"],
            *(NONE if row[name] is None else row[name] for name in ("population", "rate", "rate_low", "rate_high")),
        )
        for row in table["rows"]
    )  # fmt: skip
    numeric = (False, *(True for _ in header[1:]))
    return TableBlock(mark, table["title"], header, rows, numeric, _note(snapshot, table, False))


def _own_bases(snapshot: dict, table: dict, mark: str) -> TableBlock:
    """Numbers, each with a base of its own and the share of it; the median where rows have one."""
    names = ["population", "percent", "low", "high"]
    timed = any(row["days"] is not None for row in table["rows"])
    names += ["days"] if timed else []
    header = (
        wording.FIRST_COLUMN.get(sentences.subject(table["key"]), "Group"),
        *table["each"],
        *SHARES,
        *(("Median days",) if timed else ()),
    )
    rows = tuple(
        (row["label"], row["count"], *(NONE if row[name] is None else row[name] for name in names))
        for row in table["rows"]
    )
    return TableBlock(
        mark, table["title"], header, rows, (False, *(True for _ in header[1:])), _note(snapshot, table, False)
    )


def _counted(table: dict) -> str:
    name = sentences.subject(table["key"])
    if name in wording.COUNTED:
        return wording.COUNTED[name]
    if not table.get("of_people", True):
        return "Number"
    if name in wording.OF_INFANTS:
        return "Infants"
    return "Deaths" if table["cohort"] == "notified" else "Reviews"


def _row(row: dict, shares: bool) -> tuple[Cell, ...]:
    if row["suppressed"]:
        return (row["label"], HIDDEN, *((HIDDEN,) * 3 if shares else ()))
    limits = (row["percent"], row["low"], row["high"])
    return (row["label"], row["count"], *((NONE if n is None else n for n in limits) if shares else ()))


def _beneath(table: dict, shares: bool) -> list[tuple[Cell, ...]]:
    counted = _counted(table).lower()
    whole = "All" if counted == "number" else f"All {counted}"
    unknown = HIDDEN if table["not_known"] is None else table["not_known"]
    rows = (("Not known", unknown), *(() if table.get("rounded") else ((whole, table["base"] + table["not_known"]),)))
    return [(label, number, *((NONE,) * 3 if shares else ())) for label, number in rows]


def _note(snapshot: dict, table: dict, shares: bool) -> str:
    parts = [f"Per cent of {table['base']:,} with a known answer; 95% Wilson limits." if shares else "", table["note"]]
    parts.append(f"Source: case records of {snapshot['panel']['name']}, as at {snapshot['as_at']}.")
    return " ".join(part for part in parts if part)
