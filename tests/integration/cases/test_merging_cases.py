"""One case merged into another: what stays there is said and can be reached, and two merges wait for one another."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.actions import key_workers, notes
from common.dates import today
from tests import factories, scenarios
from tests.integration.cases.test_merging import CHILD, _merge


@pytest.fixture
def case(panel, manager):
    return scenarios.open_case(panel, by=manager, child=CHILD)


def test_the_page_says_what_stays_with_the_other_case_and_leads_back_to_it(panel, case, manager, signed_in):
    other = scenarios.open_case(panel, by=manager, child=CHILD)
    for n in range(2):
        notes.add(case_id=other.pk, new_id=uuid.uuid4(), by=manager, happened_on=today(), text=f"Sample {n}")
    named = {"name": "Sample Worker", "organisation": factories.organisation(), "contact": "x", "starts_on": today()}
    key_workers.name(case_id=other.pk, new_id=uuid.uuid4(), by=manager, **named)
    client = signed_in(manager)
    page = client.get(reverse("cases:merge_case", args=[case.pk, other.pk])).content.decode()
    assert "2 notes, 1 key worker." in page
    _merge(case, other, manager)
    assert (
        reverse("cases:case", args=[other.pk])
        in client.get(reverse("cases:duplicates", args=[case.pk])).content.decode()
    )


def test_two_people_merging_each_case_into_the_other_wait_for_one_another(panel, case, manager):
    other = scenarios.open_case(panel, by=manager, child=CHILD)
    with CaptureQueriesContext(connection) as queries:
        _merge(case, other, manager)
    locks = [query["sql"] for query in queries if "FOR UPDATE" in query["sql"] and '"cases_case"' in query["sql"]]
    assert "ORDER BY" in locks[0]
    assert all(str(row.pk.hex) in locks[0].replace("-", "") for row in (case, other))
