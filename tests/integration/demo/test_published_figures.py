"""The plan of the demonstration reproduces the published report. The whole chain is checked on the running site."""

import io

import pytest
from django.core.management import CommandError, call_command

from cdop.demo import history
from common.dates import FinancialYear
from reporting.figures import annual_figures
from tests import factories, scenarios
from tests.integration.demo.published import wrong


def figures_of(panel):
    found = {}

    def figures(year: str):
        if year not in found:
            found[year] = annual_figures(panel, FinancialYear.parse(year), "confidential")
        return found[year]

    return figures


@pytest.mark.slow
@pytest.mark.django_db
def test_the_plan_imported_gives_the_published_figures():
    call_command("load_reference_data", stdout=io.StringIO())
    panel = factories.panel(code="BL")
    call_command("import_cases", str(history.FILE), stdout=io.StringIO())
    assert wrong(figures_of(panel)) == []


@pytest.mark.django_db
def test_it_refuses_a_database_with_other_cases(panel):
    scenarios.open_case(panel)
    with pytest.raises(CommandError, match="holds other cases"):
        call_command("seed_demo")


@pytest.mark.django_db
def test_it_refuses_outside_a_demonstration(settings):
    settings.DEMONSTRATION = False
    for command in ("seed_demo", "demo_code"):
        with pytest.raises(CommandError, match="demonstration"):
            call_command(command)
