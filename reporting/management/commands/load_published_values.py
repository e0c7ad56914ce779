"""``load_published_values``: births, population and the other context of a report, from a file."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from audit.recording import SYSTEM, record
from common.reference import BadReferenceFile
from reporting.reference import published


class Command(BaseCommand):
    """``load_published_values FILE [--fingertips --source TEXT --extracted-on DATE]``."""

    help = "Loads values that others published: a plain file, or a Fingertips download."

    def add_arguments(self, parser) -> None:
        """A Fingertips download does not say where and when it was taken, so the command must."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--fingertips", action="store_true", help="the file is a Fingertips download")
        parser.add_argument("--source", default="", help="name of the source, printed beside every value")
        parser.add_argument("--extracted-on", type=date.fromisoformat, help="day of the download, as 2026-11-01")

    @transaction.atomic
    def handle(self, *args, file: Path, fingertips: bool, source: str, extracted_on: date | None, **options) -> None:
        """All or nothing; says what was added, changed and retired."""
        if fingertips and not (source and extracted_on):
            raise CommandError("A Fingertips download needs --source and --extracted-on.")
        try:
            loaded = (
                published.load_fingertips(file, source, extracted_on)
                if fingertips and extracted_on
                else published.load_plain(file)
            )
        except (BadReferenceFile, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(str(loaded))
        details = {"added": len(loaded.added), "changed": loaded.changed, "retired": loaded.retired}
        record("reference_loaded", by=SYSTEM, subject=loaded.name, details=details)
