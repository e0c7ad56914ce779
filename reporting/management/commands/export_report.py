"""``export_report``: writes the annual report of a year to a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Panel
from common.dates import FinancialYear
from common.documents.checks import DocumentError
from common.documents.rendering import RenderingFailed
from reporting.annual_report import exporting
from reporting.annual_report.models import Export
from reporting.child import DrawingFailed


class Command(BaseCommand):
    """Writes the annual report; the figures come from the live database."""

    help = "Writes the annual report of a financial year to a file (csv writes a zip of tables)."

    def add_arguments(self, parser):
        """The options fixed by the exchange forms."""
        parser.add_argument("--year", required=True, help="For example 2024-25.")
        parser.add_argument("--panel", help="The panel's code; may be left out where there is one panel.")
        parser.add_argument("--edition", required=True, choices=Export.Edition.values)
        parser.add_argument("--format", required=True, choices=Export.Format.values)
        parser.add_argument("--output", required=True, type=Path, help="The file to write.")

    def handle(self, *, year, panel, edition, output, **options):
        """Makes the file and says where it is."""
        try:
            content = exporting.for_command(_panel(panel), _year(year), edition, options["format"])
            Path(output).write_bytes(content)
        except (DocumentError, RenderingFailed, DrawingFailed) as fault:
            raise CommandError(f"The report could not be made: {fault}") from fault
        except OSError as fault:
            raise CommandError(f"{output} could not be written: {fault.strerror}.") from fault
        self.stdout.write(f"Wrote {output} ({len(content):,} bytes).")


def _panel(code: str | None) -> Panel:
    panels = Panel.objects.filter(code=code) if code else Panel.objects.all()
    if len(panels) == 1:
        return panels[0]
    if code:
        raise CommandError(f"There is no panel with the code “{code}”.")
    known = ", ".join(sorted(panel.code for panel in panels))
    raise CommandError(f"Say which panel with --panel: {known}." if known else "There is no panel yet.")


def _year(text: str) -> FinancialYear:
    try:
        return FinancialYear.parse(text)
    except ValueError as fault:
        raise CommandError(f"“{text}” is not a financial year such as 2024-25.") from fault
