"""Bodies that merge: their history stays under their own names."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.actions import organisations
from accounts.models import Organisation
from accounts.selectors.organisations import before, present_organisations
from audit.models import Event
from cases.actions import requests
from common.dates import today
from common.errors import NotNow, Refused
from tests import factories, scenarios

FIRST_DAY = date(2026, 4, 1)


@pytest.fixture
def admin(person):
    return person("administrator")


@pytest.fixture
def boards(db):
    return [factories.organisation(f"Sample Board {name}", kind="icb") for name in ("North", "South", "Whole")]


def _merge(panel, admin, boards, on=FIRST_DAY):
    north, south, whole = boards
    return organisations.merge(predecessors=[north.pk, south.pk], successor_id=whole.pk, on=on, panel=panel, by=admin)


def test_each_ends_the_day_before_and_points_at_what_follows(panel, admin, boards):
    whole = _merge(panel, admin, boards)
    assert {row.valid_to for row in before(whole)} == {date(2026, 3, 31)}
    assert whole.valid_to is None
    assert Event.objects.filter(verb="organisation_changed").count() == 2


def test_a_request_of_the_time_before_keeps_its_name(panel, admin, boards, manager):
    case = scenarios.open_case(panel, by=manager)
    asked = requests.ask(
        case_id=case.pk, new_id=uuid.uuid4(), by=manager, organisation=boards[0], respondent_name="Sample",
        respondent_email="board@example.org",
    )  # fmt: skip
    _merge(panel, admin, boards)
    asked.refresh_from_db()
    assert asked.organisation.name == "Sample Board North"
    assert asked.organisation.successor.name == "Sample Board Whole"


def test_only_those_of_today_are_offered(panel, admin, boards):
    future = factories.organisation("Sample Board Future")
    Organisation.objects.filter(pk=future.pk).update(valid_from=today() + timedelta(days=9))
    _merge(panel, admin, boards, on=today())
    assert list(present_organisations().values_list("name", flat=True)) == ["Sample Board Whole"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"valid_to": date(2020, 1, 1)}, "ended"),
        ({"valid_from": FIRST_DAY}, "not_begun"),
    ],
)
def test_dates_that_cannot_be(panel, admin, boards, change, code):
    Organisation.objects.filter(pk=boards[0].pk).update(**change)
    with pytest.raises(NotNow) as refused:
        _merge(panel, admin, boards)
    assert refused.value.code == code
    assert not Organisation.objects.filter(successor__isnull=False).exists()


def test_no_circle(panel, admin, boards):
    north, _, whole = boards
    _merge(panel, admin, boards)
    with pytest.raises(NotNow) as refused:
        organisations.merge(predecessors=[whole.pk], successor_id=north.pk, on=date(2027, 1, 1), panel=panel, by=admin)
    assert refused.value.code == "circle"
    facts = {"name": whole.name, "successor": north}
    with pytest.raises(NotNow) as refused:
        organisations.change(organisation_id=whole.pk, version=1, panel=panel, by=admin, **facts)
    assert refused.value.code == "no_last_day"


def test_only_administrators(panel, boards, manager):
    with pytest.raises(Refused):
        _merge(panel, manager, boards)


def test_through_the_page(panel, admin, boards, signed_in):
    client, page = signed_in(admin), reverse("accounts:organisation_merger")
    north, south, whole = boards
    answers = {"successor": whole.pk, "on_day": 1, "on_month": 4, "on_year": 2026}
    assert (
        "cannot be taken over by itself" in client.post(page, {**answers, "predecessors": [whole.pk]}).content.decode()
    )
    assert client.post(page, {**answers, "predecessors": [north.pk, south.pk]}).status_code == 302
    listed = client.get(reverse("accounts:organisations")).content.decode()
    assert listed.count("Taken over by Sample Board Whole") == 2
    detail = client.get(reverse("accounts:organisation_edit", args=[whole.pk])).content.decode()
    assert "Took over from" in detail
    assert "31 March 2026" in detail
