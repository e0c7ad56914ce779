"""Sentences made of protected figures. A sentence whose number is hidden is left out or says so; none is typed."""

from decimal import ROUND_HALF_UP, Decimal

from reporting.annual_report import wording

Table = dict
NOUN = {"notified": ("death", "deaths"), "reviewed": ("review", "reviews")}


def row_of(table: Table, code: str) -> dict | None:
    """The row with this code."""
    return next((row for row in table["rows"] if row["code"] == code), None)


def count_of(tables: dict[str, Table], key: str, code: str = "all") -> int | None:
    """A count that may be shown."""
    row = row_of(tables[key], code) if key in tables else None
    return row["count"] if row else None


def counted(number: int, cohort: str) -> str:
    """``1 death``, ``65 reviews``."""
    one, many = NOUN[cohort]
    return f"{number:,} {one if number == 1 else many}"


def subject(key: str) -> str:
    """The last part of a figure's key."""
    return key.partition(".")[2]


def lead(table: Table) -> str:
    """What a table shows, in one or two sentences with every base."""
    name = subject(table["key"])
    if name == "waiting_time":
        return _waits(table)
    if name == "time_to_review":
        return _time(table)
    if name == "by_year":
        return _years(table)
    if name == "state":
        return _actions(table)
    if name == "days_by_owner":
        return _owners(table)
    if table.get("grid") or table.get("per") or table.get("each"):
        return ""
    if name in wording.SEVERAL_YEARS:
        return f"{counted(table['base'], table['cohort'])} in five years."
    if table["base"] is None:
        return "The numbers are too small to be shown."
    if name == "modifiability":
        return _modifiable(table)
    return " ".join(part for part in (_largest(table), _not_known(table)) if part)


def _actions(table: Table) -> str:
    done = row_of(table, "done")
    if not table["base"] or done is None:
        return ""
    many = "recommendation" if table["base"] == 1 else "recommendations"
    return f"{done['count']:,} of {table['base']:,} {many} {'is' if done['count'] == 1 else 'are'} done."


def _owners(table: Table) -> str:
    most = max(table["rows"], key=lambda row: row["count"])
    if not most["count"]:
        return ""
    return f"Of the {table['base']:,} days from death to review, {most['count']:,} lay with “{most['label']}”."


def _largest(table: Table) -> str:
    shown = [row for row in table["rows"] if row["count"]]
    if table["base"] == 0 and table["not_known"] and table["parts"]:
        return f"It is not known for any of the {_whole(table)}."
    if table["base"] == 1 and shown and not table["multiple"]:
        return f"One {_one(table)} is counted here: “{shown[0]['label']}”."
    if not shown:
        return "None was recorded." if not any(row["suppressed"] for row in table["rows"]) else ""
    most = max(shown, key=lambda row: row["count"])
    alone = sum(row["count"] == most["count"] for row in shown) == 1
    sure = hidden_at_most(table) < most["count"]
    share = f"{most['count']:,} of {_base(table)}{interval(most)}"
    if table["multiple"]:
        word = "The factor found most often was" if alone and sure else "Among the factors found was"
        return f"{word} “{most['label']}”, in {share}."
    word = "The largest group was" if alone and sure else "Among the larger groups was"
    return f"{word} “{most['label']}”, with {share}."


def hidden_at_most(table: Table) -> int:
    """The most that any hidden row can hold, as far as the printed numbers tell."""
    if not any(row["suppressed"] for row in table["rows"]):
        return 0
    if table.get("rounded") or not table["parts"]:
        return table["base"]
    return table["base"] - sum(row["count"] or 0 for row in table["rows"])


def interval(row: dict) -> str:
    """`` (37%; 95% confidence interval 26% to 49%)``, or nothing where no percentage is shown."""
    if row["percent"] is None:
        return ""
    if row["low"] is None:
        return f" ({row['percent']}%)"
    return f" ({row['percent']}%; 95% confidence interval {whole(row['low'])}% to {whole(row['high'])}%)"


def whole(number: float) -> int:
    """Rounded half up, as every percentage of the report."""
    return int(Decimal(str(number)).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _base(table: Table) -> str:
    cohort, name = table["cohort"], subject(table["key"])
    words = counted(table["base"], cohort) if name not in wording.OF_INFANTS else f"{table['base']:,} infants"
    if name == "factors_under_28_days":
        return f"{words} of children who died under 28 days"
    known = wording.KNOWN.get(name)
    return f"{words} for which {known}" if table["not_known"] and known else f"the {words}"


def _not_known(table: Table) -> str:
    if not table["not_known"] or not table["parts"] or not table["base"]:
        return ""
    if table.get("rounded"):
        return f"It is not known for {table['not_known']:,} {_several(table)}."
    return f"It is not known for {table['not_known']:,} of the {_whole(table)}."


def _several(table: Table) -> str:
    return "infants" if subject(table["key"]) in wording.OF_INFANTS else NOUN[table["cohort"]][1]


def _one(table: Table) -> str:
    return "infant" if subject(table["key"]) in wording.OF_INFANTS else NOUN[table["cohort"]][0]


def _whole(table: Table) -> str:
    number = table["base"] + table["not_known"]
    return f"{number:,} {_one(table) if number == 1 else _several(table)}"


def _modifiable(table: Table) -> str:
    row = row_of(table, "modifiable")
    if row is None or row["count"] is None:
        return ""
    return f"The panel found at least one modifiable factor in {row['count']:,} of {_base(table)}{interval(row)}."


def _years(table: Table) -> str:
    shown = [row for row in table["rows"] if row["count"] is not None]
    if not shown:
        return "The numbers are too small to be shown."
    *before, last = shown
    word = "notified" if table["cohort"] == "notified" else "completed"
    one = "was" if last["count"] == 1 else "were"
    earlier = " and ".join(f"{row['count']:,} in {row['label']}" for row in reversed(before))
    compared = f", compared with {earlier}" if earlier else ""
    return f"{counted(last['count'], table['cohort'])} {one} {word} in {last['label']}{compared}."


def _waits(table: Table) -> str:
    median = table.get("median_days")
    if median is None:
        return "Fewer than half of these reviews are finished, so no median can be given."
    return f"Counting the cases that still waited, half of the reviews took longer than {days(median)}."


def _time(table: Table) -> str:
    median = table.get("median_days")
    if median is None:
        return ""
    low, high = table.get("lower_quartile_days"), table.get("upper_quartile_days")
    middle = f"; for the middle half it lay between {days(low)} and {days(high)}" if None not in (low, high) else ""
    return f"The median time from death to review was {days(median)}{middle}."


def days(number: float) -> str:
    """``251 days``; half days only where the figure has them."""
    return f"{number:,.0f} days" if float(number).is_integer() else f"{number:,.1f} days"
