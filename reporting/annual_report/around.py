"""The chapter of context: what others published about the area, each value with its period, source and date."""

from common.documents.model import Block, TableBlock, words

INTRO = (
    "These values were published by others. They count all children or births of an area, not the deaths in this "
    "report. Each stands with its own period and source."
)


def context(snapshot: dict) -> list[Block]:
    """One table an indicator. A table that mixes periods or kinds of area says so."""
    found = snapshot.get("context", [])
    return [words(INTRO), *(_table(one) for one in found)] if found else []


def _table(one: dict) -> TableBlock:
    limits = any(value["interval"] for value in one["values"])
    header = (
        "Area",
        "Period",
        one["unit"][:1].upper() + one["unit"][1:] or "Value",
        *(("95% interval",) if limits else ()),
    )
    rows = tuple(
        (value["area"], value["period"], value["value"], *((value["interval"] or "–",) if limits else ()))
        for value in one["values"]
    )
    numeric = (False, False, True, *((True,) if limits else ()))
    note = " ".join([*([one["warning"]] if one["warning"] else []), f"Source: {'; '.join(one['sources'])}."])
    mark = f"table-context-{one['key']}".replace("_", "-")
    return TableBlock(mark, one["name"], header, rows, numeric, note, figures=False)
