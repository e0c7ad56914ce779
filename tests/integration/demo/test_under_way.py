"""The present of the demonstration can be made with the actions as they are now, on any day of the year."""

import io
from datetime import date

import pytest
from django.core.management import call_command

from accounts.models import Panel
from cases.models import Case, Disposal, UrgentAccess
from cdop.demo import clock, kept, live, people
from panels.models import PackPaper

ORDINARY = date(2026, 11, 26)
DAYS = [
    pytest.param(ORDINARY, id="an ordinary Thursday"),
    pytest.param(date(2027, 1, 2), id="a Saturday after a bank holiday", marks=pytest.mark.slow),
    pytest.param(date(2027, 4, 1), id="the first day of a financial year", marks=pytest.mark.slow),
    pytest.param(date(2028, 2, 29), id="a leap day, a Tuesday", marks=pytest.mark.slow),
]


@pytest.mark.django_db
@pytest.mark.parametrize("day", DAYS)
def test_the_cases_under_way_and_their_papers(day):
    call_command("load_reference_data", stdout=io.StringIO())
    call_command("load_places", "--sample", stdout=io.StringIO())
    with clock.on(day):
        panel: Panel = people.build()
        assert live.build(panel) == len(live.CASES)
        kept.build(panel)
    assert Disposal.objects.get(case__panel=panel).state == "proposed"
    (opened,) = UrgentAccess.objects.filter(case__panel=panel)
    assert opened.ended_by_label == opened.user_label
    assert opened.ended_at < opened.ends_at
    assert Case.objects.of_panel(panel).count() >= len(live.CASES)
    listed = sum(plan[-1] == "listed" for plan in live.CASES)
    assert PackPaper.objects.filter(pack__meeting__panel=panel).count() == listed
