"""The meeting while it goes on: which case is discussed, who is in the room, what was said about a case."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import BaseModel


class Sitting(BaseModel):
    """What a meeting is on at the moment."""

    meeting = models.OneToOneField("panels.Meeting", on_delete=models.PROTECT, related_name="sitting")
    item = models.ForeignKey(
        "panels.AgendaItem", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="item being discussed",
    )  # fmt: skip
    since = models.DateTimeField("taken up at", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=True, since__isnull=True) | Q(item__isnull=False, since__isnull=False),
                name="item_taken_up_has_time",
            )
        ]

    def __str__(self) -> str:
        return f"Sitting of {self.meeting}"


class Movement(models.Model):
    """Somebody came into the room or left it. Written once; a mistake is put right by the next one."""

    invitation = models.ForeignKey("panels.Invitation", on_delete=models.PROTECT, related_name="movements")
    at = models.DateTimeField()
    inside = models.BooleanField("in the room from then on")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.invitation} {'came' if self.inside else 'left'}"


class Discussion(BaseModel):
    """What the panel said about one case beside the analysis form. It is written at the meeting and names nobody."""

    class Referral(models.TextChoices):
        """Whether another body is told."""

        NONE = "no", "No"
        YES = "yes", "Yes"
        DONE = "done", "Already done"

    class Body(models.TextChoices):
        """Who is told."""

        POLICE = "police", "The police"
        CORONER = "coroner", "The coroner"
        SAFEGUARDING = "safeguarding", "Safeguarding partners or the national safeguarding panel"
        HSE = "hse", "The Health and Safety Executive"
        OTHER = "other", "Another body"

    item = models.OneToOneField("panels.AgendaItem", on_delete=models.PROTECT, related_name="discussion")
    points = models.TextField("points of the discussion", blank=True)
    correction = models.TextField("correction of the cause of death proposed to the medical examiner", blank=True)
    referral = models.CharField("another body is told", max_length=4, choices=Referral.choices, default=Referral.NONE)
    referral_body = models.CharField("which body", max_length=12, choices=Body.choices, blank=True)
    referral_detail = models.TextField("what it is told", blank=True)
    without_quorum = models.TextField("why it was decided without a quorum", blank=True)
    without_quorum_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(referral="no") | ~Q(referral_body=""), name="referral_says_to_whom"),
            models.CheckConstraint(
                condition=Q(without_quorum="", without_quorum_by__isnull=True)
                | (~Q(without_quorum="") & Q(without_quorum_by__isnull=False)),
                name="decision_without_quorum_has_reason_and_person",
            ),
        ]

    def __str__(self) -> str:
        return f"Discussion of {self.item}"
