"""Shares of one whole in a sentence that do not add up to 100, typed or referred to, without a word on why. Pure."""

import re
from collections.abc import Iterator
from decimal import Decimal

from reporting.annual_report.linting.remarks import Remark, masked, sentences
from reporting.annual_report.live import values
from reporting.annual_report.live.tokens import FIGURE, tokens
from reporting.checking.reading import PERCENT

ROUNDING = re.compile(r"\bround", re.IGNORECASE)
FEWEST = 3
NEAR = (97, 103)
"""Three parts and more that miss 100 by no more than this were meant to be the parts of one whole."""


def remarks(text: str, tables: values.Tables, year: str) -> Iterator[Remark]:
    """One for each sentence."""
    for start, sentence in sentences(text):
        if ROUNDING.search(sentence):
            continue
        typed = [(start + match.start(), match[0], Decimal(match["p"])) for match in PERCENT.finditer(masked(sentence))]
        yield from _missing(typed)
        yield from _missing(_of_all_rows(start, sentence, tables, year))


def _missing(parts: list[tuple[int, str, Decimal]]) -> Iterator[Remark]:
    total = sum(share for _, _, share in parts)
    if len(parts) >= FEWEST and total != 100 and NEAR[0] <= total <= NEAR[1]:
        start, words, _ = parts[0]
        terms = " + ".join(f"{share}" for _, _, share in parts)
        reason = f"{terms} = {total}%. Say beside them that rounding is why they do not add up to 100%."
        yield Remark(start, words, "sum_is_not_100", reason)


def _of_all_rows(start: int, sentence: str, tables: values.Tables, year: str) -> list[tuple[int, str, Decimal]]:
    """The percentages that a sentence refers to, where they are of every row of one table."""
    found = {}
    for token in tokens(sentence):
        place = values.find_any(tables, year, token.target) if token.kind == FIGURE else None
        if place and place.row and place.table["parts"] and place.measure in ("percent", "share"):
            share = place.row["percent"]
            if share is not None:
                found[place.table["key"], place.row["code"]] = (start + token.start, token.raw, Decimal(share))
    keys = {key for key, _ in found}
    rows = {one["code"] for key in keys for one in tables[key]["rows"] if one["count"] != 0}
    whole = len(keys) == 1 and rows <= {code for _, code in found}
    return list(found.values()) if whole else []
