"""With whom the days of reviews lay: for one case, and for a cohort in a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, Sum

from cases import waits
from cases.models import Case, DelayReason, InformationRequest, ParallelProcess, StatusChange
from cases.querysets import CaseQuerySet
from cases.segments import Segment, days_by_owner
from cases.vocabularies.owner import Owner
from common.aggregates import Days


def segments_of(cases: Iterable[Case], today: date) -> dict:
    """``{case key: its segments}``: four queries, however many cases."""
    wanted = list(cases)
    parts = _parts([case.pk for case in wanted])
    return {
        case.pk: waits.of_case(case, today=today, **{name: rows[case.pk] for name, rows in parts.items()})
        for case in wanted
    }


def _parts(keys) -> dict[str, dict]:
    """What is recorded beside the cases, by case; ``keys`` are a list or a statement that finds them."""
    return {
        "delays": _by_case(DelayReason.objects.filter(case__in=keys)),
        "processes": _by_case(ParallelProcess.objects.filter(case__in=keys, blocks_review=True)),
        "requests": _by_case(InformationRequest.objects.filter(case__in=keys)),
        "changes": _by_case(StatusChange.objects.filter(case__in=keys).order_by("at", "pk")),
    }


def _by_case(rows) -> dict:
    found = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found


def days_of_cohort(cases: CaseQuerySet, today: date) -> dict[Owner, int]:
    """Days with each owner over a cohort, such as the reviewed cases of a year; they add up to its days in all.

    Of most of a large cohort nothing is recorded beside the case: a review of which that is so is not made into
    segments, for its days follow from three dates and are added up by the database.
    """
    parts = _parts(cases.order_by().values("pk"))
    by_segment = Q(pk__in=set().union(*parts.values())) | Q(reviewed_on__isnull=True)
    total = Counter(_plain_days(cases.exclude(by_segment)))
    for case in cases.filter(by_segment):
        beside = {name: rows[case.pk] for name, rows in parts.items()}
        total.update(days_by_owner(waits.of_case(case, today=today, **beside)))
    return {owner: total[owner] for owner in Owner if total[owner]}


def _plain_days(reviewed: CaseQuerySet) -> dict[Owner, int]:
    """Up to the notification, and after it, of cases of which nothing is recorded beside: one query."""
    before, after = Days(F("notified_on"), F("died_on")), Days(F("reviewed_on"), F("notified_on"))
    found = reviewed.order_by().aggregate(
        told=Sum(before), office=Sum(after, filter=Q(imported=False)), unknown=Sum(after, filter=Q(imported=True))
    )
    owners = {Owner.NOTIFIER: "told", Owner.OFFICE: "office", Owner.NOT_RECORDED: "unknown"}
    return {owner: found[name] or 0 for owner, name in owners.items()}


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
