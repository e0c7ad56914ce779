"""``backup``: one encrypted file with the database, the documents and the heads of the audit trail."""

from pathlib import Path

import pyrage
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from audit.recording import SYSTEM
from cdop.keeping import actions
from cdop.keeping.sealed import Refused


class Command(BaseCommand):
    """Makes a backup, checks one, or makes the pair of keys."""

    help = "Makes one encrypted backup. The private key that opens it is kept elsewhere, never on this machine."

    def add_arguments(self, parser):
        """Where to, and for whom."""
        parser.add_argument("--to", type=Path, help="The folder of backups.")
        parser.add_argument("--recipient", action="append", default=[], help="A public key; several are allowed.")
        parser.add_argument("--check", type=Path, metavar="FILE", help="Reads a backup to its end and changes nothing.")
        parser.add_argument("--identity", type=Path, metavar="KEYFILE", help="With --check: the private key's file.")
        parser.add_argument("--make-key", type=Path, metavar="KEYFILE", help="Makes a pair; prints the public one.")

    def handle(self, *, to, recipient, check, identity, make_key, **options):
        """One of the three."""
        try:
            if make_key:
                self.stdout.write(_new_key(make_key))
            elif check:
                said = actions.check(path=check, private_key=_key(identity), by=SYSTEM)
                self.stdout.write(f"The backup of {said['made_at']} is whole: {sum(said['rows'].values())} rows.")
            else:
                self._make(to, recipient or settings.BACKUP_RECIPIENTS)
        except (Refused, OSError) as fault:
            raise CommandError(str(fault)) from fault

    def _make(self, to: Path | None, recipients: list[str]) -> None:
        if to is None:
            raise CommandError("Say where the backup goes: --to FOLDER.")
        path = actions.make(folder=to, recipients=recipients, by=SYSTEM)
        self.stdout.write(f"Wrote {path} ({path.stat().st_size:,} bytes).")


def _new_key(path: Path) -> str:
    if path.exists():
        raise CommandError(f"{path} exists: a key is never written over another.")
    identity = pyrage.x25519.Identity.generate()
    path.touch(mode=0o600)
    path.write_text(f"{identity}\n", encoding="utf-8")
    return f"{identity.to_public()}"


def _key(path: Path | None) -> str:
    if path is None:
        raise CommandError("Say which private key opens it: --identity KEYFILE.")
    return path.read_text(encoding="utf-8")
