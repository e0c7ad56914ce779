"""When a case's time is over, what stops an erasure, and what is left of its facts: tables of days."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cases.erasing import Facts, coarse
from cases.retention import DEATH, END, REVIEW, Around, Days, Rule, due_on, stops
from cases.workflow import Status
from common.dates import FinancialYear, months_after

SINCE = datetime(2012, 6, 30, 23, 30, tzinfo=UTC)
"""1 July in London."""
CLOSED = Days(date(2010, 2, 10), date(2011, 5, 4), Status.CLOSED, SINCE)


@pytest.mark.parametrize(
    ("years", "after", "changes", "due"),
    [
        (15, DEATH, {}, date(2025, 2, 10)),
        (15, REVIEW, {}, date(2026, 5, 4)),
        (15, END, {}, date(2027, 7, 1)),
        (1, DEATH, {}, date(2011, 2, 10)),
        (None, DEATH, {}, None),
        (15, DEATH, {"died_on": date(2012, 2, 29)}, date(2027, 3, 1)),
        (16, DEATH, {"died_on": date(2012, 2, 29)}, date(2028, 2, 29)),
        (15, DEATH, {"died_on": date(2012, 2, 28)}, date(2027, 2, 28)),
        (15, DEATH, {"died_on": date(2013, 3, 1)}, date(2028, 3, 1)),
        (15, REVIEW, {"reviewed_on": None, "status": Status.OUT_OF_SCOPE}, date(2027, 7, 1)),
        (15, END, {"status_since": datetime(2012, 12, 31, 23, 30, tzinfo=UTC)}, date(2027, 12, 31)),
        (15, END, {"status_since": datetime(2012, 2, 29, 12, 0, tzinfo=UTC)}, date(2027, 3, 1)),
    ],
)
def test_the_day_on_which_time_is_over(years, after, changes, due):
    assert due_on(Rule(years, after), replace(CLOSED, **changes)) == due


@pytest.mark.parametrize("status", Status)
def test_only_what_has_ended_falls_due(status):
    ended = {Status.CLOSED, Status.DUPLICATE, Status.OUT_OF_SCOPE, Status.TRANSFERRED}
    assert (due_on(Rule(15, DEATH), replace(CLOSED, status=status)) is not None) is (status in ended)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Rule(15, DEATH, "Schedule 4"), "15 years after the death (Schedule 4)"),
        (Rule(1, REVIEW), "1 year after the review was finished"),
        (Rule(2, END), "2 years after the case was closed"),
        (Rule(None, END, "Schedule 4"), ""),
    ],
)
def test_the_rule_in_words(rule, words):
    assert rule.words == words


STOPS = {
    "legal_hold": (True, "There is a legal hold."),
    "status": (Status.GATHERING, "The case is not closed."),
    "open_recommendations": (1, "A recommendation from it is still open."),
    "unfinished_processes": (1, "An inquest, investigation or other process has not ended."),
    "open_requests": (1, "A request for information is still open."),
    "kept_elsewhere": (True, "It was merged into another case and goes with that one."),
}


@pytest.mark.parametrize("name", STOPS)
def test_what_stops_it(name):
    value, sentence = STOPS[name]
    assert stops(replace(Around(Status.CLOSED), **{name: value})) == [sentence]


def test_nothing_stops_a_closed_case_with_nothing_around_it():
    assert stops(Around(Status.CLOSED)) == []


FACTS = Facts(date(2019, 3, 17), date(2019, 3, 20), date(2020, 7, 9), 12, 0, 31, 1780)


def test_what_is_left_of_the_facts():
    assert coarse(FACTS) == Facts(date(2019, 3, 31), date(2019, 3, 31), date(2020, 4, 1), 0, 0, 28, 1500), (
        "notification 2018/19, review 2020/21, 12 to 17 months between, under 28 days, 28 to 36 weeks, 1,500 g"
    )


AGES = [
    (0, 0, (0, 0)), (27, 0, (0, 0)), (28, 0, (28, 0)), (364, 0, (28, 0)), (365, None, (None, 1)), (None, 0, (None, 0)),
    (None, None, (None, None)), (None, 1, (None, 1)), (None, 4, (None, 1)), (None, 5, (None, 5)), (3000, 9, (None, 5)),
    (None, 10, (None, 10)), (None, 17, (None, 15)), (6574, None, (None, 15)), (200, None, (28, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("days", "years", "left"), AGES)
def test_the_age_is_left_as_a_band(days, years, left):
    left_of = coarse(replace(FACTS, age_days=days, age_years=years))
    assert (left_of.age_days, left_of.age_years) == left
    assert (left_of.gestation_weeks is None) is (left[0] is None), "only figures of infants use it"


WEEKS = [(27, 999, (27, 999)), (22, 400, (27, 999)), (37, 2500, (37, 2500)), (41, 3999, (37, 2500)), (0, 0, (27, 999))]


@pytest.mark.parametrize(("weeks", "grams", "left"), [*WEEKS, (None, None, (None, None))])
def test_weeks_and_weight_are_left_as_bands(weeks, grams, left):
    left_of = coarse(replace(FACTS, gestation_weeks=weeks, birth_weight_grams=grams))
    assert (left_of.gestation_weeks, left_of.birth_weight_grams) == left


def _half_years(died: date, reviewed: date) -> int:
    return sum(reviewed >= months_after(died, months) for months in (6, 12, 18, 24))


DIED = [date(2016, 2, 29), date(2018, 3, 31), date(2018, 4, 1), date(2018, 8, 31), date(2018, 12, 31), date(2019, 1, 1)]


@pytest.mark.parametrize("died", DIED)
def test_years_and_the_time_to_the_review_stay_and_no_day_does(died):
    """Every notification up to a year, and every review up to three years later, in steps of some days."""
    seen = set()
    for after in range(0, 366, 13):
        notified = date.fromordinal(died.toordinal() + after)
        for more in range(0, 1100, 17):
            reviewed = date.fromordinal(notified.toordinal() + more)
            left = coarse(replace(FACTS, died_on=died, notified_on=notified, reviewed_on=reviewed))
            assert FinancialYear.of(left.notified_on) == FinancialYear.of(notified)
            assert FinancialYear.of(left.reviewed_on) == FinancialYear.of(reviewed)
            assert _half_years(left.died_on, left.reviewed_on) == _half_years(died, reviewed), (notified, reviewed)
            assert left.died_on <= left.notified_on <= left.reviewed_on
            seen.add((left.died_on, left.notified_on, left.reviewed_on))
    years = {(FinancialYear.of(n), FinancialYear.of(r)) for _, n, r in seen}
    assert len(seen) <= len(years) * 3, "what is left tells no more than the years and the half-years"


def test_a_case_that_was_never_reviewed_keeps_its_year():
    left = coarse(replace(FACTS, reviewed_on=None))
    assert (left.died_on, left.notified_on, left.reviewed_on) == (date(2019, 3, 31), date(2019, 3, 31), None)
