"""A recommendation and its action: one row that lives until it is answered, year after year."""

from django.db import models
from django.db.models import Q

from common.models import BaseModel


class Recommendation(BaseModel):
    """Something that should change, who owns it, by when, and what became of it."""

    class Level(models.TextChoices):
        """Who could bring it about."""

        LOCAL = "local", "Local"
        REGIONAL = "regional", "Regional"
        NATIONAL = "national", "National"

    class State(models.TextChoices):
        """What became of it."""

        PROPOSED = "proposed", "Proposed"
        IN_PROGRESS = "in_progress", "In progress"
        DONE = "done", "Done"
        DECLINED = "declined", "Declined"

    panel = models.ForeignKey("accounts.Panel", on_delete=models.PROTECT, related_name="recommendations")
    case = models.ForeignKey(
        "cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="recommendations"
    )
    text = models.TextField("what should change")
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.LOCAL)
    owner = models.CharField("who owns it", max_length=200)
    due_on = models.DateField("by when")
    state = models.CharField(max_length=12, choices=State.choices, default=State.PROPOSED)
    answer = models.TextField("what was done, or why not", blank=True)
    made_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "in_progress"], closed_on__isnull=True)
                | (Q(state__in=["done", "declined"], closed_on__isnull=False) & ~Q(answer="")),
                name="closed_recommendation_has_date_and_answer",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
