"""What gathers round a recommendation that is due: reminders to its owner, and times in which they rest."""

from django.db import models
from django.db.models import F, Q

from cases.models.gathering import Rest, TakenStep


class OwnerReminder(TakenStep):
    """A step of the ladder of a recommendation."""

    recommendation = models.ForeignKey("cases.Recommendation", on_delete=models.CASCADE, related_name="reminders")

    class Meta(TakenStep.Meta):
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "step", "due_on"], name="one_owner_reminder_per_step")
        ]

    def __str__(self) -> str:
        return f"{self.step} of {self.recommendation_id}"


class OwnerPause(Rest):
    """Nobody is reminded of a recommendation."""

    recommendation = models.ForeignKey("cases.Recommendation", on_delete=models.CASCADE, related_name="pauses")

    class Meta(Rest.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation"], condition=Q(ended_on__isnull=True), name="one_open_pause_per_recommendation"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="owner_pause_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"Pause of {self.recommendation_id}"
