"""What others published beside a figure of the panel: with year and source, and the word that the rule gives. Pure."""

from collections.abc import Iterator
from datetime import date

from common.documents.model import Block, words
from reporting.annual_report import sentences
from reporting.comparing import Against, Own, beside, in_words


def sentences_of(snapshot: dict, table: dict) -> list[Block]:
    """A paragraph for each figure of others that belongs to a row of this table, in the order of its rows."""
    return [words(text) for row in table["rows"] for text in _of_row(snapshot, table["key"], row)]


def _of_row(snapshot: dict, key: str, row: dict) -> Iterator[str]:
    year = snapshot["year"]
    for one in snapshot.get("comparators", ()):
        if beside(one["key"]) in ((key, row["code"]), (key, "" if row["code"] == year["code"] else None)):
            read_on = date.fromisoformat(one["read_on"])
            against = Against(one["area"], one["period"], one["value"], one["source"], read_on)
            yield in_words(against, one["label"], one["unit"], _own(row), year["label"])


def _own(row: dict) -> Own | None:
    """The share of a row, where this edition shows one."""
    if row["low"] is None:
        return None
    limits = f"95% confidence interval {sentences.whole(row['low'])}% to {sentences.whole(row['high'])}%"
    return Own(f"{row['percent']}%", limits, row["low"], row["high"])
