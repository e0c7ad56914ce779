"""A conflict of interest: it hides the case from the member for good. And what may be one, until it is settled."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases import involvement
from common.models import BaseModel


class Conflict(models.Model):
    """One declaration; the exclusion it leads to stands with the case."""

    meeting = models.ForeignKey("panels.Meeting", on_delete=models.PROTECT, related_name="conflicts")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conflicts")
    reason = models.CharField(max_length=500)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["declared_at"]
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="one_conflict_per_person_and_case")]

    def __str__(self) -> str:
        return f"{self.user}: {self.case}"


class PossibleConflict(BaseModel):
    """What the record says about a person and a case, for the manager or the chair to settle."""

    class State(models.TextChoices):
        """What was decided."""

        OPEN = "open", "To be settled"
        CONFLICT = "conflict", "A conflict: the case is closed to the person"
        NONE = "none", "No conflict"

    meeting = models.ForeignKey("panels.Meeting", on_delete=models.PROTECT, related_name="possible_conflicts")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="possible_conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="possible_conflicts")
    grounds = models.JSONField(default=list, help_text="Kinds of part in the case, never names.")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    reason = models.CharField("why it is decided so", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], name="one_possible_conflict_per_person_and_case"),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state="open") & ~Q(reason="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="settled_conflict_has_reason_time_and_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.case}"

    @property
    def personal(self) -> bool:
        """Whether the person had a part in the case: then it stays shut until somebody has decided."""
        return bool(set(self.grounds) & involvement.PERSONAL)
