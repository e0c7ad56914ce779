"""A case held back for a themed panel."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from common.dates import today
from common.models import BaseModel


class CaseHoldQuerySet(models.QuerySet):
    """Holds of cases."""

    def standing(self, on: date | None = None) -> "CaseHoldQuerySet":
        """Those that keep a case off other agendas on a day: not ended, and not run out."""
        return self.filter(ended_on__isnull=True, until__gte=on or today())


class CaseHold(BaseModel):
    """Why a case waits for a panel of its kind, and until when at the latest. It never waits without an end."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="panel_holds")
    theme = models.CharField("held for", max_length=100)
    reason = models.CharField("why it waits", max_length=300)
    held_on = models.DateField()
    until = models.DateField("until at the latest")
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    delay = models.OneToOneField("cases.DelayReason", on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    objects = CaseHoldQuerySet.as_manager()

    class Meta:
        ordering = ["until"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_on__isnull=True), name="one_hold_per_case"),
            models.CheckConstraint(condition=Q(until__gte=F("held_on")), name="hold_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(theme=""), name="hold_has_theme_and_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.case}, held for {self.theme}"
