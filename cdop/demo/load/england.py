"""Panel after panel, each in a transaction of its own, until the country is full."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import StringIO
from random import Random

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection, transaction

from accounts.models import Panel
from audit import chain
from cdop.demo.load import invented, people, shape, skew, trail
from cdop.demo.load.history import History
from cdop.demo.people import PASSWORD
from common.dates import today


@dataclass(frozen=True)
class Plan:
    """What to make."""

    panels: int
    years: int
    seed: int
    until: date | None = None
    light: bool = False
    entries: int | None = None

    @property
    def shape(self) -> shape.Shape:
        """How much hangs on a case."""
        found = shape.LIGHT if self.light else shape.FULL
        return replace(found, entries=self.entries) if self.entries else found


@dataclass(frozen=True)
class Progress:
    """How far it is: panels, cases and rows so far."""

    panel: int
    cases: int
    rows: int


def build(plan: Plan, say: Callable[[str], object]) -> Iterator[Progress]:
    """Makes panel after panel; ends with the statistics that the planner needs and a walk along every chain."""
    call_command("load_reference_data", verbosity=0, stdout=StringIO())
    until = plan.until or today()
    first = until - timedelta(days=round(plan.years * 365.2425))
    password, numbers = make_password(PASSWORD), invented.nhs_numbers()
    start, cases, rows = Panel.objects.filter(code__startswith="load").count(), 0, 0
    for number, size in enumerate(skew.panel_sizes(plan.panels, plan.years), start=1):
        rows += _panel(plan, start + number, size, first, until, password, numbers)
        cases += size
        yield Progress(number, cases, rows)
    _finish(say)


def _panel(plan: Plan, number: int, size: int, first: date, until: date, password: str, numbers) -> int:
    with transaction.atomic():
        staffed = people.staff(number, password)
    with transaction.atomic():
        trail.stand_guards_down()
        made = History(Random(f"{plan.seed}/{number}"), staffed, plan.shape, until, numbers)  # noqa: S311  invented data
        rows = made.build(size, first)
        Panel.objects.filter(pk=staffed.panel.pk).update(last_reference=size)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # foreign keys are checked here, not trusted
        trail.stand_guards_up()
    return rows


def _finish(say: Callable[[str], object]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    fault = chain.first_fault()
    if fault:
        raise RuntimeError(f"The trail does not hold: {fault}")
    say(f"The audit trail holds: {chain.count():,} entries.")
