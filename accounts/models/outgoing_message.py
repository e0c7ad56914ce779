"""An email that is due. The row is the truth; the task that sends it is only a nudge."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.models.membership import Membership
from accounts.roles import Role
from common.models import BaseModel


class OutgoingMessageQuerySet(models.QuerySet):
    """Ways to find messages."""

    def visible_to(self, user) -> "OutgoingMessageQuerySet":
        """Messages of the panels this person administers, and those to their people that belong to no panel."""
        panels = user.panels_as(Role.ADMINISTRATOR)
        people = Membership.objects.filter(panel_id__in=panels, user__email=OuterRef("recipient"))
        return self.filter(Q(panel_id__in=panels) | Q(Exists(people), panel__isnull=True))


class OutgoingMessage(BaseModel):
    """One email to one address. Carries no child's name, date or cause; says who should sign in and where."""

    class State(models.TextChoices):
        """Where the message is on its way."""

        DUE = "due", "Waiting"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"
        WITHHELD = "withheld", "Not sent: part of the demonstration's past"

    panel = models.ForeignKey("accounts.Panel", null=True, blank=True, on_delete=models.PROTECT)
    event = models.CharField(max_length=60, help_text="Which email this is.")
    recipient = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    is_secret = models.BooleanField(
        default=False, help_text="The text holds a one-time link: kept encrypted, and emptied once it is sent."
    )
    calendar = models.TextField(blank=True, help_text="An iCalendar object, where the email carries one.")
    calendar_method = models.CharField(max_length=10, blank=True)
    dedupe_key = models.CharField(max_length=120, blank=True, help_text="Two messages with one key are one message.")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DUE)
    not_before = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)

    objects = OutgoingMessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(state="due"), name="messages_due"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["dedupe_key"], condition=~Q(dedupe_key=""), name="one_message_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.state}"
