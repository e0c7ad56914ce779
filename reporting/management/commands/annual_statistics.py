"""Prints a year's statistics from the live database, in the fixed exchange form."""

import json

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Panel
from common.dates import FinancialYear
from reporting.child import DrawingFailed
from reporting.figures import CONFIDENTIAL, EDITIONS, annual_figures


class Command(BaseCommand):
    """``annual_statistics --year 2024-25 [--panel CODE] [--edition confidential|public] --format json``."""

    help = "Prints the statistics of a financial year as JSON."

    def add_arguments(self, parser) -> None:
        """The fixed options."""
        parser.add_argument("--year", required=True, help="financial year, for example 2024-25")
        parser.add_argument("--panel", help="the panel's code; may be left out where there is only one")
        parser.add_argument("--edition", choices=EDITIONS, default=CONFIDENTIAL)
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(self, *args, year: str, panel: str | None, edition: str, **options) -> None:
        """Counts and prints, or says in one sentence what is wrong."""
        try:
            figures = annual_figures(panel_named(panel), year_named(year), edition)
        except DrawingFailed as reason:
            raise CommandError(reason.sentence) from reason
        self.stdout.write(json.dumps(figures.as_json(), ensure_ascii=False, indent=2))


def panel_named(code: str | None) -> Panel:
    """The panel with this code, or the only one."""
    panels = list(Panel.objects.filter(code=code) if code else Panel.objects.all()[:2])
    if len(panels) == 1:
        return panels[0]
    if code:
        raise CommandError(f"There is no panel with the code “{code}”.")
    raise CommandError("There is no panel yet." if not panels else "There are several panels: name one with --panel.")


def year_named(text: str) -> FinancialYear:
    """The financial year written like 2024-25."""
    try:
        return FinancialYear.parse(text)
    except ValueError as wrong:
        raise CommandError(f"“{text}” is not a financial year such as 2024-25.") from wrong
