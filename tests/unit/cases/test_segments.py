"""Days shared out among owners: always all of them, each once, by the rule that is written down."""

import uuid
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import waits
from cases.segments import RANK, Segment, Span, days_by_owner, segments
from cases.vocabularies import DelayCode, ProcessKind
from cases.vocabularies.owner import CHOOSABLE, OWNER_OF_DELAY, OWNER_OF_PROCESS, Owner

FIRST = date(2026, 1, 1)


PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is slow; that says nothing about the rule."""


def on(day: int) -> date:
    return FIRST + timedelta(days=day)


days = st.integers(min_value=-20, max_value=120).map(on)
spans = st.builds(
    Span,
    owner=st.sampled_from(Owner),
    start=days,
    end=st.none() | days,
    why=st.sampled_from(["", "one", "two"]),
    recorded=st.booleans(),
)
many = st.lists(spans, max_size=12)
lengths = st.integers(min_value=0, max_value=100)


@PATIENT
@given(spans=many, length=lengths)
def test_every_day_has_one_owner_and_all_add_up(spans, length):
    found = segments(FIRST, on(length), spans)
    assert sum(segment.days for segment in found) == length
    assert sum(days_by_owner(found).values()) == length
    assert all(segment.days > 0 for segment in found)
    assert [segment.start for segment in found] == [FIRST, *(segment.end for segment in found)][: len(found)]
    assert not found or found[-1].end == on(length)


@PATIENT
@given(spans=many, length=lengths)
def test_neighbours_differ(spans, length):
    found = segments(FIRST, on(length), spans)
    assert all((a.owner, a.why) != (b.owner, b.why) for a, b in zip(found, found[1:], strict=False))


@PATIENT
@given(spans=many, length=lengths, order=st.randoms(use_true_random=False))
def test_the_order_in_which_spans_are_given_does_not_matter(spans, length, order):
    shuffled = list(spans)
    order.shuffle(shuffled)
    assert segments(FIRST, on(length), shuffled) == segments(FIRST, on(length), spans)


def _by_the_rule(day: date, spans) -> Owner:
    """The rule again, told day by day."""
    here = [s for s in spans if s.start <= day and (s.end is None or day < s.end)]
    if not here:
        return Owner.OFFICE
    if any(s.owner == Owner.NOTIFIER for s in here):
        return Owner.NOTIFIER
    recorded = [s for s in here if s.recorded]
    return min((s.owner for s in recorded or here), key=RANK.__getitem__)


@PATIENT
@given(spans=many, length=lengths)
def test_each_day_belongs_to_whom_the_rule_says(spans, length):
    for segment in segments(FIRST, on(length), spans):
        for day in range(segment.days):
            assert segment.owner == _by_the_rule(segment.start + timedelta(days=day), spans)


@PATIENT
@given(spans=many, more=spans, length=lengths)
def test_a_further_reason_never_gives_the_office_more_days(spans, more, length):
    before = days_by_owner(segments(FIRST, on(length), [s for s in spans if s.owner != Owner.OFFICE]))
    further = [s for s in [*spans, more] if s.owner != Owner.OFFICE]
    after = days_by_owner(segments(FIRST, on(length), further))
    assert after.get(Owner.OFFICE, 0) <= before.get(Owner.OFFICE, 0)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], {"office": 30}),
        ([Span(Owner.AGENCY, on(10), on(20))], {"agency": 10, "office": 20}),
        ([Span(Owner.AGENCY, on(10), None)], {"agency": 20, "office": 10}),
        ([Span(Owner.AGENCY, on(10), on(10))], {"office": 30}),
        ([Span(Owner.AGENCY, on(-5), on(50))], {"agency": 30}),
        ([Span(Owner.AGENCY, on(0), on(20)), Span(Owner.CORONER, on(10), on(30))], {"coroner": 20, "agency": 10}),
        (
            [Span(Owner.CORONER, on(0), on(30)), Span(Owner.PANEL, on(20), on(30), recorded=True)],
            {"coroner": 20, "panel": 10},
        ),
        (
            [Span(Owner.NOTIFIER, on(0), on(3)), Span(Owner.CORONER, on(0), on(30), recorded=True)],
            {"notifier": 3, "coroner": 27},
        ),
    ],
)
def test_days_by_owner(spans, expected):
    assert days_by_owner(segments(FIRST, on(30), spans)) == expected


def test_segments_show_when_and_why():
    found = segments(FIRST, on(10), [Span(Owner.AGENCY, on(4), on(8), "Forms")])
    assert found == [
        Segment(Owner.OFFICE, on(0), on(4)),
        Segment(Owner.AGENCY, on(4), on(8), "Forms"),
        Segment(Owner.OFFICE, on(8), on(10)),
    ]


def test_every_reason_and_every_process_has_an_owner():
    assert set(OWNER_OF_DELAY) == set(DelayCode)
    assert set(OWNER_OF_PROCESS) == set(ProcessKind)
    assert set(OWNER_OF_DELAY.values()) <= set(CHOOSABLE)


def _case(**fields):
    plain = {"died_on": on(0), "notified_on": on(1), "reviewed_on": None, "status": "gathering", "imported": False}
    return SimpleNamespace(**{**plain, **fields})


def test_a_reviewed_case_stops_at_its_review_and_an_open_one_today():
    assert waits.until(_case(reviewed_on=on(50)), on(80)) == on(50)
    assert waits.until(_case(), on(80)) == on(80)
    assert waits.until(_case(), on(-3)) == on(0)


def test_an_imported_case_does_not_blame_anybody():
    found = waits.of_case(_case(imported=True, reviewed_on=on(50)), [], today=on(80))
    assert days_by_owner(found) == {"notifier": 1, "not_recorded": 49}


def _process(**fields) -> waits.Record:
    plain = {"code": "coroner", "more": "open", "started_on": on(2), "ended_on": None}
    return waits.Record(**{"case_id": uuid.uuid4(), "kind": waits.PROCESS, **plain, **fields})


@pytest.mark.parametrize(
    ("fields", "span"),
    [
        ({}, (Owner.CORONER, on(2), None)),
        ({"code": "psii"}, (Owner.INVESTIGATION, on(2), None)),
        ({"more": "complete", "ended_on": on(9)}, (Owner.CORONER, on(2), on(9))),
        ({"more": "complete"}, None),
        ({"more": "not_needed"}, None),
    ],
)
def test_which_processes_explain_days(fields, span):
    found = waits.of_process(_process(**fields))
    assert (found and (found.owner, found.start, found.end)) == span
