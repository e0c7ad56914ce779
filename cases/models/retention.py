"""How long a case is kept: holds that stop its erasure, and the row of the review queue that becomes the tombstone."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.roles import DECIDES_RETENTION
from cases.models.access import Exclusion
from cases.retention import UNDO
from common.models import BaseModel


def _open_to(rows: models.QuerySet, user) -> models.QuerySet:
    """Of the panels whose queue this person decides about, without cases that are closed to them."""
    closed = Exists(Exclusion.objects.filter(case=OuterRef("case_id"), user_id=user.pk))
    return rows.filter(case__panel_id__in=user.panels_as(*DECIDES_RETENTION)).exclude(closed)


class LegalHoldQuerySet(models.QuerySet):
    """Holds in scope."""

    def visible_to(self, user) -> "LegalHoldQuerySet":
        """Those of the panels whose queue this person decides about."""
        return _open_to(self, user)

    def standing(self) -> "LegalHoldQuerySet":
        """Those that nobody has ended."""
        return self.filter(ended_at__isnull=True)


class LegalHold(BaseModel):
    """A case that must not be erased, whatever its age: a claim, an inquiry, a request that is not answered yet."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="legal_holds")
    reason = models.TextField()
    by_label = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_label = models.CharField(max_length=200, blank=True)
    end_reason = models.TextField(blank=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="legal_hold_has_reason"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="") | Q(ended_at__isnull=False) & ~Q(end_reason=""),
                name="ended_legal_hold_has_reason",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="one_legal_hold_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return "A legal hold"  # never its reason: this text can reach a log


class DisposalQuerySet(models.QuerySet):
    """Rows of the queue in scope."""

    def visible_to(self, user) -> "DisposalQuerySet":
        """Those of the panels whose queue this person decides about."""
        return _open_to(self, user)


class Disposal(BaseModel):
    """What becomes of a case whose time is over. It waits for people; once the case is erased it is what stays."""

    class State(models.TextChoices):
        """How far it is. Nothing leads to the end but two people and the days between."""

        DUE = "due", "To be decided"
        KEPT = "kept", "Kept for longer"
        PROPOSED = "proposed", "Erasure proposed"
        APPROVED = "approved", "Erasure approved"
        ERASED = "erased", "Erased"

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="disposal")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DUE)
    rule = models.CharField("the rule that it fell under", max_length=300)
    due_on = models.DateField("kept at least until")
    died_in = models.PositiveSmallIntegerField("year of death")
    keep_until = models.DateField(null=True, blank=True)
    reason = models.TextField("why it is kept, or is to be erased", blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_by_label = models.CharField(max_length=200, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_by_label = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    erase_after = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    also = models.JSONField(
        "the records erased with it", default=list, blank=True, help_text="Keys: itself, and what was merged into it."
    )
    files_gone_at = models.DateTimeField(null=True, blank=True)

    objects = DisposalQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="kept") | Q(keep_until__isnull=False) & ~Q(reason=""), name="kept_has_day_and_reason"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["due", "kept"], proposed_by__isnull=True, proposed_at__isnull=True)
                | Q(state__in=["proposed", "approved", "erased"], proposed_by__isnull=False, proposed_at__isnull=False),
                name="erasure_proposed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["due", "kept", "proposed"], approved_by__isnull=True, approved_at__isnull=True)
                | Q(state__in=["approved", "erased"], approved_by__isnull=False, approved_at__isnull=False),
                name="erasure_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="erasure_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, erase_after__isnull=True)
                | Q(erase_after__gte=F("approved_at") + UNDO),
                name="erasure_can_be_called_back",
            ),
            models.CheckConstraint(
                condition=~Q(state="erased", erased_at__isnull=True)
                & (Q(erased_at__isnull=True) | Q(state="erased", erased_at__gte=F("erase_after"), reason="")),
                name="erased_after_the_days_between",
            ),
        ]
        indexes = [
            models.Index(fields=["erase_after"], condition=Q(state="approved"), name="erasures_to_carry_out"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"
