"""Rules, completeness, merging, carrying over: tables of cases."""

import pytest

from cases.statutory import carrying, catalogue, completeness, homes, merging, promotion
from cases.statutory.rules import arises, effective, given, holds
from tests.statutory.samples import GOOD, sample  # noqa: F401  a fixture

ANSWERS = {"a": "yes", "n": 5, "d": "3.50", "day": "2026-03-01", "moment": "2026-03-01T10:00", "many": ["x", "y"],
           "typed": {"typed": {"": "abc"}}, "empty": []}  # fmt: skip
RULES = [
    ({"question": "a", "in": ["yes", "no"]}, True),
    ({"question": "a", "in": ["no"]}, False),
    ({"question": "nothing", "in": ["no"]}, False),
    ({"question": "many", "in": ["y"]}, True),
    ({"question": "many", "in": ["z"]}, False),
    ({"question": "n", "in": [5]}, True),
    ({"question": "a", "given": True}, True),
    ({"question": "nothing", "given": True}, False),
    ({"question": "nothing", "given": False}, True),
    ({"question": "typed", "given": True}, False),
    ({"question": "empty", "given": False}, True),
    ({"question": "day", "before": "later"}, False),
    ({"question": "day", "before": "moment"}, False),
    ({"question": "moment", "before": "day"}, False),
    ({"question": "n", "less_than": 6}, True),
    ({"question": "n", "less_than": 5}, False),
    ({"question": "d", "less_than": "n"}, True),
    ({"question": "n", "more_than": "d"}, True),
    ({"question": "d", "more_than": 3.5}, False),
    ({"question": "a", "more_than": 3}, False),
    ({"question": "nothing", "less_than": 3}, False),
    ({"question": "n", "less_than": "nothing"}, False),
    ({"all": [{"question": "a", "in": ["yes"]}, {"question": "n", "more_than": 4}]}, True),
    ({"all": [{"question": "a", "in": ["yes"]}, {"question": "n", "more_than": 5}]}, False),
    ({"any": [{"question": "a", "in": ["no"]}, {"question": "n", "more_than": 4}]}, True),
    ({"any": [{"question": "a", "in": ["no"]}]}, False),
    ({"not": {"question": "a", "in": ["no"]}}, True),
    (None, True),
]


@pytest.mark.parametrize(("rule", "answer"), RULES, ids=[str(rule) for rule, _ in RULES])
def test_rules(rule, answer):
    assert holds(rule, ANSWERS) is answer


def test_dates_are_compared_by_day_where_one_has_no_time():
    rule = {"question": "one", "before": "other"}
    table = [
        ("2026-03-01", "2026-03-02", True),
        ("2026-03-01T23:00", "2026-03-01T23:01", True),
        ("2026-03-01", "2026-03-01T23:01", False),
        ("2026-03-02", "2026-03-01T23:01", False),
    ]
    for one, other, answer in table:
        assert holds(rule, {"one": one, "other": other}) is answer, (one, other)


def test_not_known_is_an_answer_and_blank_is_not():
    assert given("not_known")
    assert given(0)
    assert not any(given(value) for value in (None, "", [], {"typed": {"": "x"}}))


SHOWN = [
    ({"mode": "found"}, "found_by", True),
    ({"mode": "planned"}, "found_by", False),
    ({}, "found_by", False),
    ({"mode": "not_known"}, "found_at", True),
    ({"resuscitation": "yes"}, "weeks", True),
    ({"resuscitation": "no"}, "weeks", False),
    ({"resuscitation": "yes", "weight": "3.1"}, "weight_source", True),
    ({"resuscitation": "no", "weight": "3.1"}, "weight_source", False),
]


@pytest.mark.parametrize(("answers", "key", "shown"), SHOWN)
def test_what_arises(sample, answers, key, shown):  # noqa: F811
    assert arises(sample, key, answers) is shown


def test_what_is_out_of_sight_does_not_count(sample):  # noqa: F811
    hidden = {**GOOD, "resuscitation": "no", "mode": "planned"}
    left = effective(sample, hidden)
    assert set(hidden) - set(left) == {"weeks", "weight", "weight_source", "found_by", "found_at"}
    assert "daily" not in effective(sample, {"people": [{"smokes": "no", "daily": 4}]})["people"][0]


PROBLEMS = [
    ({}, {("agency", "missing"), ("first_contact", "missing"), ("mode", "missing")}),
    ({"agency": "", "first_contact": None}, {("agency", "missing"), ("first_contact", "missing"), ("mode", "missing")}),
    ({"mode": "found"}, {("agency", "missing"), ("first_contact", "missing"), ("found_by", "missing")}),
    ({"mode": "planned", "found_by": ""}, {("agency", "missing"), ("first_contact", "missing")}),
    (
        {"agency": "A", "mode": "planned", "first_contact": {"typed": {"_day": "31", "_month": "2", "_year": "2026"}}},
        {("first_contact", "unreadable")},
    ),
    (
        {"agency": "A", "mode": "planned", "first_contact": "2026-02-02", "last_contact": "2026-02-01"},
        {("last_contact", "check")},
    ),
    (
        {"agency": "A", "mode": "planned", "first_contact": "2026-02-02",
         "people": [{"relation": "x"}, {"smokes": "no"}]},
        {("people", "missing")},
    ),
    (
        {"agency": "A", "mode": "planned", "first_contact": "2026-02-02",
         "people": [{"relation": "x", "daily": {"typed": {"": "many"}}}]},
        set(),
    ),
    (
        {"agency": "A", "mode": "planned", "first_contact": "2026-02-02",
         "people": [{"relation": "x", "smokes": "yes", "daily": {"typed": {"": "many"}}}]},
        {("people", "unreadable")},
    ),
    (GOOD, set()),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "found"), PROBLEMS)
