"""Charts: drawn from protected figures, clean enough to stand in a page."""

import re

import pytest

from reporting.charts import chart_of, draw
from reporting.disclosure import NONE, protect, under
from tests.unit.reporting.made import table


def test_a_raw_table_is_not_drawn():
    with pytest.raises(TypeError, match="protected"):
        chart_of(table("n.x", {"a": 20, "b": 10}), "Sample")


@pytest.mark.parametrize("counts", [{"all": 20}, {"a": 0, "b": 0}])
def test_nothing_to_see_is_not_drawn(counts):
    assert chart_of(protect([table("n.x", counts)], NONE)[0], "Sample") is None


def test_the_sentence_says_base_and_hides_what_the_table_hides():
    chart = chart_of(protect([table("n.x", {"a": 30, "b": 3, "c": 4}, 2)], under(5))[0], "Sample")
    assert chart.alt == "Deaths n by n.x: A 30. 2 numbers not shown. Base 37, not known 2."
    assert (chart.values, chart.shown) == ((30, None, None), ("30", "[c]", "[c]"))


@pytest.mark.parametrize("key", ["notified.age", "reviewed.category"])
def test_the_picture_is_plain(key):
    made = table(key, {"under <28> & “days”": 30, "a rather long name that has to be broken into lines": 12})
    drawn = draw(chart_of(protect([made], NONE)[0], "Sample"))
    for svg, width in ((drawn.wide, 640), (drawn.narrow, 360)):
        assert svg.startswith(f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{width}"')
        assert not re.search(r"style=| id=|<script|<style|href=|clip|aria-|<28>", svg)
        assert "30</text>" in svg


def test_a_hidden_number_has_no_length():
    """The drawing of two tables that differ in hidden numbers only is the same."""
    first, second = ({"a": 30, "b": 3, "c": 8}, {"a": 30, "b": 4, "c": 7})
    pictures = [draw(chart_of(protect([table("n.x", c)], under(5))[0], "Sample")).wide for c in (first, second)]
    assert pictures[0] == pictures[1]
