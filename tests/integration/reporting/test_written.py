"""A statement that is written once answers for the panel, year and day of each call, and says the rest as it was."""

import uuid
from datetime import date

import pytest

from cases.workflow import Status
from common.dates import FinancialYear
from common.written import answer

pytestmark = pytest.mark.django_db


def _write(panel_id, year, until):
    said = "SELECT %s::text, '5 %%', 7 %% 4, %s, %s, %s, %s, %s::uuid"
    return said, ("it's 50%\\ (%s)", Status.LISTED, 2.5, year.first, until, panel_id)


@pytest.mark.parametrize("start", [2024, 2026])
def test_what_differs_is_put_in_and_the_rest_is_said_as_it_was(start):
    panel, year, until = uuid.uuid4(), FinancialYear(start), date(2026, 2, 3)
    found = answer(_write, panel, year, until)
    assert found == [("it's 50%\\ (%s)", "5 %", 3, "listed", 2.5, year.first, until, panel)]