def test_what_stands_in_the_way(sample, answers, found):  # noqa: F811
    assert {(problem.key, problem.code) for problem in completeness.problems(sample, answers)} == found


def test_a_problem_in_a_row_says_which(sample):  # noqa: F811
    answers = {**GOOD, "people": [{"relation": "x"}, {"smokes": "no"}]}
    (problem,) = completeness.problems(sample, answers)
    assert (problem.row, problem.part, problem.sentence) == (1, "relation", "“Relation” of person 2 has no answer")


def test_progress(sample):  # noqa: F811
    def states(answers):
        return [part.state for part in completeness.progress(sample, answers)]

    assert states({}) == ["not_started", "not_started", "not_asked", "not_started"]
    assert states({"agency": "A"}) == ["in_progress", "not_started", "not_asked", "not_started"]
    assert states(GOOD) == ["complete"] * 4
    counted = completeness.progress(sample, GOOD)[0]
    assert (counted.asked, counted.answered) == (4, 4)


MERGES = [
    # base, saved, mine → answers, clashes
    ({"a": 1}, {"a": 1}, {"a": 2}, {"a": 2}, []),
    ({"a": 1}, {"a": 2}, {"a": 1}, {"a": 2}, []),
    ({"a": 1}, {"a": 2}, {"a": 2}, {"a": 2}, []),
    ({"a": 1}, {"a": 2}, {"a": 3}, {"a": 2}, [("a", 3, 2)]),
    ({"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1, "b": 5}, {"a": 2, "b": 5}, []),
    ({}, {"a": 2}, {"a": 3}, {"a": 2}, [("a", 3, 2)]),
    ({"a": 1}, {"a": 1}, {"a": None}, {}, []),
    ({"a": 1}, {}, {"a": 1}, {}, []),
    ({"a": 1}, {}, {"a": 2}, {}, [("a", 2, None)]),
    ({"a": 1}, {"a": 2}, {"a": None}, {"a": 2}, [("a", None, 2)]),
    ({"a": [1]}, {"a": [1], "c": 9}, {"a": [1, 2]}, {"a": [1, 2], "c": 9}, []),
]


@pytest.mark.parametrize(("base", "saved", "mine", "answers", "clashes"), MERGES)
def test_three_way_merge(base, saved, mine, answers, clashes):
    merged = merging.merge(base, saved, mine)
    assert merged.answers == answers
    assert [(clash.key, clash.mine, clash.theirs) for clash in merged.clashes] == clashes


def test_the_way_back_to_an_earlier_version():
    saved = {"a": 4, "b": 2}
    changes = [(2, {"a": None}), (3, {"a": 1, "b": 7}), (4, {"a": 3})]
    table = {4: {"a": 4, "b": 2}, 3: {"a": 3, "b": 2}, 2: {"a": 1, "b": 7}, 1: {"b": 7}}
    for version, answers in table.items():
        assert merging.base_of(saved, changes, version) == answers


def test_a_version_is_out_of_reach_where_a_step_left_no_trace():
    changes = [(2, {"a": 1}), (4, {"b": 1})]
    table = [(4, 4, True), (3, 4, True), (2, 4, False), (1, 2, True), (4, 6, False), (9, 4, True)]
    for version, current, known in table:
        assert merging.base_known(changes, version, current) is known, (version, current)


def test_carrying_over_keeps_what_fits_and_names_what_does_not(sample):  # noqa: F811
    old = catalogue.definition("sample", "2025-1")
    carried = carrying.carry(old, sample, {"agency": "A", "old_name": "N", "dropped": "x", "mode": "planned"})
    assert carried.answers == {"agency": "A", "mode": "planned"}
    assert carried.left == {"old_name": "N", "dropped": "x"}
    gone = carrying.carry(old, sample, {"mode": "gone"})
    assert (gone.answers, gone.left) == ({}, {"mode": "gone"})
    typed = {"typed": {"": "half"}}
    assert carrying.carry(old, sample, {"mode": typed}).answers == {"mode": typed}


def test_answers_about_who_somebody_is_are_kept_apart(sample):  # noqa: F811
    plain, identity = homes.apart(sample, {**GOOD, "asked_once": "x"})
    assert identity == {"full_name": "Test Child", "asked_once": "x"}
    assert set(plain) == set(GOOD) - {"full_name"}


def test_what_goes_to_a_column(sample):  # noqa: F811
    assert [(one.column, one.value) for one in promotion.promoted(sample, GOOD)] == [("gestation_weeks", 39)]
    for answers in ({"resuscitation": "no", "weeks": 39}, {"resuscitation": "yes", "weeks": {"typed": {"": "x"}}}, {}):
        assert not list(promotion.promoted(sample, answers))


def test_columns():
    assert promotion.as_column("gestation_weeks", 99) is None
    assert promotion.as_column("sex", "female") == "female"
    assert promotion.as_column("sex", "unheard_of") is None
    assert promotion.empty("sex", "not_known")
    assert promotion.empty("gestation_weeks", None)
    assert not promotion.empty("gestation_weeks", 0)
    assert promotion.words("sex", "female") == "Female"
