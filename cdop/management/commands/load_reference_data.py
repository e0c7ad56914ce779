"""``load_reference_data``: code lists, areas and comparators from the files in the repository."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

import accounts.reference
import cases.reference
import reporting.reference
from audit.recording import SYSTEM, record
from common.reference import BadReferenceFile


class Command(BaseCommand):
    """Idempotent; says what was added, changed and retired."""

    help = "Loads or refreshes code lists, areas and comparators."

    @transaction.atomic
    def handle(self, *args, **options):
        try:
            for app in (accounts.reference, cases.reference, reporting.reference):
                for outcome in app.load():
                    self._tell(outcome)
        except BadReferenceFile as error:
            raise CommandError(str(error)) from error

    def _tell(self, outcome) -> None:
        self.stdout.write(str(outcome))
        if outcome.added or outcome.changed or outcome.retired:
            details = {"added": len(outcome.added), "changed": outcome.changed, "retired": outcome.retired}
            record("reference_loaded", by=SYSTEM, subject=outcome.name, details=details)
