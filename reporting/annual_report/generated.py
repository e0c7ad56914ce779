"""The parts of the report that are made of records: each a function from the snapshot to blocks."""

import re
from collections.abc import Callable, Sequence

from common.documents.model import Block, Callout, Heading, Headline, Headlines, List, TableBlock, Text, words
from reporting.annual_report import sentences, wording
from reporting.annual_report.around import context
from reporting.annual_report.sentences import count_of, row_of
from reporting.comparing import RULE


def headlines(snapshot: dict) -> list[Block]:
    """The year at a glance: cards for the two cohorts, then the key numbers as a table."""
    tables = {table["key"]: table for table in snapshot["tables"]}
    made: list[Block] = [words(wording.COHORTS)]
    for title, cards in (
        (f"Deaths notified in {snapshot['year']['label']}", _notified_cards(tables)),
        (f"Deaths reviewed in {snapshot['year']['label']}", _reviewed_cards(tables)),
    ):
        if cards:
            made.append(Headlines(title, tuple(cards)))
    return [*made, _key_numbers(snapshot, tables)]


def _notified_cards(tables: dict) -> list[Headline]:
    cards = [_total(tables, "notified.by_year", "deaths notified")]
    cards.append(_share(tables, "notified.age", "0-27d", "aged under 28 days"))
    cards.append(_share(tables, "notified.place", "hospital", "died in hospital"))
    return [card for card in cards if card]


def _reviewed_cards(tables: dict) -> list[Headline]:
    held = count_of(tables, "meetings.held")
    meetings = "" if not held else f"at {held} meeting{'' if held == 1 else 's'}"
    cards = [_total(tables, "reviewed.by_year", "reviews completed", meetings)]
    cards.append(_share(tables, "reviewed.modifiability", "modifiable", "with a modifiable factor"))
    cards.append(_median(tables.get("reviewed.time_to_review")))
    return [card for card in cards if card]


def _total(tables: dict, key: str, label: str, more: str = "") -> Headline | None:
    rows = [row for row in tables[key]["rows"] if row["count"] is not None] if key in tables else []
    if not rows:
        return None
    *before, last = rows
    earlier = " and ".join(f"{row['count']:,} in {row['label']}" for row in reversed(before))
    return Headline(f"{last['count']:,}", label, "; ".join(part for part in (more, earlier) if part))


def _share(tables: dict, key: str, code: str, label: str) -> Headline | None:
    row = row_of(tables[key], code) if key in tables else None
    if row is None or row["percent"] is None:
        return None
    known = wording.KNOWN.get(sentences.subject(key))
    base = f"{tables[key]['base']:,}" + (f" for which {known}" if known and tables[key]["not_known"] else "")
    limits = f"; 95% interval {sentences.whole(row['low'])}% to {sentences.whole(row['high'])}%"
    return Headline(
        f"{row['percent']}%", label, f"{row['count']:,} of {base}{limits if row['low'] is not None else ''}"
    )


def _median(table: dict | None) -> Headline | None:
    if not table or table.get("median_days") is None:
        return None
    months = row_of(table, "under_6m")
    share = f"{months['percent']}% within 6 months" if months and months["percent"] is not None else ""
    return Headline(sentences.days(table["median_days"]), "median time to review", share)


def _key_numbers(snapshot: dict, tables: dict) -> TableBlock:
    measures = (
        ("Deaths notified", "notified.total"),
        ("Reviews completed", "reviewed.total"),
        ("Panel meetings held", "meetings.held"),
    )
    rows = tuple((label, _shown(count_of(tables, key))) for label, key in measures if key in tables)
    caption = f"Key numbers, {snapshot['year']['first']} to {snapshot['year']['last']}"
    return TableBlock("table-key-numbers", caption, ("Measure", snapshot["year"]["label"]), rows, (False, True))


def _shown(number: int | None) -> int | str:
    return "[c]" if number is None else number


def membership(snapshot: dict) -> list[Block]:
    """The seats of the panel: agency, role and term of who holds each; the confidential edition adds the names."""
    people = snapshot["members"]
    if not people:
        return []
    columns = {"role": "Role", "agency": "Agency", "seat": "Kind"}
    if any(person.get("place") for person in people):  # a panel without a register has no seats to name
        columns = {"place": "Seat", **columns, "role": "Held by", "term": "Term"}
    if any("name" in person for person in people):
        columns["name"] = "Name"
    header = tuple(columns.values())
    rows = [tuple(person[part] or "–" for part in columns) for person in people]
    caption = f"Membership of the panel, as at {snapshot['as_at'].partition(' at ')[0]}"
    intro = "Core members are invited to every meeting; others when a case needs their knowledge."
    return [words(intro), TableBlock("table-members", caption, header, tuple(dict.fromkeys(rows)), figures=False)]


def notified_cohort(snapshot: dict) -> list[Block]:
    """What the chapter counts."""
    year = snapshot["year"]
    text = (
        f"This chapter counts the deaths of children of which the panel was notified between {year['first']} and "
        f"{year['last']}, whether or not their review is complete."
    )
    return [words(text)]


def reviewed_cohort(snapshot: dict) -> list[Block]:
    """What the chapter counts."""
    year = snapshot["year"]
    text = (
        f"This chapter counts the deaths whose review the panel completed between {year['first']} and {year['last']}. "
        "Many of these children died in an earlier year, so its numbers differ from those of deaths notified."
    )
    return [words(text)]


def modifiable_meaning(snapshot: dict) -> list[Block]:
    """What a modifiable factor is, before any number of them."""
    return [Callout("What “modifiable” means", (words(wording.MODIFIABLE_MEANING),))]


