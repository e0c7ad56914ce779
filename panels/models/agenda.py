"""The agenda of a meeting, and the anonymised summary of each case on it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import BaseModel


class AgendaItemQuerySet(models.QuerySet):
    """Items of agendas."""

    def standing(self) -> "AgendaItemQuerySet":
        """Those not taken off."""
        return self.filter(removed_at__isnull=True)

    def reviewed(self) -> "AgendaItemQuerySet":
        """Those whose review is over: agreed at the meeting, or after it once the one item awaited had come."""
        came = Q(outcome=AgendaItem.Outcome.AWAITING, case__reviewed_on__isnull=False)
        return self.filter(Q(outcome=AgendaItem.Outcome.DECIDED) | came)


class AgendaItem(BaseModel):
    """One case at one meeting, and what was decided."""

    class Outcome(models.TextChoices):
        """The panel's decision."""

        PENDING = "pending", "Not discussed yet"
        DECIDED = "decided", "Review agreed"
        AWAITING = "awaiting", "Reviewed, awaiting one item"
        DEFERRED = "deferred", "Deferred"

    meeting = models.ForeignKey("panels.Meeting", on_delete=models.PROTECT, related_name="agenda")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField("minutes planned", default=20)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.PENDING)
    reason = models.TextField("reason", blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    members_present = models.PositiveSmallIntegerField(
        "members present at the decision", null=True, blank=True, help_text="Without those the case is closed to."
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "case"], condition=Q(removed_at__isnull=True), name="case_once_per_meeting"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(removed_at__isnull=True, outcome="pending"),
                name="case_on_one_agenda",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["deferred", "awaiting"]) | ~Q(reason=""), name="deferral_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(outcome="pending", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(outcome="pending") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="outcome_has_time_and_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.case}"


class CaseSummary(BaseModel):
    """The anonymised account of a case that the panel reads. Written by the manager, never generated from identity."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="panel_summary")
    text = models.TextField("anonymised summary")
    learning_so_far = models.TextField("questions for the panel", blank=True)
    checked = models.BooleanField("I have checked that it names nobody and no place", default=False)
    analysis_version = models.PositiveIntegerField(
        "version of the analysis that was checked",
        null=True,
        blank=True,
        help_text="The panel reads the analysis in words only while this is its version.",
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "case summaries"

    def __str__(self) -> str:
        return f"Summary of {self.case}"
