"""``write_docs``: writes the documents that come from the code; ``--check`` only says whether they are up to date."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cdop.docs import WRITERS


class Command(BaseCommand):
    """Writes generated documents."""

    help = "Writes the documents that are made from the code."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a document is out of date")

    def handle(self, *args, check: bool, **options):
        stale = [path for path, text in WRITERS.items() if _current(path) != text()]
        if check and stale:
            raise CommandError(f"Out of date: {', '.join(stale)}. Run: python manage.py write_docs")
        for path in stale:
            (settings.BASE_DIR / path).write_text(WRITERS[path](), encoding="utf-8")
            self.stdout.write(f"Wrote {path}")
        self.stdout.write("All generated documents are up to date.")


def _current(path: str) -> str:
    file = settings.BASE_DIR / path
    return file.read_text(encoding="utf-8") if file.exists() else ""
