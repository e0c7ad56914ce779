"""A remark that an author let stand, with the reason."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import BaseModel


class Acceptance(BaseModel):
    """Words of a section that stay although the reader of the text remarks on them."""

    section = models.ForeignKey("reporting.Section", on_delete=models.PROTECT, related_name="acceptances")
    code = models.CharField(max_length=40)
    words = models.CharField(max_length=400)
    reason = models.CharField("why it stays", max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["section", "code", "words"], name="remark_accepted_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="acceptance_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.code} in {self.section}"
