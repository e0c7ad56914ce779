"""What was published earlier: a number that was hidden must not follow from two editions, or from two years."""

from dataclasses import replace

import pytest

from reporting.disclosure import NotProvable, Release, Rule, protect, under
from reporting.disclosure.checking import leaks
from reporting.tables import Row, Table
from tests.unit.reporting.made import table, total
from tests.unit.reporting.years import year_of

FIVE = under(5)
YEAR = "2024-25"


def published(tables, rule=FIVE, year=YEAR, **more) -> Release:
    """The release that these tables made."""
    return Release("an earlier edition", year, rule, tuple(tables), tuple(protect(tables, rule)), **more)


def again(tables, *releases, rule=FIVE):
    """The same tables published after those releases, by key."""
    return {one.key: one for one in protect(tables, rule, year=YEAR, releases=releases)}


def counts(**numbers):
    return [total("n", sum(numbers.values())), table("n.x", numbers)]


def test_the_same_figures_are_published_again_as_they_were():
    raw = year_of(1, 50, 65)
    first = published(raw)
    assert list(again(raw, first).values()) == list(first.printed)


def test_a_number_hidden_now_that_an_earlier_edition_printed_is_refused():
    """Six were shown under the old profile. The strict one would hide them, but everybody has read them."""
    raw = counts(a=6, b=30, c=40)
    with pytest.raises(NotProvable) as refused:
        again(raw, published(raw), rule=under(10))
    assert ("n.x", "a") in refused.value.cells


def test_one_more_child_does_not_follow_from_two_editions():
    """One late notification: the two editions differ by one child, whose group must not follow."""
    before, after = counts(a=20, b=30, c=40), counts(a=21, b=30, c=40)
    first = published(before)
    assert not [row for one in first.printed for row in one.rows if row.suppressed]
    second = again(after, first)
    assert second["n.total"].row("all").count == 91
    assert second["n.x"].row("a").count is None
    assert sum(row.suppressed for row in second["n.x"].rows) >= 2


def test_without_the_ledger_the_same_edition_would_give_the_child_away():
    """The attack is real: what is accepted alone is refused beside the edition before it."""
    before, after = counts(a=20, b=30, c=40), counts(a=21, b=30, c=40)
    alone = protect(after, FIVE)
    assert leaks(after, alone, FIVE, year=YEAR) == []
    assert leaks(after, alone, FIVE, year=YEAR, releases=[published(before)])


def test_a_hidden_number_is_not_given_away_by_the_corrected_one():
    """Two were hidden; the corrected edition must not print what is left of them."""
    before, after = counts(a=2, b=3, c=40, d=30), counts(a=2, b=6, c=40, d=30)
    first = published(before)
    assert first.printed[1].row("b").suppressed
    second = again(after, first)
    assert second["n.x"].row("a").count is None
    assert leaks(after, list(second.values()), FIVE, year=YEAR, releases=[first]) == []


def by_year(**numbers) -> Table:
    rows = tuple(Row(code.replace("y", "").replace("_", "-"), code, number) for code, number in numbers.items())
    return Table("n.by_year", "Deaths by year", "n", 0, 0, rows, shares=False, parts=False)


def test_a_year_that_was_printed_in_its_own_report_cannot_be_hidden_later():
    before = [total("n", 7)]
    now = [total("n", 60), by_year(y2023_24=7, y2024_25=60)]
    first = published(before, year="2023-24")
    assert again(now, first)["n.by_year"].row("2023-24").count == 7
    with pytest.raises(NotProvable):
        again(now, first, rule=under(10))


def test_other_years_and_overridden_releases_do_not_stand_in_the_way():
    other = published(counts(a=1, b=30, c=40), year="2020-21")
    raw = counts(a=20, b=30, c=40)
    assert again(raw, other) == again(raw)
    shown = published(counts(a=6, b=30, c=40), overridden=True)
    hidden = replace(shown, printed=tuple(replace(one, base=None) for one in shown.printed))
    assert again(counts(a=6, b=30, c=40), hidden)


def test_a_corrected_year_is_proved_with_the_edition_before_it():
    """A whole year, one child recoded from one category to another."""
    before = year_of(1, 50, 65)
    place = next(n for n, one in enumerate(before) if one.key == "reviewed.category")
    rows = list(before[place].rows)
    most, least = (pick(range(len(rows)), key=lambda n: rows[n].count) for pick in (max, min))
    rows[most] = replace(rows[most], count=rows[most].count - 1)
    rows[least] = replace(rows[least], count=rows[least].count + 1)
    after = [*before]
    after[place] = replace(before[place], rows=tuple(rows))
    first = published(before)
    second = again(after, first)
    assert leaks(after, list(second.values()), FIVE, year=YEAR, releases=[first]) == []
    assert second["reviewed.category"].row(rows[most].code).count is None


def test_the_rounding_profile_takes_a_correction():
    rule = Rule("nhs-rounding", 8, 5)
    before, after = counts(a=21, b=33, c=48), counts(a=22, b=33, c=48)
    second = again(after, published(before, rule), rule=rule)
    assert [row.count for row in second["n.x"].rows] == [20, 35, 50]
