"""The figures that a text can refer to, found by words. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reporting.annual_report.live import values
from reporting.annual_report.live.tokens import figure

MOST = 40


@dataclass(frozen=True)
class Found:
    """One row of a figure with the ways to refer to it; ``hidden`` where the public edition does not show it."""

    title: str
    label: str
    ways: tuple[tuple[str, str], ...]
    hidden: bool


def search(tables: values.Tables, public: values.Tables, summaries: Mapping[str, str], query: str) -> list[Found]:
    """Rows whose figure, label or code holds every word asked for."""
    wanted = query.lower().split()
    if not wanted:
        return []
    found = [one for table in tables.values() for one in _rows(table, public, summaries, wanted)]
    return found[:MOST]


def _rows(table: dict, public: values.Tables, summaries: Mapping[str, str], wanted: list[str]) -> Iterator[Found]:
    about = f"{table['key']} {table['title']} {summaries.get(table['key'], '')}".lower()
    for row in table["rows"]:
        text = f"{about} {row['label']} {row['code']}".lower()
        ways = tuple((figure(path), value) for path, value in values.measures(table, row))
        if ways and all(word in text for word in wanted):
            yield Found(table["title"], row["label"], ways, hidden=_hidden(public, table["key"], row["code"]))
    yield from _of_whole(table, about, wanted)


def _of_whole(table: dict, about: str, wanted: list[str]) -> Iterator[Found]:
    for name, number in table.items():
        if name.endswith("_days") and number is not None:
            label = name.replace("_", " ").removesuffix(" days").capitalize()
            if all(word in f"{about} {label}".lower() for word in wanted):
                ways = (
                    (
                        figure(f"{table['key']}.{name}"),
                        values.value({table["key"]: table}, "", f"{table['key']}.{name}"),
                    ),
                )
                yield Found(table["title"], label, ways, hidden=False)


def _hidden(public: values.Tables, key: str, code: str) -> bool:
    row = values.sentences.row_of(public[key], code) if key in public else None
    return row is None or row["count"] is None
