"""An answer of a statutory form that the manager chose for the papers."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import BaseModel


class ChosenAnswer(BaseModel):
    """The manager's anonymised wording of one answer. The form itself stays as it was sent."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="chosen_answers")
    response = models.ForeignKey("cases.FormResponse", on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=60, help_text="The key of the question in the form's definition.")
    text = models.TextField("anonymised answer", blank=True)
    source_mark = models.CharField(max_length=64, editable=False, help_text="Of the answer it was written from.")
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question"], condition=Q(removed_at__isnull=True), name="answer_chosen_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.response}: {self.question}"
