"""Two records of one death brought together: which, by whom, which fields came from where, whether it was undone."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import BaseModel


class Merge(BaseModel):
    """A notification or a case taken over into the case that is kept. What stood there before is sealed elsewhere."""

    kept = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="merges")
    notification = models.ForeignKey(
        "cases.Notification", null=True, blank=True, on_delete=models.PROTECT, related_name="merges"
    )
    other = models.ForeignKey("cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_into")
    fields = models.JSONField("fields taken from the duplicate", default=list)
    people = models.PositiveSmallIntegerField("family and professionals brought over", default=0)
    not_twins = models.BooleanField("checked that these are not twins", default=False)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_label = models.CharField(max_length=200)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_label = models.CharField(max_length=200, blank=True)
    undo_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(notification__isnull=False, other__isnull=True)
                | Q(notification__isnull=True, other__isnull=False),
                name="merge_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["notification"], condition=Q(undone_at__isnull=True), name="notification_merged_once"
            ),
            models.UniqueConstraint(fields=["other"], condition=Q(undone_at__isnull=True), name="case_merged_once"),
            models.CheckConstraint(condition=~Q(other=models.F("kept")), name="merge_of_two_cases"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undo_reason="") | Q(undone_at__isnull=False) & ~Q(undo_reason=""),
                name="undone_merge_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notification or self.other} into {self.kept}"
