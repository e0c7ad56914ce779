"""Cases and notifications that pass between panels, or are reviewed together, with who leads."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import BaseModel


class Transfer(BaseModel):
    """What two panels agreed about one death. The stub stays here whoever reviews it."""

    class Kind(models.TextChoices):
        """Which way it goes and who leads."""

        FORWARDED = "forwarded", "Received in error, forwarded to the right panel"
        OUT = "out", "Transferred out, they review"
        JOINT_THEM = "joint_them", "Joint review agreed, they lead"
        JOINT_US = "joint_us", "Joint review agreed, we lead"
        IN = "in", "Transferred in, we review"

    panel = models.ForeignKey("accounts.Panel", on_delete=models.PROTECT, related_name="transfers")
    case = models.ForeignKey("cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="transfers")
    notification = models.ForeignKey(
        "cases.Notification", null=True, blank=True, on_delete=models.PROTECT, related_name="transfers"
    )
    kind = models.CharField("what was agreed", max_length=10, choices=Kind.choices)
    other_panel = models.CharField(max_length=200)
    contact = models.CharField("their secure mailbox or telephone", max_length=200, blank=True)
    agreed_with = models.CharField("agreed with", max_length=150, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    their_reference = models.CharField(max_length=60, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_label = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_label = models.CharField(max_length=200, blank=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["panel", "-created_at"], name="transfers_of_panel")]
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=False, notification__isnull=True)
                | Q(case__isnull=True, notification__isnull=False),
                name="transfer_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(kind="forwarded") | Q(agreed_on__isnull=False) & ~Q(agreed_with=""),
                name="transfer_agreed_with_somebody",
            ),
            models.CheckConstraint(
                condition=Q(notification__isnull=True) | Q(kind__in=["forwarded", "out", "joint_them"]),
                name="notification_leaves",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="") | Q(ended_at__isnull=False) & ~Q(end_reason=""),
                name="ended_transfer_has_reason",
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at__isnull=True), name="one_agreement_per_case"),
            models.UniqueConstraint(
                fields=["notification"], condition=Q(ended_at__isnull=True), name="one_agreement_per_notification"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.other_panel}"

    @property
    def leaves(self) -> bool:
        """Whether the other panel reviews, so that the death does not count here."""
        return self.kind in (self.Kind.FORWARDED, self.Kind.OUT, self.Kind.JOINT_THEM)
