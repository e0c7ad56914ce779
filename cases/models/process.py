"""Other reviews and investigations of the same death, each with its own status, days and answers."""

from django.db import models
from django.db.models import F, Q

from cases.vocabularies import ProcessKind, ProcessStatus
from cases.vocabularies.process_details import CareGrade, PostMortem, ProcessDay
from common.models import BaseModel

UNFINISHED = (ProcessStatus.EXPECTED, ProcessStatus.OPEN)


class ProcessQuerySet(models.QuerySet):
    """Processes, narrowed."""

    def unfinished(self) -> "ProcessQuerySet":
        """Expected or under way."""
        return self.filter(status__in=UNFINISHED)

    def blocking(self) -> "ProcessQuerySet":
        """Those that an unfinished step of the case waits for."""
        waits = Q(blocks_meeting=True) | Q(blocks_review=True) | Q(blocks_closing=True)
        return self.unfinished().filter(waits)


class ParallelProcess(BaseModel):
    """Another review or investigation of the same death. Which answers a kind has stands in ``process_details``."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="processes")
    kind = models.CharField(max_length=20, choices=ProcessKind.choices)
    status = models.CharField(max_length=12, choices=ProcessStatus.choices, default=ProcessStatus.EXPECTED)
    blocks_meeting = models.BooleanField("the review meeting waits for it", default=False)
    blocks_review = models.BooleanField("the review waits for it", default=False)
    blocks_closing = models.BooleanField("closing the case waits for it", default=False)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.TextField("outcome or note", blank=True)

    lead = models.CharField("who leads it", max_length=150, blank=True)
    reference = models.CharField("their reference", max_length=60, blank=True)
    triggers = models.JSONField("why it was started", default=list, blank=True)
    post_mortem = models.CharField(max_length=12, choices=PostMortem.choices, blank=True)
    conclusion = models.CharField("conclusion of the inquest", max_length=300, blank=True)
    cause_1 = models.CharField("cause 1a", max_length=300, blank=True)
    cause_2 = models.CharField("cause 1b", max_length=300, blank=True)
    cause_3 = models.CharField("cause 1c", max_length=300, blank=True)
    cause_4 = models.CharField("cause 2", max_length=300, blank=True)
    grade_birth = models.CharField(
        "grade of care, mother and baby up to birth", max_length=1, choices=CareGrade.choices, blank=True
    )
    grade_baby = models.CharField(
        "grade of care, baby from birth to death", max_length=1, choices=CareGrade.choices, blank=True
    )
    grade_mother = models.CharField(
        "grade of care, mother after the death", max_length=1, choices=CareGrade.choices, blank=True
    )

    objects = ProcessQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "started_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(started_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="process_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def unfinished(self) -> bool:
        """Whether it is expected or under way."""
        return self.status in UNFINISHED

    def on(self, code: str):
        """The date of one of its days, or nothing. Reads what was prefetched."""
        return next((day.on for day in self.days.all() if day.code == code), None)


class ProcessDate(models.Model):
    """One day that matters in a process, such as the opening of an inquest."""

    process = models.ForeignKey(ParallelProcess, on_delete=models.CASCADE, related_name="days")
    code = models.CharField(max_length=15, choices=ProcessDay.choices)
    on = models.DateField()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["process", "code"], name="process_day_once")]

    def __str__(self) -> str:
        return self.get_code_display()
