"""``import_cases FILE.csv``: case-level records from another system, all or nothing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Q

from accounts.management.panel_option import add_panel_option, chosen_panel
from accounts.models import Area
from audit.recording import SYSTEM
from cases.actions.imports import import_rows
from cases.imports.rows import parse
from cases.models import FactorCode
from common.dates import today
from common.errors import Refusal


class Command(BaseCommand):
    """Reports every bad row, and imports only a file without any."""

    help = "Imports case-level records from a CSV file; all or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        add_panel_option(parser)
        parser.add_argument("--dry-run", action="store_true", help="check the file and say what would happen")

    def handle(self, *args, **options):
        panel = chosen_panel(options)
        parsed = self._parse(options["file"], panel)
        if parsed.faults:
            for fault in sorted(parsed.faults):
                self.stderr.write(str(fault))
            raise CommandError(f"Nothing was imported: {len(parsed.faults)} to put right.")
        self._import(panel, parsed.rows, dry_run=options["dry_run"])

    def _parse(self, path: Path, panel):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"Cannot read {path}: {error.strerror}.") from error
        codes = FactorCode.objects.filter(Q(panel__isnull=True) | Q(panel=panel), retired=False)
        return parse(
            data,
            areas=set(Area.objects.filter(retired=False).values_list("code", flat=True)),
            factors=set(codes.values_list("code", flat=True)),
            today=today(),
        )

    @transaction.atomic
    def _import(self, panel, rows, *, dry_run: bool) -> None:
        try:
            outcome = import_rows(panel=panel, rows=rows, by=SYSTEM)
        except Refusal as refusal:
            raise CommandError(f"Nothing was imported: {refusal.sentence}") from refusal
        for reference in outcome.updated:
            self.stdout.write(f"{reference}: updated")
        counts = f"{len(outcome.added)} added, {len(outcome.updated)} updated, {len(outcome.unchanged)} unchanged"
        if dry_run:
            transaction.set_rollback(True)
            self.stdout.write(f"Dry run, nothing was imported. It would be: {counts}.")
        else:
            self.stdout.write(f"{panel.name}: {counts}.")
