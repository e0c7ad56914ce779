"""Components read back from their HTML."""

import pytest
from bs4 import BeautifulSoup
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from common.components import Bar, BarTable, Cell, Column, Link, SummaryRow, Table, Tag

HOSTILE = "<script>x</script>"


def draw(source: str, query: str = "", **values) -> BeautifulSoup:
    request = RequestFactory().get(f"/list/?{query}")
    html = Template("{% load components %}" + source).render(Context({"request": request, **values}))
    return BeautifulSoup(html, "html.parser")


def table(**options) -> Table:
    columns = [Column("Area", sort="area"), Column("Deaths", numeric=True)]
    return Table("Deaths by area", columns, [["Eastmere", 4], [Cell(HOSTILE, url="/w"), 2]], **options)


def test_a_table_has_a_caption_and_headers_on_both_sides():
    soup = draw("{% data_table table %}", table=table())
    assert soup.caption.text == "Deaths by area"
    assert [head["scope"] for head in soup.select("th")] == ["col", "col", "row", "row"]
    assert "govuk-table__cell--numeric" in soup.select("td")[0]["class"]
    assert not soup.find("script")


@pytest.mark.parametrize(
    ("sort", "state", "link"), [("", None, "area"), ("area", "ascending", "-area"), ("-area", "descending", "area")]
)
def test_a_sortable_column_says_how_it_stands_and_turns_round(sort, state, link):
    soup = draw("{% data_table table %}", "stage=closed&page=3", table=table(sort=sort))
    head = soup.th
    assert head.get("aria-sort") == state
    assert head.a["href"] == f"?stage=closed&sort={link}"


def test_a_row_of_the_wrong_length_is_a_mistake():
    wrong = Table("x", [Column("a")], [[1, 2]])
    with pytest.raises(ValueError, match="zip"):
        draw("{% data_table table %}", table=wrong)


def test_paging_keeps_the_filter_and_marks_the_page():
    soup = draw("{% pagination page %}", "stage=a&stage=b&page=5", page=Paginator(range(100), 10).get_page(5))
    assert soup.select_one("[aria-current=page]").text == "5"
    assert soup.select_one("[rel=next]")["href"] == "?stage=a&stage=b&page=6"
    assert soup.select_one("[rel=prev]")["href"] == "?stage=a&stage=b&page=4"
    assert [item.text for item in soup.select("li")] == ["1", "⋯", "4", "5", "6", "⋯", "10"]


def test_one_page_needs_no_paging():
    assert not draw("{% pagination page %}", page=Paginator(range(3), 10).get_page(1)).nav


def test_repeated_links_say_what_they_change():
    soup = draw("{% summary_list rows %}", rows=[SummaryRow("Chair", "Dr A", [Link("Change", "/c")])])
    assert soup.a.text == "Change chair"


def test_lines_of_a_value_are_kept_and_escaped():
    soup = draw("{% summary_list rows %}", rows=[SummaryRow("Place", f"Ward 4\n{HOSTILE}")])
    assert soup.dd.find("br")
    assert not soup.find("script")


def test_bars_are_in_proportion_and_a_suppressed_number_has_none():
    bars = [Bar("A", 40, "40"), Bar("B", 10, "10"), Bar("C", None, "[c]"), Bar("D", 0, "0")]
    soup = draw("{% bar_table table %}", table=BarTable("x", "Category", "Deaths", bars))
    assert [rect["width"] for rect in soup.select("rect")] == ["100.0", "25.0", "0.0"]
    assert [cell.text for cell in soup.select("td.app-bars__value")] == ["40", "10", "[c]", "0"]
    assert not soup.select("[style]")


def test_a_tag_has_one_of_the_known_colours():
    assert draw('{% tag "Overdue" "red" %}').strong["class"] == ["govuk-tag", "govuk-tag--red"]
    with pytest.raises(ValueError, match="pink"):
        Tag("x", "pink")


def test_a_part_of_the_address_is_changed_or_taken_out():
    soup = draw("<a href='{% querystring_with year=2024 page=None %}'>x</a>", "page=2&area=e")
    assert soup.a["href"] == "?area=e&year=2024"
