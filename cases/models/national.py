"""Returns to the national database: when each was made, of what, and how it can be recognised again."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import BaseModel


class NationalReturn(BaseModel):
    """One submission. Written once; its content is kept sealed beside the identity."""

    class Stage(models.TextChoices):
        """Which of the national forms it was for, in their order."""

        NOTIFICATION = "notification", "Notification"
        REPORTING = "reporting", "Reporting and supplementary forms"
        DRAFT = "draft", "Draft analysis"
        FINAL = "final", "Final analysis"

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="national_returns")
    number = models.PositiveSmallIntegerField(help_text="First, second, third submission of this case.")
    stage = models.CharField("form", max_length=12, choices=Stage.choices)
    sent_on = models.DateField()
    sender = models.CharField(max_length=20)
    receipt = models.CharField("reference in the national database", max_length=100, blank=True)
    form = models.PositiveSmallIntegerField("version of the content's form")
    digest = models.CharField(max_length=64)
    filled = models.PositiveIntegerField("fields with a value")
    missing = models.PositiveIntegerField("required fields without a value")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_label = models.CharField(max_length=200)

    class Meta:
        ordering = ["case", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="national_return_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="national_return_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.case} submission {self.number}"
