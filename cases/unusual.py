"""Which looks at identifiable records are out of the ordinary. Pure: looks in, remarks out.

A remark is a question to the person, not a finding against them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from common.dates import london

MANY_CASES = 15
"""Different cases that one person opens in one day before the day is remarked on."""
DAY_BEGINS, DAY_ENDS = 7, 20
"""London hours between which work is usual, Monday to Friday."""


@dataclass(frozen=True)
class Look:
    """One person's look at one case."""

    event_id: int
    at: datetime
    person_id: str
    person: str
    case_id: str
    reference: str
    own_name: bool = False


@dataclass(frozen=True)
class Remark:
    """What is unusual, whose it is, when, and the cases and entries it is about."""

    kind: str
    person: str
    at: datetime
    references: tuple[str, ...]
    first_entry: int


KINDS = {
    "own_name": "A family of the person's own surname",
    "many_cases": f"More than {MANY_CASES} cases in one day",
    "out_of_hours": f"Outside {DAY_BEGINS}am to {DAY_ENDS - 12}pm, Monday to Friday",
}


def remarks(looks: Iterable[Look]) -> list[Remark]:
    """Everything unusual, the newest first; one remark for each person, day and kind."""
    days: dict[tuple, list[Look]] = defaultdict(list)
    for look in looks:
        days[look.person_id, london(look.at).date()].append(look)
    found = [remark for day in days.values() for remark in _of_day(day)]
    return sorted(found, key=lambda remark: (remark.at, remark.kind), reverse=True)


def _of_day(looks: list[Look]) -> Iterator[Remark]:
    if len({look.case_id for look in looks}) > MANY_CASES:
        yield _remark("many_cases", looks)
    for kind, wanted in (("own_name", lambda look: look.own_name), ("out_of_hours", _out_of_hours)):
        unusual = [look for look in looks if wanted(look)]
        if unusual:
            yield _remark(kind, unusual)


def _out_of_hours(look: Look) -> bool:
    at = london(look.at)
    return at.weekday() >= 5 or not DAY_BEGINS <= at.hour < DAY_ENDS


def _remark(kind: str, looks: list[Look]) -> Remark:
    first = min(looks, key=lambda look: look.at)
    references = tuple(sorted({look.reference for look in looks}))
    return Remark(kind, first.person, first.at, references, first.event_id)
