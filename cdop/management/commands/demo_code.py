"""``demo_code``: the six digits that demonstration accounts sign in with right now."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cdop.demo.people import SECRET

PERIOD = 30  # seconds a code lasts


class Command(BaseCommand):
    """Only where demonstration accounts may exist."""

    help = "Prints the second-factor code of the demonstration accounts."

    def handle(self, *args, **options):
        if not settings.DEMONSTRATION:
            raise CommandError("There are no demonstration accounts here.")
        counter, gone = divmod(int(time.time()), PERIOD)
        left = PERIOD - gone
        self.stdout.write(f"{format_hotp_value(hotp_value(SECRET, counter))}   (good for {left} seconds)")
