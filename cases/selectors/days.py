"""With whom the days of reviews lay: for some cases, and for all reviews of a year in a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet, Value, Window
from django.db.models.functions import Coalesce, Lead, TruncDate

from cases import waits
from cases.models import Case, DelayReason, InformationRequest, ParallelProcess, StatusChange
from cases.querysets import CaseQuerySet
from cases.segments import Segment, days_by_owner
from cases.vocabularies.owner import Owner
from cases.waits import Record
from common.dates import FinancialYear
from common.written import answer


def segments_of(cases: Iterable[Case], today: date) -> dict:
    """``{case key: its segments}``: one query, however many cases."""
    wanted = list(cases)
    beside = _by_case(_beside([case.pk for case in wanted]))
    return {case.pk: waits.of_case(case, beside[case.pk], today=today) for case in wanted}


def _beside(keys: list | QuerySet) -> QuerySet:
    """What is recorded beside the cases, as ``Record``; ``keys`` are a list or a statement that finds them."""
    processes = ParallelProcess.objects.filter(blocks_review=True).annotate(
        begun=Coalesce("started_on", TruncDate("created_at"))  # or when it was written down, where that is not known
    )
    left = Window(Lead("at"), partition_by="case_id", order_by=("at", "pk"))
    found = [
        (waits.DELAY, DelayReason.objects, "code", "lies_with", "started_on", "ended_on"),
        (waits.PROCESS, processes, "kind", "status", "begun", "ended_on"),
        (waits.REQUEST, InformationRequest.objects, Value(""), "state", "asked_on", "answered_on"),
        (waits.STATUS, StatusChange.objects, "to_status", Value(""), TruncDate("at"), TruncDate(left)),
    ]
    first, *rest = [
        rows.filter(case__in=keys).order_by().values_list("case_id", Value(kind), *columns)
        for kind, rows, *columns in found
    ]
    return first.union(*rest, all=True)


def _by_case(rows: Iterable[tuple]) -> defaultdict[UUID, list[Record]]:
    found = defaultdict(list)
    for row in rows:
        found[row[0]].append(Record(*row))
    return found


class Review(NamedTuple):
    """All that days are worked out from, of a reviewed case itself."""

    pk: UUID
    died_on: date
    notified_on: date
    reviewed_on: date
    imported: bool


def days_of_reviews(panel_id: UUID, year: FinancialYear) -> dict[Owner, int]:
    """Days with each owner over the reviews that a panel finished in a year; they add up to their days in all.

    Of most of a large cohort nothing is recorded beside the case: a review of which that is so is not made into
    segments, for its days follow from three dates.
    """
    beside = _by_case(answer(_beside_reviews, panel_id, year, year.last))
    reviews = [Review(*row) for row in answer(_reviews, panel_id, year, year.last)]
    total = _plain_days([review for review in reviews if review.pk not in beside])
    recorded = (review for review in reviews if review.pk in beside)
    shared = (waits.of_case(review, beside[review.pk], today=review.reviewed_on) for review in recorded)
    total.update(days_by_owner(chain.from_iterable(shared)))
    return {owner: total[owner] for owner in Owner if total[owner]}


def _reviews(panel_id: UUID, year: FinancialYear, _: date) -> tuple[str, tuple]:
    return _finished(panel_id, year).values_list(*Review._fields).query.sql_with_params()


def _beside_reviews(panel_id: UUID, year: FinancialYear, _: date) -> tuple[str, tuple]:
    return _beside(_finished(panel_id, year).values("pk")).query.sql_with_params()


def _finished(panel_id: UUID, year: FinancialYear) -> CaseQuerySet:
    return Case.objects.filter(panel=panel_id).reviewed_in(year).order_by()


def _plain_days(reviews: list[Review]) -> Counter:
    """Up to the notification, and after it, of reviews of which nothing is recorded beside."""
    after: dict[bool, int] = {True: 0, False: 0}
    for review in reviews:
        after[review.imported] += (review.reviewed_on - review.notified_on).days
    told = sum((review.notified_on - review.died_on).days for review in reviews)
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
