"""Lists cost the same when there are a hundred times more cases: as many queries, as many pages of the database.

One database, filled twice in the run: some 1,000 cases, then 100,000. What grows is the number of panels, as it does
for England; the panel in hand stays as it is. Marked slow: filling takes a minute or two. Times, and 700,000 cases, are
measured by ``python -m bench``.
"""

import functools
import json
from io import StringIO
from typing import NamedTuple

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Panel, User
from cases.models import Case
from common import wall
from tests.integration.load.conftest import UNTIL, made

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

FEW, MANY = 4, 414
"""With four years each: 966 cases, then 99,940."""
MORE, SLACK = 1.2, 40
"""Pages may grow by a fifth, by one for each search of an index, since a tree of a hundred times more keys is a level
higher, and by 40: a list of 25 rows finds them closer together while there are few."""
OF_SMALL_TABLES = ("seqscan", "hashjoin", "mergejoin")
"""What is small the planner reads whole, which is cheaper than any index and tells nothing of what comes later. So the
first measure is of the plan that a large table gets, the second of the one that PostgreSQL chooses."""


class Cost(NamedTuple):
    """What one address costs: queries, pages of the database that they read, and searches of indexes among it."""

    queries: int
    pages: int
    searches: int


LISTS = (
    ("/cases/", "manager"), ("/cases/?stage=all&sort=-died&page=2", "manager"), ("/cases/", "doctor"),
    ("/time-limits/", "manager"), ("/board/", "manager"), ("/board/?by=agency", "manager"),
    ("/notifications/", "manager"), ("/returns/", "manager"), ("/transfers/", "manager"), ("/panel/", "manager"),
    ("/people/audit/", "auditor"), ("/people/audit/?reference={reference}", "auditor"),
    ("/requests/", "respondent"), ("/families/", "key_worker"), ("/panel/learning/", "chair"),
    ("/cases/{case}/", "manager"), ("/cases/{case}/timeline/", "manager"),
)  # fmt: skip
SEARCHES = ("surname", "nhs_number", "reference")


@pytest.fixture(scope="module")
def costs(django_db_setup, django_db_blocker):
    """``{address: (cost with few, cost with many)}``."""
    with made("growing", django_db_blocker.unblock) as there, django_db_blocker.unblock(), there():
        _fill(FEW, seed=3)
        few = dict(_all_costs(allowed=False))
        _fill(MANY - FEW, seed=4)
        many = dict(_all_costs(allowed=True))
    return {name: (few[name], many[name]) for name in few}


def _fill(panels: int, seed: int) -> None:
    call_command(
        "generate_load", panels=panels, years=4, seed=seed, until=UNTIL, light=True, beside_other_cases=True,
        stdout=StringIO(),
    )  # fmt: skip


def _all_costs(*, allowed: bool):
    """With the ways to read small tables allowed or not."""
    panel = Panel.objects.get(code="load002")
    case = Case.objects.filter(panel=panel, reviewed_on__isnull=False).order_by("reviewed_on", "reference").first()
    child = apps.get_model("cases.Child").objects.get(case=case)
    for path, role in LISTS:
        asked = path.format(case=case.pk, reference=case.reference)
        browser = _browser(panel, role)
        yield f"{path} {role}", _cost(panel, lambda b=browser, a=asked: b.get(a), allowed)
    for what in SEARCHES:
        words = case.reference if what == "reference" else getattr(child, what)
        browser = _browser(panel, "manager")
        ask = functools.partial(browser.post, "/cases/search/", {"words": words}, follow=True)
        yield f"search {what}", _cost(panel, ask, allowed)


def _browser(panel: Panel, role: str) -> Client:
    browser = Client()
    browser.force_login(User.objects.filter(memberships__panel=panel, memberships__role=role).earliest("email"))
    return browser


def _cost(panel: Panel, call, allowed: bool) -> Cost:
    assert call().status_code == 200
    with CaptureQueriesContext(connection) as context:
        call()
    with wall.only([panel.pk]):  # what the policies read counts too
        plans = [_plan(query["sql"], allowed) for query in context if query["sql"].startswith("SELECT")]
    pages = sum(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] for plan in plans)
    return Cost(len(context), pages, sum(_searches(plan) for plan in plans))


def _plan(sql: str, allowed: bool) -> dict:
    with transaction.atomic(), connection.cursor() as cursor:
        for way in () if allowed else OF_SMALL_TABLES:
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}")
        answer = cursor.fetchone()[0]
    return (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]


def _searches(plan: dict) -> int:
    return plan.get("Index Searches", 0) + sum(_searches(part) for part in plan.get("Plans", ()))


NAMES = [f"{path} {role}" for path, role in LISTS] + [f"search {what}" for what in SEARCHES]


@pytest.mark.parametrize("address", NAMES)
def test_a_page_costs_the_same_among_many_more(costs, address):
    few, many = costs[address]
    assert many.queries == few.queries
    assert many.pages <= few.pages * MORE + many.searches + SLACK, f"{few.pages} pages became {many.pages}"


def test_a_case_page_takes_few_queries(costs):
    assert costs["/cases/{case}/ manager"][1].queries <= 25
