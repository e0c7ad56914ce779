"""What a member writes for themselves about a case: nobody else reads notes, and ratings only as the rule allows."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import BaseModel
from common.sealing import seal, unseal


class PrivateNote(BaseModel):
    """A member's own note on an item. Encrypted: not even the database gives it away."""

    item = models.ForeignKey("panels.AgendaItem", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sealed = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="one_note_for_each_item")]

    def __str__(self) -> str:
        return "A private note"

    @property
    def text(self) -> str:
        """What was written."""
        return str(unseal(self.sealed) or "")

    @staticmethod
    def sealed_text(text: str) -> str:
        """``text`` as it is stored."""
        return seal(text) if text else ""


class FactorRating(BaseModel):
    """One member's view of one factor before the panel talks about it."""

    class Modifiable(models.TextChoices):
        """Whether something could be changed."""

        YES = "yes", "Yes"
        NO = "no", "No"
        UNSURE = "unsure", "Unsure"

    item = models.ForeignKey("panels.AgendaItem", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    factor = models.CharField(max_length=40, help_text="The factor's key in the paper.")
    relevance = models.PositiveSmallIntegerField()
    modifiable = models.CharField(max_length=6, choices=Modifiable.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "user", "factor"], name="one_rating_for_each_factor"),
            models.CheckConstraint(condition=Q(relevance__in=[0, 1, 2]), name="rating_relevance_0_1_2"),
            models.CheckConstraint(condition=Q(modifiable__in=["yes", "no", "unsure"]), name="rating_modifiable_known"),
        ]

    def __str__(self) -> str:
        return "A private rating"
