"""``restore``: a backup into an empty database and an empty store, with proof that nothing is missing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from audit.recording import SYSTEM
from cdop.keeping import actions
from cdop.keeping.sealed import Refused


class Command(BaseCommand):
    """Restores a backup."""

    help = "Restores a backup into an empty place; refuses damaged, foreign and too old ones first."
    requires_system_checks = []

    def add_arguments(self, parser):
        """Which backup, and the key that opens it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--identity", type=Path, required=True, metavar="KEYFILE", help="The private key's file.")
        parser.add_argument("--accept-older", default="", metavar="REASON", help="Take one older than an anchor.")

    def handle(self, *, file, identity, accept_older, **options):
        """Restores and says what came."""
        try:
            key = identity.read_text(encoding="utf-8")
            said = actions.restore(path=file, private_key=key, accept_older=accept_older, by=SYSTEM)
        except (Refused, OSError) as fault:
            raise CommandError(str(fault)) from fault
        rows = sum(said["rows"].values())
        self.stdout.write(f"Restored the backup of {said['made_at']}: {rows} rows, {len(said['files'])} files.")
        self.stdout.write("The audit trail holds. Now run the migrations, then start the parts.")
