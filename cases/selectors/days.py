"""With whom the days of reviews lay: for one case, and for a cohort in a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from cases import waits
from cases.models import Case, DelayReason, InformationRequest, ParallelProcess, StatusChange
from cases.segments import Segment, days_by_owner
from cases.vocabularies.owner import Owner


def segments_of(cases: Iterable[Case], today: date) -> dict:
    """``{case key: its segments}``: four queries, however many cases."""
    wanted = list(cases)
    keys = [case.pk for case in wanted]
    parts = {
        "delays": _by_case(DelayReason.objects.filter(case__in=keys)),
        "processes": _by_case(ParallelProcess.objects.filter(case__in=keys, blocks_review=True)),
        "requests": _by_case(InformationRequest.objects.filter(case__in=keys)),
        "changes": _by_case(StatusChange.objects.filter(case__in=keys).order_by("at", "pk")),
    }
    return {
        case.pk: waits.of_case(case, today=today, **{name: rows[case.pk] for name, rows in parts.items()})
        for case in wanted
    }


def _by_case(rows) -> dict:
    found = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found


def days_of_cohort(cases: Iterable[Case], today: date) -> dict[Owner, int]:
    """Days with each owner over a cohort, such as the reviewed cases of a year; they add up to its days in all."""
    total: Counter = Counter()
    for found in segments_of(cases, today).values():
        total.update(days_by_owner(found))
    return {owner: total[owner] for owner in Owner if total[owner]}


def reasons_of_cohort(cases: Iterable[Case], today: date) -> list[tuple[Owner, str, int, int]]:
    """``(owner, reason, cases, days)`` over a cohort, the most days first: what an answer to “why late” is made of."""
    days: Counter = Counter()
    held: Counter = Counter()
    for found in segments_of(cases, today).values():
        for key in {(segment.owner, segment.why) for segment in found if segment.days}:
            held[key] += 1
        for segment in found:
            days[segment.owner, segment.why] += segment.days
    rows = [(owner, why, held[owner, why], lasted) for (owner, why), lasted in days.items() if lasted]
    return sorted(rows, key=lambda row: (-row[3], row[0], row[1]))


def split_days(case: Case, today: date) -> list[Segment]:
    """The days of one case, from its death to its review or to ``today``."""
    return segments_of([case], today)[case.pk]
