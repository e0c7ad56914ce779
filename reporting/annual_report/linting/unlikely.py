"""Shares so far from what is usual that the cases should be looked at before anybody writes about them. Pure.

Arithmetic finds nothing wrong with 28 of 29 babies born early; whoever knows the field asks whether it can be true.
"""

from collections.abc import Iterable, Iterator

from reporting.annual_report.linting.remarks import Remark, masked
from reporting.annual_report.live import values
from reporting.annual_report.live.tokens import FIGURE, tokens
from reporting.checking.reading import PERCENT
from reporting.comparing import beside

CODE = "look_first"
NEARLY_ALL = 95
"""Per cent of a base from which on a share says of nearly every child the same."""
FEWEST = 10
"""A smaller base reaches such shares by chance."""
FAR = 20
"""Percentage points from what others published, where the interval does not hold it either."""
ASK = "Look at its cases: an entry that is wrong or not known shows itself so."


def remarks(text: str, tables: values.Tables, year: str, comparators: Iterable[dict]) -> Iterator[Remark]:
    """One for each reference to such a share, and for each that is typed."""
    others = {beside(one["key"]): one for one in comparators if one["unit"].startswith("per cent")}
    for token in tokens(text):
        place = values.find_any(tables, year, token.target) if token.kind == FIGURE else None
        why = place and place.row and _why(place.table, place.row, others)
        if place and place.row and why:
            of = (place.table["key"], place.row["code"])
            yield Remark(token.start, token.raw, CODE, f"{why} {ASK}", of=of)
    for match in PERCENT.finditer(masked(text)):
        if NEARLY_ALL <= float(match["p"]) <= 100:
            yield Remark(match.start(), match[0], CODE, f"So high a share is rare. {ASK}")


def _why(table: dict, row: dict, others: dict[tuple[str, str], dict]) -> str:
    """In a sentence; nothing where the share is no reason to ask."""
    share, base = row["percent"], table["base"]
    if share is None or not base or base < FEWEST or len(table["rows"]) == 1:
        return ""
    other = others.get((table["key"], row["code"]))
    if other and abs(share - other["value"]) >= FAR and not row["low"] <= other["value"] <= row["high"]:
        theirs = f"{other['value']:g}% in {other['area']} in {other['period']}"
        return f"It is {row['count']:,} of {base:,} ({share}%), and {theirs}."
    return f"It is {row['count']:,} of {base:,} ({share}%), nearly all." if share >= NEARLY_ALL else ""
