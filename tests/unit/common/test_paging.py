"""Pages over long lists: exact while the list is short, and never counted further than needed."""

import pytest

from common.paging import AHEAD, Pages, page_at


@pytest.mark.parametrize(("rows", "said", "more"), [(0, "0", False), (26, "26", False), (1025, "1,025", False)])
def test_a_list_of_usual_length_is_counted(rows, said, more):
    pages = Pages(range(rows), 25)
    assert (pages.said, pages.has_more) == (said, more)


def test_a_long_list_says_so_and_goes_on():
    pages = Pages(range(100_000), 25)
    assert (pages.said, pages.has_more, pages.num_pages) == ("More than 1,025", True, 41)
    deep = page_at(range(100_000), 25, "2000")
    assert list(deep.object_list) == list(range(49_975, 50_000))
    assert deep.has_next()


@pytest.mark.parametrize(("asked", "number"), [(None, 1), ("", 1), ("x", 1), ("²", 1), ("99", 3), ("2", 2), ("0", 3)])
def test_a_number_out_of_range_gives_a_page_all_the_same(asked, number):
    assert page_at(range(60), 25, asked).number == number


def test_everything_can_be_reached():
    rows, number, seen = range(AHEAD * 3), 1, []
    while True:
        page = page_at(rows, 50, str(number))
        seen += page.object_list
        if not page.has_next():
            break
        number += 1
    assert seen == list(rows)
