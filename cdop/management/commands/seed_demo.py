"""``seed_demo``: the invented demonstration panel, made through the same actions as real data."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.mail import withhold_due
from accounts.models import Panel
from audit.recording import SYSTEM
from cases.models import Case
from cdop import demo
from cdop.demo import history, kept, live, people, reported

POPULATION = Path(demo.__file__).parent / "data" / "population.csv"
"""Numbers of children that are invented, as their source says: the report of 2024/25 prints none."""


class Command(BaseCommand):
    """All or nothing; once."""

    help = "Loads the invented demonstration panel. Refuses on a database with other cases, and in production."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="say nothing when the demonstration is already there")

    def handle(self, *args, **options):
        if not settings.DEMONSTRATION:
            raise CommandError(
                "The demonstration is for a demonstration site; this one is not (settings.DEMONSTRATION)."
            )
        if Case.objects.exclude(panel__code="BL").exists():
            raise CommandError("This database holds other cases. Seed the demonstration into an empty one.")
        if Panel.objects.filter(code="BL", cases__isnull=False).exists():
            if not options["once"]:
                self.stdout.write("The demonstration panel is already there; nothing was changed.")
                self._tell()
            return
        self._build()
        self._tell()

    def _build(self) -> None:
        call_command("load_reference_data", stdout=self.stdout)
        call_command("load_places", "--sample", stdout=self.stdout)
        call_command("load_published_values", str(POPULATION), stdout=self.stdout)
        with transaction.atomic():
            panel = people.build()
            self.stdout.write(f"{panel.name}: {panel.memberships.count()} people")
            self.stdout.write(f"{history.build(panel)} cases of earlier years")
            self.stdout.write(f"{live.build(panel)} cases under way")
            reported.build(panel)
            kept.build(panel)
            withhold_due(by=SYSTEM)

    def _tell(self) -> None:
        self.stdout.write("")
        self.stdout.write("Sign in with one of these addresses:")
        for name in ("manager", "doctor.luton", "chair", "lay", "gp", "keyworker", "analyst", "auditor", "admin"):
            self.stdout.write(f"  {name}@example.org")
        self.stdout.write(f"Password for all: {people.PASSWORD}")
        self.stdout.write("Second factor: run  .venv/bin/python manage.py demo_code  for the six digits")
