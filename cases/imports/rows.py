"""Turns the text of a file into checked rows, or into the list of everything that is wrong with it."""

import csv
import io
from dataclasses import dataclass, field
from datetime import date

from cases.imports.columns import COLUMNS, NEVER_BLANK, BadValue
from cases.vocabularies import Modifiability
from common.dates import age_in_days, birthday

DAYS_IN_A_YEAR = 365.25
UNDER_REVIEW = ("primary_category", "modifiability", "factors", "other_factors")


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong: the line of the file, the column, the value, and why."""

    line: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        shown = self.value if len(self.value) <= 60 else self.value[:57] + "..."
        return f"line {self.line}, {self.column}, {shown!r}: {self.reason}"


@dataclass
class Parsed:
    """Good rows as ``(line, values)``, and the faults. Rows are only of use when there are no faults."""

    rows: list[tuple[int, dict]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def parse(data: bytes, *, areas: set[str], factors: set[str], today: date) -> Parsed:
    """Reads the file ``data``. ``areas`` and ``factors`` are the codes that the panel knows."""
    parsed = Parsed()
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        parsed.faults.append(Fault(line, "file", "", "not UTF-8 text: save it again as “CSV UTF-8”"))
        return parsed
    reader = csv.DictReader(io.StringIO(content, newline=""), strict=True)
    try:
        parsed.faults += _header_faults(reader.fieldnames or [])
        if not parsed.faults:
            _read_rows(reader, parsed, areas, factors, today)
    except csv.Error as error:
        parsed.faults.append(Fault(reader.line_num, "file", "", f"not readable as CSV: {error}"))
    return parsed


def _header_faults(names) -> list[Fault]:
    known = set(COLUMNS)
    faults = [Fault(1, name or "(no name)", "", "unknown column") for name in names if name not in known]
    faults += [
        Fault(1, name, "", "column is missing") for name, c in COLUMNS.items() if c.required and name not in names
    ]
    faults += [
        Fault(1, name, "", "column stands twice") for name in sorted({n for n in names if names.count(n) > 1 and n})
    ]
    if "born_on" not in names and "age_days" not in names:
        faults.append(Fault(1, "age_days", "", "one of the columns born_on and age_days is needed"))
    if "reviewed_on" in names:
        wanted = (name for name in ("primary_category", "modifiability") if name not in names)
        faults += [Fault(1, name, "", "column is needed beside reviewed_on") for name in wanted]
    return faults


def _read_rows(reader, parsed: Parsed, areas: set[str], factors: set[str], today: date) -> None:
    seen: dict[str, int] = {}
    for raw in reader:
        line = reader.line_num
        if None in raw or None in raw.values():
            parsed.faults.append(Fault(line, "row", "", "does not have as many values as there are columns"))
            continue
        values, faults = _values(line, raw)
        faults += _unknown_codes(line, values, areas, factors)
        if not faults:
            faults = _contradictions(line, values, raw, today)
        first = seen.setdefault(str(values.get("reference")), line)
        if first != line:
            faults.append(Fault(line, "reference", str(values["reference"]), f"stands already in line {first}"))
        parsed.faults += faults
        if not faults:
            parsed.rows.append((line, values))
    if not parsed.rows and not parsed.faults:
        parsed.faults.append(Fault(1, "file", "", "holds no rows"))


def _values(line: int, raw: dict) -> tuple[dict, list[Fault]]:
    values, faults = {}, []
    for name, column in COLUMNS.items():
        given = (raw.get(name) or "").strip()
        if not given:
            values[name] = column.blank
            if name in NEVER_BLANK:
                faults.append(Fault(line, name, "", "must not be blank"))
            continue
        try:
            values[name] = column.read(given)
        except BadValue as error:
            faults.append(Fault(line, name, given, str(error)))
    return values, faults


def _unknown_codes(line: int, values: dict, areas: set[str], factors: set[str]) -> list[Fault]:
    faults = []
    if values.get("local_authority") and values["local_authority"] not in areas:
        faults.append(Fault(line, "local_authority", values["local_authority"], "not the ONS code of a known area"))
    for name in ("factors", "other_factors"):
        faults += [Fault(line, name, c, "not a factor code") for c in values.get(name) or () if c not in factors]
    return faults


def _contradictions(line: int, v: dict, raw: dict, today: date) -> list[Fault]:
    def fault(column: str, reason: str) -> Fault:
        return Fault(line, column, (raw.get(column) or "").strip(), reason)

    checks = [
        (v["died_on"] > today, "died_on", "in the future"),
        (v["notified_on"] > today, "notified_on", "in the future"),
        (v["notified_on"] < v["died_on"], "notified_on", "before the death"),
        (v["born_on"] and v["born_on"] > v["died_on"], "born_on", "after the death"),
        (v["born_on"] and birthday(v["born_on"], 18) <= v["died_on"], "born_on", "18 or older at death"),
        (_ages_differ(v), "age_days", "does not agree with born_on and died_on"),
    ]
    return [fault(column, reason) for bad, column, reason in checks if bad] + [
        fault(column, reason) for bad, column, reason in _review_checks(v, today) if bad
    ]


def _ages_differ(v: dict) -> bool:
    both = v["born_on"] is not None and v["age_days"] is not None
    return both and age_in_days(v["born_on"], v["died_on"]) != v["age_days"]


def _review_checks(v: dict, today: date) -> list[tuple[bool, str, str]]:
    if v["reviewed_on"] is None:
        return [(bool(v[name]), name, "needs reviewed_on") for name in UNDER_REVIEW]
    both = set(v["factors"]) & set(v["other_factors"])
    return [
        (v["reviewed_on"] > today, "reviewed_on", "in the future"),
        (v["reviewed_on"] < v["notified_on"], "reviewed_on", "before the notification"),
        (v["primary_category"] is None, "primary_category", "needed because reviewed_on is given"),
        (not v["modifiability"], "modifiability", "needed because reviewed_on is given"),
        (
            bool(v["factors"]) and v["modifiability"] != Modifiability.MODIFIABLE,
            "factors",
            "modifiable factors are given, but modifiability does not say modifiable",
        ),
        (bool(both), "other_factors", "also given in factors"),
    ]


def ages(values: dict) -> tuple[int | None, int | None]:
    """Age in days and in completed years; years from the dates where known, else from the days.

    From days alone: 365 days or more are at least one year, then days over 365.25, and never more than 17.
    """
    born_on, died_on, days = values["born_on"], values["died_on"], values["age_days"]
    if born_on is not None:
        years = next(n for n in range(18) if birthday(born_on, n + 1) > died_on)
        return age_in_days(born_on, died_on), years
    if days is None:
        return None, None
    return days, min(17, max(int(days / DAYS_IN_A_YEAR), int(days >= 365)))
