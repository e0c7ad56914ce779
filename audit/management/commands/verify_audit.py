"""``verify_audit``: checks every chain of the audit trail; exit status 1 and the first bad entry otherwise."""

from django.core.management.base import BaseCommand, CommandError

from audit import chain


class Command(BaseCommand):
    """Verifies the audit trail."""

    help = "Verifies the audit trail; fails with the first bad entry when it does not hold."

    def handle(self, *args, **options):
        fault = chain.first_fault()
        if fault:
            raise CommandError(
                f"The audit trail does not hold: event {fault.event_id}, entry {fault.sequence} "
                f"of chain {fault.chain}: {fault.reason}."
            )
        self.stdout.write(f"The audit trail holds: {chain.count()} entries.")
