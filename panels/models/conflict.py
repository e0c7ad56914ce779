"""A conflict of interest: declared before discussion, it hides the case from the member for good."""

from django.conf import settings
from django.db import models


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
