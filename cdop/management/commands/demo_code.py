"""``demo_code``: the six digits that demonstration accounts sign in with right now."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cdop.demo.people import SECRET

PERIOD = 30  # seconds a code lasts


def code_at(secret: str, moment: int) -> str:
    """The six digits of ``secret`` at ``moment``, in seconds since 1970."""
    return format_hotp_value(hotp_value(secret, moment // PERIOD))


class Command(BaseCommand):
    """Only where demonstration accounts may exist."""

    help = "Prints the second-factor code of the demonstration accounts."

    def handle(self, *args, **options):
        if not settings.DEMONSTRATION:
            raise CommandError("There are no demonstration accounts here.")
        now = int(time.time())
        self.stdout.write(f"{code_at(SECRET, now)}   (good for {PERIOD - now % PERIOD} seconds)")
