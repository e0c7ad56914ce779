"""Every row of every table opens exactly the cases that it counted, for those who may see them."""

import io
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from cases.actions import access
from cdop.demo import history
from common.dates import FinancialYear
from reporting.figures import counted_cases, definitions, opens
from reporting.statistics import annual_tables
from tests import factories
from tests.integration.reporting import rows

YEAR = FinancialYear(2024)


def printed(table) -> dict[str, int]:
    """Every number of a table that counts cases, by the code of its row."""
    beside = {"not_known": table.not_known, "all": table.base + table.not_known} if table.shares else {}
    return beside | {row.code: row.count for row in table.rows}


@pytest.mark.slow
@pytest.mark.django_db
def test_every_row_of_the_demonstrated_year_opens_as_many_cases_as_it_says(monkeypatch):
    call_command("load_reference_data", stdout=io.StringIO())
    panel = factories.panel(code="BL")
    call_command("import_cases", str(history.FILE), stdout=io.StringIO())
    manager, tables = factories.person(panel, Role.MANAGER), annual_tables(panel, YEAR)
    monkeypatch.setattr("reporting.figures.annual_tables", lambda *_: tables)
    asked, wrong = 0, []
    for table in (table for table in tables if opens(table.key)):
        for code, number in printed(table).items():
            found = counted_cases(panel, YEAR, table.key, code, by=manager)
            asked += 1
            if (found.number, found.cases.count()) != (number, number):
                wrong.append(f"{table.key} {code}: {number}, but {found.cases.count()} cases")
    assert not wrong
    assert asked > 150


def test_every_figure_of_the_year_is_in_the_catalogue(panel):
    assert {table.key for table in annual_tables(panel, YEAR)} == set(definitions())


def cases_at(figure: str, row: str, year: str = "2024-25") -> str:
    return reverse("reporting:figure_cases", args=[year, figure, row])


def test_a_row_lists_its_cases_and_the_look_is_recorded(panel, manager, signed_in):
    girl, boy = rows.case(panel, sex="female"), rows.case(panel, sex="male")
    shown = signed_in(manager).get(cases_at("notified.sex", "female")).content.decode()
    assert girl.reference in shown
    assert boy.reference not in shown
    assert "The figure is 1. All of its cases are listed." in shown
    details = {"year": "2024-25", "figure": "notified.sex", "row": "female", "cases": 1}
    assert Event.objects.get(verb="figure_cases_opened").details == details


def test_a_doctor_sees_the_cases_of_the_named_areas_only(panel, signed_in):
    inside = factories.area("E06000032")
    doctor = factories.person(panel, Role.DOCTOR, areas=[inside])
    near = rows.case(panel, local_authority=inside)
    far = rows.case(panel, local_authority=factories.area("E06000055"))
    shown = signed_in(doctor).get(cases_at("notified.total", "all")).content.decode()
    assert near.reference in shown
    assert far.reference not in shown
    assert "The figure is 2. 1 of these cases is open to you" in shown


@pytest.mark.parametrize("role", [Role.MANAGER, Role.DOCTOR])
@pytest.mark.parametrize("figure", ["notified.total", "reviewed.total", "reviewed.category"])
def test_a_case_closed_by_a_conflict_is_counted_and_not_listed(panel, manager, signed_in, role, figure):
    """Whoever works on cases may sit in conflict to one: it leaves their lists, and no figure changes by that."""
    area = factories.area("E06000032")
    person = factories.person(panel, role, areas=[area] if role == Role.DOCTOR else [])
    closed, other = (rows.reviewed(panel, local_authority=area, notified_on=date(2024, 6, 3)) for _ in range(2))
    url = cases_at(figure, "8" if figure.endswith("category") else "all")
    client = signed_in(person)
    assert "The figure is 2. All of its cases are listed." in client.get(url).content.decode()
    access.exclude(case=closed, user=person, by=manager, reason="Kin")
    shown = client.get(url).content.decode()
    assert closed.reference not in shown
    assert str(closed.pk) not in shown
    assert other.reference in shown
    assert "The figure is 2. 1 of these cases is open to you" in shown
    assert client.get(reverse("cases:case", args=[closed.pk])).status_code == 404
    access.exclude(case=other, user=person, by=manager, reason="Kin")
    assert "0 of these cases are open to you" in client.get(url).content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.MANAGER, Role.DOCTOR)])
def test_nobody_else_opens_the_cases_of_a_figure(panel, person, signed_in, role):
    rows.case(panel)
    client = signed_in(person(role))
    assert client.get(cases_at("notified.total", "all")).status_code == 403
    if role in (Role.CHAIR, Role.ANALYST):
        page = client.get(reverse("reporting:dashboard"), {"year": "2024-25", "theme": "notified"}).content.decode()
        assert "/cases/2024-25/" not in page


def test_the_public_page_opens_nothing(panel, manager, signed_in):
    for _ in range(12):
        rows.case(panel, sex="male")
    query = {"year": "2024-25", "theme": "notified"}
    client = signed_in(manager)
    assert cases_at("notified.sex", "male") in client.get(reverse("reporting:dashboard"), query).content.decode()
    assert "/cases/2024-25/" not in client.get(reverse("reporting:public_figures"), query).content.decode()


@pytest.mark.parametrize(
    "url",
    [cases_at("notified.names", "all"), cases_at("notified.sex", "cat"), cases_at("meetings.held", "all"),
     cases_at("notified.sex", "male", "2024")],
)  # fmt: skip
def test_a_row_that_does_not_exist_leads_nowhere(panel, manager, signed_in, url):
    assert signed_in(manager).get(url).status_code == 404


def test_every_figure_on_a_page_leads_to_how_it_is_counted(panel, manager, signed_in):
    rows.case(panel, sex="male")
    client = signed_in(manager)
    page = client.get(reverse("reporting:dashboard"), {"year": "2024-25", "theme": "notified"}).content.decode()
    assert page.count("How this figure is counted") == page.count('<section class="app-columns')
    how = client.get(reverse("reporting:definition", args=["notified.sex"])).content.decode()
    assert "1 April to 31 March" in how
    assert "Female; Male; Indeterminate" in how
    assert client.get(reverse("reporting:definition", args=["notified.names"])).status_code == 404
    assert (
        reverse("reporting:definition", args=["meetings.held"])
        in client.get(reverse("reporting:definitions")).content.decode()
    )
