"""Another death in the family that nothing proposes: found by its reference, by whoever may link it."""

import pytest
from django.urls import reverse

from tests import factories, scenarios


@pytest.fixture
def case(panel, manager):
    return scenarios.open_case(panel, by=manager)


def _asked(case, reference: str) -> str:
    return f"{reverse('cases:case_family', args=[case.pk])}?reference={reference}"


def test_the_reference_leads_to_the_page_that_links(case, panel, manager, signed_in):
    other = scenarios.open_case(panel, by=manager)
    answer = signed_in(manager).get(_asked(case, f" {other.reference.lower()} "))
    assert answer["Location"] == reverse("cases:family_link", args=[case.pk, other.pk])


def test_nothing_tells_a_case_out_of_sight_from_one_that_is_not_there(case, panel, other_panel, manager, signed_in):
    far = scenarios.open_case(other_panel, by=factories.person(other_panel, "manager"))
    client, pages = signed_in(manager), []
    for reference in (far.reference, "BL-1999-0001", case.reference):
        answer = client.get(_asked(case, reference))
        assert answer.status_code == 200
        pages.append("no other case with this reference" in answer.content.decode())
    assert pages == [True, True, True]


def test_who_only_reads_the_case_is_not_offered_it(case, doctor, panel, manager, signed_in):
    other = scenarios.open_case(panel, by=manager)
    client = signed_in(doctor)
    assert "Reference of another death" not in client.get(_asked(case, "")[: -len("?reference=")]).content.decode()
    assert client.get(_asked(case, other.reference)).status_code == 403
