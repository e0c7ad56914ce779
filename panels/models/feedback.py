"""What the family hears of the review, through its key worker. Its questions stand in the thread with the family."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import BaseModel


class FamilyFeedback(BaseModel):
    """Written by the manager when the review is finished, given to the key worker, told to the family."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="family_feedback")
    text = models.TextField("what the family may hear")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_to = models.ForeignKey(
        "cases.KeyWorker", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="key worker it was given to",
    )  # fmt: skip
    told_on = models.DateField("family told on", null=True, blank=True)

    class Meta:
        verbose_name_plural = "family feedback"
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by__isnull=True, sent_to__isnull=True, told_on__isnull=True)
                | Q(sent_at__isnull=False, sent_by__isnull=False, sent_to__isnull=False),
                name="sent_feedback_has_time_and_people",
            )
        ]

    def __str__(self) -> str:
        return f"Feedback on {self.case}"
