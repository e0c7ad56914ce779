"""Urgent access: one case opened to one person for three hours, with a written reason. The rows stay."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accounts.roles import OPENS_URGENTLY, OVERSEES_URGENT
from cases.models.access import Exclusion
from common.models import BaseModel

LASTS = timedelta(hours=3)


class UrgentAccessQuerySet(models.QuerySet):
    """Who sees which of them, and which still hold."""

    def visible_to(self, user) -> "UrgentAccessQuerySet":
        """A person's own, and those of a panel whose access this person oversees; none of a case closed to them."""
        mine = Q(user_id=user.pk, case__panel_id__in=user.panels_as(*OPENS_URGENTLY))
        closed = Exists(Exclusion.objects.filter(case=OuterRef("case_id"), user_id=user.pk))
        return self.filter(mine | Q(case__panel_id__in=user.panels_as(*OVERSEES_URGENT))).exclude(closed)

    def open_to(self, user) -> "UrgentAccessQuerySet":
        """A person's own that still hold."""
        return self.visible_to(user).filter(user_id=user.pk, ended_at__isnull=True, ends_at__gt=timezone.now())


class UrgentAccess(BaseModel):
    """Who opened which case, why, and until when."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="urgent_accesses")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_label = models.CharField(max_length=200)
    reason = models.TextField()
    begun_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_label = models.CharField(max_length=200, blank=True)

    objects = UrgentAccessQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="urgent_access_has_reason"),
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("begun_at") + LASTS) & Q(ends_at__gt=F("begun_at")),
                name="urgent_access_lasts_three_hours",
            ),
            models.UniqueConstraint(
                fields=["case", "user"], condition=Q(ended_at__isnull=True), name="one_urgent_access_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} opened to {self.user_label}"

    @property
    def holds(self) -> bool:
        """Whether it is still open."""
        return self.ended_at is None and self.ends_at > timezone.now()
