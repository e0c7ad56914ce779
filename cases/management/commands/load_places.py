"""``load_places``: official lookup files, from postcode to small area and authority, and from small area to decile."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from audit.recording import SYSTEM
from cases.reference import places
from common.reference import BadReferenceFile


class Command(BaseCommand):
    """All of a file or nothing; the same file twice is loaded once."""

    help = "Loads a lookup file of postcodes, or of the Index of Multiple Deprivation (see docs/guides/places.md)."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, nargs="?", help="CSV as published, unpacked")
        parser.add_argument("--released", type=date.fromisoformat, help="release date of the file, YYYY-MM-DD")
        parser.add_argument("--edition", type=int, help="edition of the index, for a deprivation file: 2019 or 2025")
        parser.add_argument("--sha256", default="", help="checksum that the file must have")
        parser.add_argument("--sample", action="store_true", help="the invented lookup that ships with the service")

    def handle(self, *args, **options):
        try:
            self._load(options)
        except (BadReferenceFile, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error

    def _load(self, options) -> None:
        if options["sample"]:
            for made in places.load_sample(by=SYSTEM):
                self._tell(made, True)
            return
        if not options["file"] or not options["released"]:
            raise CommandError("Give the file and --released YYYY-MM-DD, or --sample.")
        found, new = places.load(
            options["file"],
            released_on=options["released"],
            edition=options["edition"],
            sha256=options["sha256"],
            by=SYSTEM,
        )
        self._tell(found, new)

    def _tell(self, found, new: bool) -> None:
        edition = f", edition {found.edition}" if found.edition else ""
        done = "loaded" if new else "is there already; nothing was changed"
        self.stdout.write(
            f"{found.name}: {found.rows} rows{edition}, released {found.released_on}, SHA-256 {found.sha256}: {done}"
        )