def meetings(snapshot: dict) -> list[Block]:
    """How often the panel met, when, and who was there."""
    held = count_of({table["key"]: table for table in snapshot["tables"]}, "meetings.held")
    if not held:
        return [words(f"No meeting of the panel is recorded for {snapshot['year']['label']}.")]
    times = "once" if held == 1 else f"{held} times"
    made: list[Block] = [words(f"The panel met {times} in {snapshot['year']['label']}.")]
    rows = tuple((one["on"], one["theme"] or "General", one["present"], one["quorate"]) for one in snapshot["meetings"])
    header, numeric = ("Date", "Theme", "Members present", "Quorate"), (False, False, True, False)
    caption = f"Meetings held in {snapshot['year']['label']}"
    made.append(TableBlock("table-meetings", caption, header, rows, numeric, figures=False))
    if any(one["attended"] for one in snapshot["attendance"]):
        made += _attendance(snapshot)
    return made


def _attendance(snapshot: dict) -> list[Block]:
    parts = ("meetings", "attended", "by_deputy", "apologies", "absent", "not_invited", "vacant")
    rows = tuple((_seat_in_words(one), *(one[part] for part in parts)) for one in snapshot["attendance"])
    header = ("Seat", "Meetings", "Attended", "By deputy", "Apologies", "Absent", "Not invited", "Vacant")
    caption = f"Attendance by seat, {snapshot['year']['label']}"
    note = (
        "Numbers of meetings held while the panel had the seat. Attended: the holder or a deputy was present; by "
        "deputy is part of it. Attended, apologies, absent, not invited and vacant add up to the meetings. People "
        "without a seat on the register stand last, by agency and role, with the meetings they were invited to."
    )
    numeric = (False, *(True for _ in parts))
    table = TableBlock("table-attendance", caption, header, rows, numeric, note, figures=False)
    return [Heading(2, "Attendance", "attendance"), table]


def _seat_in_words(one: dict) -> str:
    return one["seat"] or ", ".join(part for part in (one["agency"], one["role"]) if part)


def recommendations(snapshot: dict) -> list[Block]:
    """The register: this year's, then older ones that were still open, each with owner, date and state."""
    made: list[Block] = [Heading(2, "Recommendations and what became of them", "recommendations")]
    if not snapshot["recommendations"]:
        return [*made, words("No recommendation was made in the year, and none was open from earlier years.")]
    for earlier, caption, mark in (
        (False, f"Recommendations made in {snapshot['year']['label']}", "made"),
        (True, "Recommendations of earlier years, open when the year began", "earlier"),
    ):
        found = [one for one in snapshot["recommendations"] if one["earlier"] is earlier]
        rows = tuple((f"{n}. {one['text']}", one["owner"], one["due"], one["became"]) for n, one in enumerate(found, 1))
        if rows:
            header = ("Recommendation", "Owner", "Due", "Progress")
            made.append(TableBlock(f"table-recommendations-{mark}", caption, header, rows, figures=False))
    return made


def methods(snapshot: dict) -> list[Block]:
    """Cohorts, base, rounding, intervals, protection, and how each figure is counted."""
    rule = wording.CONFIDENTIAL_RULE
    if snapshot["edition"] == "public":
        rule = wording.PUBLIC_RULE.format(**snapshot["profile"])
    parts = (
        ("Two groups of children", wording.COHORTS),
        ("Percentages and what is not known", wording.ROUNDING),
        ("Chance", wording.INTERVALS),
        *((("What others published", RULE),) if snapshot.get("comparators") else ()),
        ("Factors", wording.FACTORS),
        ("Small numbers", rule),
        ("Date of the figures", f"All figures come from the panel's case records as they stood on {snapshot['as_at']}. "
         "Records are corrected and completed later, so a figure can differ from one published earlier or in future."),
    )  # fmt: skip
    made: list[Block] = []
    for heading, text in parts:
        made += [Heading(2, heading, f"methods-{len(made)}"), words(text)]
    return [*made, *_definitions(snapshot)]


def _definitions(snapshot: dict) -> list[Block]:
    rows = tuple(
        (table["title"], _begun(table["definition"]["numerator"]), _begun(table["definition"]["denominator"]))
        for table in snapshot["tables"]
        if table["definition"]
    )
    if not rows:
        return []
    header = ("Figure", "What is counted", "Out of")
    table = TableBlock("table-definitions", "How each figure is counted", header, rows, figures=False)
    return [Heading(2, "How each figure is counted", "methods-figures"), table]


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def references(snapshot: dict, cited: Sequence[str] = ()) -> list[Block]:
    """The sources that the texts cite, in the order of their numbers."""
    sources = snapshot.get("sources", {})
    places = tuple(f"source-{key}" for key in cited)
    return [List(tuple((Text(sources[key]),) for key in cited), ordered=True, ids=places)] if cited else []


def abbreviations(snapshot: dict, text: str = "") -> list[Block]:
    """Those that the report uses, spelled out."""
    register = snapshot.get("abbreviations", wording.ABBREVIATIONS)
    used = [(short, full) for short, full in sorted(register.items()) if re.search(rf"\b{re.escape(short)}s?\b", text)]
    if not used:
        return []
    return [
        TableBlock(
            "table-abbreviations",
            "Abbreviations used in this report",
            ("Abbreviation", "Meaning"),
            tuple(used),
            figures=False,
        )
    ]


PARTS: dict[str, Callable[[dict], list[Block]]] = {
    way.__name__: way
    for way in (
        headlines, membership, notified_cohort, reviewed_cohort, modifiable_meaning, meetings, recommendations,
        methods, references, abbreviations, context,
    )
}  # fmt: skip
