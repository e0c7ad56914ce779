"""Lists cost the same when there are many times more cases: as many queries, and as many pages of the database.

One database, filled twice in the run: some panels, then ten times as many. What grows is the number of panels, as it
does for England; the panel in hand stays as it is. Marked slow: filling takes a minute or two. The larger scales, to
70,000 cases, are measured by ``python -m bench``.
"""

import functools
import json
from io import StringIO
from typing import NamedTuple

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Panel, User
from cases.models import Case
from common import wall
from tests.integration.load.conftest import UNTIL, made

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

FEW, MANY = 4, 40
"""With four years each: some 1,000 cases, then some 10,000."""
MORE, SLACK = 1.2, 80
"""Pages may grow by a fifth, and by what the indexes of a page's tables gain in levels while they are so small; 80
pages are fewer than a walk through any of the tables that grow."""
EXCEPTIONS = {
    "/cases/?stage=all&sort=-died&page=2 manager": (1.7, "every case of the panel is put in order"),
    "/board/ manager": (
        4.5,
        "requests of few panels are joined whole; of many each one's case is looked up by its key",
    ),
    "/board/?by=agency manager": (4.5, "the same"),
    "/panel/ manager": (
        3.5,
        "agenda items and places of few panels are joined whole, later read by key; see the board",
    ),
}
"""What grows by more between these two, why, and how far it may. By how the plan changes once, not with England."""


class Cost(NamedTuple):
    """What one address costs: queries, and pages of the database that they read."""

    queries: int
    pages: int


LISTS = (
    ("/cases/", "manager"), ("/cases/?stage=all&sort=-died&page=2", "manager"), ("/cases/", "doctor"),
    ("/time-limits/", "manager"), ("/board/", "manager"), ("/board/?by=agency", "manager"),
    ("/notifications/", "manager"), ("/returns/", "manager"), ("/transfers/", "manager"), ("/panel/", "manager"),
    ("/people/audit/?reference={reference}", "auditor"),
    ("/requests/", "respondent"), ("/families/", "key_worker"), ("/panel/learning/", "chair"),
    ("/cases/{case}/", "manager"), ("/cases/{case}/timeline/", "manager"),
)  # fmt: skip
SEARCHES = ("surname", "nhs_number", "reference")


@pytest.fixture(scope="module")
def costs(django_db_setup, django_db_blocker):
    """``{address: (cost with few, cost with many)}``."""
    with made("growing", django_db_blocker.unblock) as there, django_db_blocker.unblock(), there():
        few = _filled_with(FEW, seed=3)
        many = _filled_with(MANY - FEW, seed=4)
    return {name: (few[name], many[name]) for name in few}


def _filled_with(panels: int, seed: int) -> dict:
    call_command(
        "generate_load", panels=panels, years=4, seed=seed, until=UNTIL, light=True, beside_other_cases=True,
        stdout=StringIO(),
    )  # fmt: skip
    return dict(_all_costs())


def _all_costs():
    panel = Panel.objects.get(code="load002")
    case = Case.objects.filter(panel=panel, reviewed_on__isnull=False).order_by("reviewed_on", "reference").first()
    child = apps.get_model("cases.Child").objects.get(case=case)
    for path, role in LISTS:
        asked = path.format(case=case.pk, reference=case.reference)
        browser = _browser(panel, role)
        yield f"{path} {role}", _cost(panel, lambda b=browser, a=asked: b.get(a))
    for what in SEARCHES:
        words = case.reference if what == "reference" else getattr(child, what)
        browser = _browser(panel, "manager")
        ask = functools.partial(browser.post, "/cases/search/", {"words": words}, follow=True)
        yield f"search {what}", _cost(panel, ask)


def _browser(panel: Panel, role: str) -> Client:
    browser = Client()
    browser.force_login(User.objects.filter(memberships__panel=panel, memberships__role=role).earliest("email"))
    return browser


def _cost(panel: Panel, call) -> Cost:
    assert call().status_code == 200
    with CaptureQueriesContext(connection) as context:
        call()
    with wall.only([panel.pk]):  # what the policies read counts too
        plans = [_plan(query["sql"]) for query in context if query["sql"].startswith("SELECT")]
    pages = sum(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] for plan in plans)
    return Cost(len(context), pages)


def _plan(sql: str) -> dict:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}")
        answer = cursor.fetchone()[0]
    return (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]


NAMES = [f"{path} {role}" for path, role in LISTS] + [f"search {what}" for what in SEARCHES]


@pytest.mark.parametrize("address", NAMES)
def test_a_page_costs_the_same_among_many_more(costs, address):
    few, many = costs[address]
    assert many.queries == few.queries
    more, _ = EXCEPTIONS.get(address, (MORE, ""))
    assert many.pages <= few.pages * more + SLACK, f"{few.pages} pages became {many.pages}"


def test_every_exception_is_of_a_page_that_is_asked_for():
    assert set(EXCEPTIONS) <= set(NAMES)


def test_a_case_page_takes_few_queries(costs):
    assert costs["/cases/{case}/ manager"][1].queries <= 25
