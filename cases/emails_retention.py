"""Tells those who decide that cases wait for them: no reference, no year, no number; the page has all of it."""

from collections.abc import Iterable

from accounts import mail
from accounts.models import User
from accounts.roles import DECIDES_RETENTION
from cases.models import Disposal
from common.dates import today


def fell_due(rows: Iterable[Disposal], *, by) -> None:
    """One email a day to each who decides about a panel of these rows, unless all of them are closed to that person."""
    keys = [row.pk for row in rows]
    for panel in {row.case.panel for row in rows}:
        held = panel.memberships.current().filter(role__in=DECIDES_RETENTION)
        for person in User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk"):
            if Disposal.objects.visible_to(person).filter(pk__in=keys, case__panel=panel).exists():
                mail.queue(
                    "retention_due",
                    recipient=person.email,
                    by=by,
                    panel=panel,
                    dedupe_key=f"retention:{panel.pk}:{today()}:{person.pk}",
                )
