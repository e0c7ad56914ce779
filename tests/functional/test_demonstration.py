"""The running demonstration: its figures are the published ones, its trail holds, and mail of the past stays back."""

import json
import re
from datetime import date, datetime

import pytest

from tests.integration.demo.published import wrong

pytestmark = pytest.mark.browser


def figures_of(site):
    found = {}

    def figures(year: str):
        if year not in found:
            run = site.manage("annual_statistics", "--year", year, "--edition", "confidential", "--format", "json")
            assert run.returncode == 0, run.stderr
            tables = json.loads(run.stdout)["tables"]
            found[year] = {table["key"]: _Table(table) for table in tables}
        return found[year]

    return figures


class _Table:
    def __init__(self, data: dict) -> None:
        self.base, self.not_known = data["base"], data["not_known"]
        self.rows = [_Row(row) for row in data["rows"]]


class _Row:
    def __init__(self, data: dict) -> None:
        self.code, self.count, self.percent = data["code"], data["count"], data["percent"]


def test_the_whole_chain_gives_the_published_figures(site):
    figures = figures_of(site)
    assert wrong(figures) == []
    assert figures("2024-25")["meetings.held"].rows[0].count == 11


def test_the_trail_holds_and_a_second_seeding_changes_nothing(site):
    assert "The audit trail holds" in site.manage("verify_audit").stdout
    assert "nothing was changed" in site.manage("seed_demo").stdout


DAY = re.compile(r"\b(\d{1,2} [A-Z][a-z]+ 20\d\d)\b")


def _names_a_day_before(day: date, subject: str) -> bool:
    found = DAY.search(" ".join(subject.split()))
    return bool(found) and datetime.strptime(found[1], "%d %B %Y").date() < day


def test_mail_of_the_made_up_past_reaches_nobody(site):
    """Journeys write about the day on which the site began and later, also when midnight has passed since."""
    subjects = [message["Subject"] or "" for message in site.post.received]
    assert not [subject for subject in subjects if _names_a_day_before(site.began, subject)]
