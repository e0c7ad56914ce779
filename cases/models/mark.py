"""Days that no other record of a case holds, noted by hand."""

from django.db import models

from common.models import BaseModel


class CaseMark(BaseModel):
    """When something was done that a time limit is about."""

    class Code(models.TextChoices):
        """What was done."""

        DECIDED = "decided", "First decisions made"
        TOLD = "told", "GP, child health information service and others told"

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="marks")
    code = models.CharField(max_length=10, choices=Code.choices)
    on = models.DateField()

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["case", "code"], name="mark_once_a_case")]

    def __str__(self) -> str:
        return self.get_code_display()
