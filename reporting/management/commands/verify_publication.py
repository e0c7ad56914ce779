"""``verify_publication``: replays what was published from what was frozen, and compares."""

import json

from django.core.management.base import BaseCommand, CommandError

from audit.recording import SYSTEM
from common.documents.rendering import RenderingFailed
from reporting.annual_report.publishing import actions, verifying
from reporting.annual_report.publishing.models import Publication
from reporting.management.commands.annual_statistics import panel_named


class Command(BaseCommand):
    """``verify_publication --year 2024-25 [--panel CODE] [--edition-number N] [--figures]``."""

    help = "Makes the files of published editions again from the frozen figures and compares them."

    def add_arguments(self, parser) -> None:
        """Which editions; all of the panel where no year is named."""
        parser.add_argument("--year", help="financial year, for example 2024-25")
        parser.add_argument("--panel", help="the panel's code; may be left out where there is only one")
        parser.add_argument("--edition-number", type=int, help="one edition; all where it is left out")
        parser.add_argument("--figures", action="store_true", help="print the frozen figures as of their date, as JSON")

    def handle(self, *args, year, panel, figures, edition_number, **options) -> None:
        """Says of each comparison whether it holds; ends with status 1 where one does not."""
        named = {"report__year": year, "number": edition_number}
        chosen = {name: value for name, value in named.items() if value is not None}
        found = Publication.objects.filter(report__panel=panel_named(panel), state=Publication.State.PUBLISHED)
        found = found.filter(**chosen).select_related("report__panel").order_by("published_at")
        if not found:
            raise CommandError("Nothing of that kind is published.")
        if figures:
            self.stdout.write(json.dumps([one.public["figures"] for one in found], ensure_ascii=False, indent=2))
            return
        checked = [self._check(one) for one in found]
        if not all(checked):
            raise CommandError("Not everything is as it was published.")

    def _check(self, publication: Publication) -> bool:
        try:
            checks = verifying.check(publication, formats=None)
        except RenderingFailed as fault:
            raise CommandError(f"A file could not be made again: {fault}") from fault
        holds = all(one.holds for one in checks)
        actions.note_check(publication=publication, holds=holds, by=SYSTEM)
        self.stdout.write(f"{publication}, published {publication.published_at:%Y-%m-%d}")
        for one in checks:
            self.stdout.write(f"  {'holds  ' if one.holds else 'DIFFERS'}  {one.what}: {one.words}")
        return holds
