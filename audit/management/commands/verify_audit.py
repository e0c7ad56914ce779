"""``verify_audit``: checks every chain of the audit trail; exit status 1 and the first bad entry otherwise.

Where the heads of the chains are written down outside the database, the trail has to agree with them too.
"""

from django.core.management.base import BaseCommand, CommandError

from audit import anchors, chain
from audit.anchors import BrokenAnchors


class Command(BaseCommand):
    """Verifies the audit trail."""

    help = "Verifies the audit trail; fails with the first bad entry when it does not hold."

    def handle(self, *args, **options):
        fault = chain.first_fault() or _against_anchors()
        if fault:
            raise CommandError(
                f"The audit trail does not hold: event {fault.event_id}, entry {fault.sequence} "
                f"of chain {fault.chain}: {fault.reason}."
            )
        self.stdout.write(f"The audit trail holds: {chain.count()} entries.")


def _against_anchors() -> chain.Fault | None:
    path = anchors.place()
    if path is None:
        return None
    try:
        return anchors.first_fault(path) or chain.unanchored({one.code for one in anchors.read(path)})
    except BrokenAnchors as fault:
        raise CommandError(f"The anchors do not hold: {fault}.") from fault
