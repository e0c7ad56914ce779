"""With whom the days of reviews lay: for one case, and for a cohort in a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from types import SimpleNamespace

from django.db.models import Case as Where
from django.db.models import F, QuerySet, When

from cases import waits
from cases.models import Case, DelayReason, InformationRequest, ParallelProcess, StatusChange
from cases.querysets import CaseQuerySet
from cases.segments import Segment, days_by_owner
from cases.vocabularies.owner import Owner


def segments_of(cases: Iterable[Case], today: date) -> dict:
    """``{case key: its segments}``: four queries, however many cases."""
    wanted = list(cases)
    parts = _parts([case.pk for case in wanted])
    return {
        case.pk: waits.of_case(case, today=today, **{name: rows[case.pk] for name, rows in parts.items()})
        for case in wanted
    }


def _parts(keys: list | QuerySet) -> dict[str, dict]:
    """What is recorded beside the cases, by case; ``keys`` are a list or a statement that finds them.

    Of each row what ``waits`` reads and no more: of a year there are hundreds of them.
    """
    processes = ParallelProcess.objects.filter(case__in=keys, blocks_review=True).order_by()
    return {
        "delays": _by_case(DelayReason.objects.filter(case__in=keys).order_by(), *OF_DELAYS),
        "processes": _by_case(processes, *OF_PROCESSES),
        "requests": _by_case(InformationRequest.objects.filter(case__in=keys).order_by(), *OF_REQUESTS),
        "changes": _by_case(StatusChange.objects.filter(case__in=keys).order_by("at", "pk"), "to_status", "at"),
    }


OF_DELAYS = ("code", "lies_with", "started_on", "ended_on")
OF_PROCESSES = ("kind", "status", "blocks_review", "started_on", "ended_on", "created_at")
OF_REQUESTS = ("state", "asked_on", "answered_on")


def _by_case(rows: QuerySet, *fields: str) -> dict:
    found = defaultdict(list)
    for row in rows.values_list("case_id", *fields, named=True):
        found[row.case_id].append(row)
    return found


def days_of_cohort(cases: CaseQuerySet, today: date) -> dict[Owner, int]:
    """Days with each owner over a cohort, such as the reviewed cases of a year; they add up to its days in all.

    Of most of a large cohort nothing is recorded beside the case: a review of which that is so is not made into
    segments, for its days follow from three dates.
    """
    wanted = list(cases.order_by().annotate(left_at=LEFT).values_list(*DATES, named=True))
    few = len(wanted) <= FEW  # a long list of keys costs more to send and to read than the statement that finds them
    parts = _parts([case.id for case in wanted] if few else cases.order_by().values("pk"))
    recorded = {key for rows in parts.values() for key in rows}
    plain = [case for case in wanted if case.reviewed_on and case.id not in recorded]
    total = _plain_days(plain)
    for case in wanted:
        if case.id in recorded or not case.reviewed_on:
            beside = {name: rows[case.id] for name, rows in parts.items() if case.id in rows}
            whole = SimpleNamespace(**case._asdict(), status_since=case.left_at)
            total.update(days_by_owner(waits.of_case(whole, today=today, **beside)))
    return {owner: total[owner] for owner in Owner if total[owner]}


FEW = 500
LEFT = Where(When(reviewed_on__isnull=True, then=F("status_since")))
"""When a case left without a review. Of a reviewed one nobody asks, and a time costs more to read than all the rest."""
DATES = ("id", "died_on", "notified_on", "reviewed_on", "status", "imported", "left_at")
"""All that days are worked out from, of a case itself."""


def _plain_days(cases: list) -> Counter:
    """Up to the notification, and after it, of reviewed cases of which nothing is recorded beside."""
    after: dict[bool, int] = {True: 0, False: 0}
    for case in cases:
        after[case.imported] += (case.reviewed_on - case.notified_on).days
    told = sum((case.notified_on - case.died_on).days for case in cases)
    return Counter({Owner.NOTIFIER: told, Owner.NOT_RECORDED: after[True], Owner.OFFICE: after[False]})


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
