"""``generate_load``: invented cases in number, for measuring how fast the product is when it is full."""

import time
from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.models import Case
from cdop.demo.load import copying, england


class Command(BaseCommand):
    """The same rows for the same arguments; a panel to a transaction."""

    help = "Loads invented panels with years of cases by COPY. For measuring only: refuses where real data may be."

    def add_arguments(self, parser):
        parser.add_argument("--panels", type=_positive, default=58, help="England has 58")
        parser.add_argument("--years", type=_positive, default=20)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--until", type=date.fromisoformat, default=None, help="the last day; today if not given")
        parser.add_argument("--light", action="store_true", help="cases with little around them, for the lists alone")
        parser.add_argument("--entries", type=_positive, help="entries of the trail for a case; 40, or 5 if light")
        parser.add_argument("--beside-other-cases", action="store_true", help="load into a database that has cases")

    def handle(self, *args, panels, years, seed, until, light, entries, beside_other_cases, **options):
        if not settings.DEMONSTRATION:
            raise CommandError("Invented cases are for a demonstration site; this one is not (settings.DEMONSTRATION).")
        if Case.objects.exists() and not beside_other_cases:
            raise CommandError("This database holds cases. Load into an empty one, or say --beside-other-cases.")
        started = time.monotonic()
        plan = england.Plan(panels=panels, years=years, seed=seed, until=until, light=light, entries=entries)
        with copying.without_wall():
            for progress in england.build(plan, say=self.stdout.write):
                self.stdout.write(
                    f"panel {progress.panel} of {panels}: {progress.cases:,} cases, {progress.rows:,} rows,"
                    f" {time.monotonic() - started:.0f} s"
                )


def _positive(value: str) -> int:
    number = int(value)
    if number < 1:
        raise ValueError(value)
    return number
