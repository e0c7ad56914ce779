"""The profiles a panel can choose, tried with all numbers; and two hundred planted leaks, each refused."""

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models.organisation import DisclosureProfile
from reporting.disclosure import NONE, PROFILES, Rule, protect, protect_and_prove
from reporting.disclosure.checking import leaks
from tests.unit.reporting.made import table, total
from tests.unit.reporting.years import year_of

TINY = Rule("tiny rounding", 3, 3)
few = settings(max_examples=30, deadline=None, derandomize=True)


def test_every_profile_that_can_be_chosen_has_a_rule_and_words():
    assert set(PROFILES) == set(DisclosureProfile.values)
    assert all(profile.code == code and profile.words and profile.version for code, profile in PROFILES.items())


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (8, 10), (11, 10), (12, 10), (13, 15), (50, 50), (52, 50), (53, 55)]
)
def test_counts_are_rounded_to_the_nearest_five(count, shown):
    rule = PROFILES["nhs-rounding"].rule
    assert rule.printed(count) == shown
    least, most = rule.reach(count)
    assert least <= count <= most
    assert (most - least, shown % 5) == ((4, 0) if count else (0, 0))


def test_a_rounded_table_prints_nothing_exact():
    rule = PROFILES["nhs-rounding"].rule
    counts = {"a": 33, "b": 21, "c": 3, "d": 0, "e": 12}
    found = protect([total("n", 71), table("n.x", counts, not_known=2)], rule)[1]
    assert [row.count for row in found.rows] == [35, 20, None, 0, 10]
    assert (found.base, found.not_known, found.rounded) == (70, None, True)
    assert found.row("a").percent == 50  # 35 of 70, not 33 of 69
    assert "rounded to the nearest 5" in found.note


def test_no_percentage_on_a_rounded_base_under_twenty():
    found = protect([total("n", 17), table("n.x", {"a": 9, "b": 8})], PROFILES["nhs-rounding"].rule)[1]
    assert [row.percent for row in found.rows] == [None, None]


def fits(world, found, rule) -> bool:
    """Whether a reader of the rounded table has to reckon with these counts."""
    for number, row in zip(world, found.rows, strict=True):
        least, most = rule.reach(number)
        if row.count is None:
            continue
        if not least <= number <= most or rule.printed(number) != row.count or rule.small(number):
            return False
    return rule.printed(sum(world)) == found.base


@few
@given(st.lists(st.integers(0, 14), min_size=2, max_size=3))
def test_a_rounded_table_tried_with_all_numbers(counts):
    """Every number that is not nought stays open over five values, whatever the rounded total says."""
    rule = PROFILES["nhs-rounding"].rule
    found = protect([total("n", sum(counts)), table("n.x", {str(n): c for n, c in enumerate(counts)})], rule)[1]
    if found.base is None:
        return
    reach = [range(sum(counts) + 3) for _ in counts]
    worlds = [world for world in itertools.product(*reach) if fits(world, found, rule)]
    assert tuple(counts) in worlds
    for place, number in enumerate(counts):
        if number:
            seen = {world[place] for world in worlds}
            assert max(seen) - min(seen) >= 4, (counts, found.rows, sorted(seen))


@pytest.fixture(scope="module", params=sorted(PROFILES))
def release(request):
    """A whole year, counted and protected by each profile in turn."""
    raw, rule = year_of(1, 50, 65), PROFILES[request.param].rule
    made = protect_and_prove(raw, rule)
    return raw, made, rule


def test_a_whole_year_is_proved_and_the_clean_release_accepted(release):
    raw, made, rule = release
    assert made.proof
    assert all(one.holds for one in made.proof)
    assert leaks(raw, made.tables, rule) == []


def test_nothing_small_and_nothing_exact_is_printed(release):
    _, made, rule = release
    for one in made.tables:
        for row in one.rows:
            assert row.count is None or not rule.small(row.count)
            assert row.count is None or row.count % max(1, rule.nearest) == 0


def test_a_confidential_table_hides_nothing():
    assert not [row for one in protect(year_of(1, 50, 65), NONE) for row in one.rows if row.suppressed]


def planted(dice: random.Random, raw, tables, rule) -> list:
    """The release with one leak of a kind that people make."""
    made = list(tables)
    hidden = [(n, row.code) for n, one in enumerate(made) for row in one.rows if row.suppressed]
    place, code = dice.choice(hidden)
    one, counted = made[place], next(t for t in raw if t.key == made[place].key).row(code)
    kind = dice.choice(["shown", "percent", "sign", "interval", "total", "note", "exact"])
    changes = {
        "shown": {"count": counted.count, "suppressed": False},
        "percent": {"percent": round(100 * counted.count / max(1, raw[place].size))},
        "sign": {"suppressed": False},
        "interval": {"low": 1.5, "high": 9.0},
    }
    if kind in changes:
        rows = tuple(replace(row, **changes[kind]) if row.code == code else row for row in one.rows)
        made[place] = replace(one, rows=rows)
    elif kind == "total":
        made[place] = replace(one, base=(one.base or raw[place].size) + 1)
    elif kind == "note":
        made[place] = replace(one, note=f"{one.note} {counted.label}: {counted.count}.")
    else:  # every number of the table as it was counted
        rows = tuple(
            replace(row, count=right.count, suppressed=False)
            for row, right in zip(one.rows, raw[place].rows, strict=True)
        )
        made[place] = replace(one, rows=rows, base=raw[place].base)
    return made


@pytest.mark.parametrize("seed", range(5))
def test_planted_leaks_are_all_refused(release, seed):
    """Forty a profile and seed: a number unhidden, a share, another sign, an interval, a total, a sentence."""
    raw, made, rule = release
    dice = random.Random(seed)
    for _ in range(40):
        bad = planted(dice, raw, made.tables, rule)
        assert bad != made.tables
        assert leaks(raw, bad, rule)


def test_hiding_too_little_is_refused_even_where_every_printed_number_is_right():
    """One number alone hidden in a table that adds up: nothing printed is wrong, and yet it can be worked out."""
    rule = PROFILES["under-5"].rule
    raw = [total("n", 43), table("n.x", {"a": 30, "b": 3, "c": 10})]
    from reporting.disclosure.apply import as_printed
    from reporting.disclosure.hiding import Hiding

    bad = [as_printed(one, Hiding({("n.x", "b")}), rule) for one in raw]
    assert leaks(raw, bad, rule) == ["n.x: b can be worked out"]
