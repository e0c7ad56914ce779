"""Long lists by the row where a page begins: everything is reached once, forwards and back, nothing is counted."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db.models import F

from accounts.models import Membership
from accounts.roles import Role
from common.paging import Walk
from tests import factories

pytestmark = pytest.mark.django_db
BEGAN = date(2020, 1, 1)
ORDERS = (
    ("ends_on", "-starts_on"),
    ("-ends_on", "starts_on"),
    (F("ends_on").asc(nulls_first=True), "-starts_on"),
    (F("ends_on").desc(nulls_last=True), "starts_on"),
    ("-starts_on",),
)


@pytest.fixture
def many(panel):
    """Roles of which some never end, and some share their days with others."""
    for number in range(11):
        held = factories.person(panel, Role.MEMBER).memberships.get()
        began = BEGAN + timedelta(number // 2)
        ends = None if number % 3 == 0 else date(2030, 1, 1 + number // 4)
        Membership.objects.filter(pk=held.pk).update(starts_on=began, ends_on=ends)
    return Membership.objects.filter(panel=panel)


def _walked(rows, size: int, towards: str) -> list:
    """All pages one after the other: forwards from the first, or back from the last row."""
    last = rows.order_by(*rows.query.order_by, "pk").last()
    query, seen = ({} if towards == "after" else {"before": str(last.pk)}), []
    for _ in range(50):
        page = Walk(rows, size, query)
        seen = [*seen, *page] if towards == "after" else [*page, *seen]
        if not (page.has_next if towards == "after" else page.has_previous):
            return seen if towards == "after" else [*seen, last]
        query = {towards: page.last if towards == "after" else page.first}
    raise AssertionError("no end was reached")


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 2, 4, 11, 50])
@pytest.mark.parametrize("towards", ["after", "before"])
def test_everything_is_reached_once_and_in_order(many, order, size, towards):
    rows = many.order_by(*order)
    assert _walked(rows, size, towards) == list(rows.order_by(*order, "pk"))


@pytest.mark.parametrize(
    "query", [{}, {"after": "x"}, {"before": "²"}, {"after": str(UUID(int=4))}, {"before": str(UUID(int=4))}]
)
def test_without_a_row_of_the_list_it_begins_anew(many, query):
    page = Walk(many.order_by("-starts_on"), 4, query)
    assert list(page) == list(many.order_by("-starts_on", "pk")[:4])
    assert (page.has_previous, page.has_next) == (False, True)


def test_a_row_outside_the_list_leads_nowhere(many, other_panel):
    outside = factories.person(other_panel, Role.MEMBER).memberships.get()
    page = Walk(many.order_by("-starts_on"), 4, {"after": str(outside.pk)})
    assert list(page) == list(many.order_by("-starts_on", "pk")[:4])


def test_a_page_costs_two_statements_wherever_it_lies(many, django_assert_num_queries):
    rows = many.order_by("-starts_on")
    with django_assert_num_queries(1):
        first = Walk(rows, 4, {})
    with django_assert_num_queries(2):
        Walk(rows, 4, {"after": first.last})


def test_an_order_that_is_worked_out_is_refused(many):
    with pytest.raises(TypeError):
        Walk(many.order_by(F("starts_on") + timedelta(1)), 4, {})


def test_an_empty_list_has_one_page():
    page = Walk(Membership.objects.none().order_by("-starts_on"), 4, {})
    assert (list(page), page.has_previous, page.has_next) == ([], False, False)
