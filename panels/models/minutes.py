"""The minutes of a meeting: facts fixed when it was finalised, and the manager's words around them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import BaseModel


class Minutes(BaseModel):
    """Drafted when a meeting is finalised, sent to those invited, approved at a later meeting."""

    class State(models.TextChoices):
        """How far they are."""

        DRAFT = "draft", "Draft"
        SENT = "sent", "Sent to the members"
        APPROVED = "approved", "Approved"

    meeting = models.OneToOneField("panels.Meeting", on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    facts = models.JSONField(help_text="What was recorded, as it stood when the meeting was finalised.")
    texts = models.JSONField(default=dict, help_text="Words before, after and at each item, by its key.")
    sent_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.ForeignKey(
        "panels.Meeting", null=True, blank=True, on_delete=models.PROTECT, related_name="minutes_approved",
        verbose_name="meeting that approved them",
    )  # fmt: skip
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", sent_at__isnull=True) | (~Q(state="draft") & Q(sent_at__isnull=False)),
                name="sent_minutes_have_time",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", approved_at__isnull=False, approved_by__isnull=False)
                | (~Q(state="approved") & Q(approved_at__isnull=True, approved_by__isnull=True)),
                name="approved_minutes_have_meeting_and_person",
            ),
        ]

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"
