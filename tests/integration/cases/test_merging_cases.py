"""One case merged into another: what stays there is said and can be reached, and two merges wait for one another."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.actions import access, key_workers, merging, notes
from cases.models import Case
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


def test_a_conflict_in_one_record_of_a_death_closes_the_others(panel, case, manager, person):
    """Somebody to whom one was closed would find the same child in the other."""
    first, second, third = (scenarios.open_case(panel, by=manager, child=CHILD) for _ in range(3))
    knew_second, knew_case, later = (person("manager") for _ in range(3))
    access.exclude(case=second, user=knew_second, by=manager, reason="Kin")
    access.exclude(case=case, user=knew_case, by=manager, reason="Kin")
    _merge(first, second, manager)
    _merge(case, first, manager)
    access.exclude(case=third, user=manager, by=manager, reason="Another death")
    access.exclude(case=case, user=later, by=later, reason="Kin")
    for one in (case, first, second):
        assert set(one.exclusions.values_list("user_id", flat=True)) == {knew_second.pk, knew_case.pk, later.pk}
    assert Case.objects.visible_to(knew_second).get() == third


def test_what_was_merged_by_mistake_is_no_other_record_of_the_death(panel, case, manager, person):
    other, manager_in_conflict = scenarios.open_case(panel, by=manager, child=CHILD), person("manager")
    made = _merge(case, other, manager)
    merging.undo(merge_id=made.pk, by=manager, reason="Two children")
    access.exclude(case=case, user=manager_in_conflict, by=manager, reason="Kin")
    assert not other.exclusions.exists()


def test_two_people_merging_each_case_into_the_other_wait_for_one_another(panel, case, manager):
    other = scenarios.open_case(panel, by=manager, child=CHILD)
    with CaptureQueriesContext(connection) as queries:
        _merge(case, other, manager)
    locks = [query["sql"] for query in queries if "FOR UPDATE" in query["sql"] and '"cases_case"' in query["sql"]]
    assert "ORDER BY" in locks[0]
    assert all(str(row.pk.hex) in locks[0].replace("-", "") for row in (case, other))
