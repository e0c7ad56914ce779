"""What gathers round a request for information: the link to it, the code beside the link, reminders, letters."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from common.models import BaseModel


class RequestLink(BaseModel):
    """One link in one email, good for one opening of one request. Only a hash of it is kept."""

    request = models.ForeignKey("cases.InformationRequest", on_delete=models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    sent_to = models.EmailField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True, help_text="When it opened the request.")
    replaced_at = models.DateTimeField(null=True, blank=True, help_text="A newer link was sent.")
    revoked_at = models.DateTimeField(null=True, blank=True, help_text="It was taken back, with what it had opened.")

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(used_at__isnull=True, replaced_at__isnull=True, revoked_at__isnull=True),
                name="one_open_link_per_request",
            )
        ]

    def __str__(self) -> str:
        return f"Link of {self.request_id}"

    @property
    def is_open(self) -> bool:
        """Whether it can still open the request."""
        gone = self.used_at or self.replaced_at or self.revoked_at
        return not gone and self.expires_at > timezone.now()


class AccessCode(BaseModel):
    """Six digits that reach the respondent by another way than the link. Only a keyed hash of them is kept."""

    class Route(models.TextChoices):
        """How the digits get to the person: never by the mailbox that has the link."""

        PHONE = "phone", "Given by telephone"
        CONTACT = "contact", "Sent to the agency's second contact"
        COLLEAGUE = "colleague", "Told by the colleague who passed the request on"

    request = models.ForeignKey("cases.InformationRequest", on_delete=models.PROTECT, related_name="codes")
    code_hash = models.CharField(max_length=64, editable=False)
    route = models.CharField(max_length=10, choices=Route.choices)
    expires_at = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Replaced, taken back, or guessed at too often.")

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(ended_at__isnull=True), name="one_access_code_per_request"
            )
        ]

    def __str__(self) -> str:
        return f"Code of {self.request_id}"


class Handover(models.Model):
    """A request passed on to a colleague. Written once, never changed."""

    request = models.ForeignKey("cases.InformationRequest", on_delete=models.PROTECT, related_name="handovers")
    from_name = models.CharField(max_length=150)
    from_email = models.EmailField()
    to_name = models.CharField(max_length=150)
    to_role = models.CharField(max_length=120, blank=True)
    to_email = models.EmailField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Handover of {self.request_id}"


class TakenStep(models.Model):
    """One step of a ladder of reminders, taken once for one due date."""

    class Outcome(models.TextChoices):
        """Whether somebody was written to."""

        SENT = "sent", "Sent"
        NOBODY = "nobody", "Nobody to write to"

    step = models.CharField(max_length=20)
    due_on = models.DateField(help_text="The date that the reminder is about.")
    sent_on = models.DateField()
    recipients = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.SENT)

    class Meta:
        abstract = True
        ordering = ["sent_on", "pk"]


class Reminder(TakenStep):
    """A step of the ladder of a request."""

    request = models.ForeignKey("cases.InformationRequest", on_delete=models.PROTECT, related_name="reminders")

    class Meta(TakenStep.Meta):
        constraints = [
            models.UniqueConstraint(fields=["request", "step", "due_on"], name="one_reminder_per_step_and_date")
        ]

    def __str__(self) -> str:
        return f"{self.step} of {self.request_id}"


class Rest(BaseModel):
    """A time in which nobody is reminded, and why."""

    reason = models.CharField(max_length=300)
    started_on = models.DateField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["started_on", "created_at"]


class Pause(Rest):
    """Nobody is reminded of a request."""

    request = models.ForeignKey("cases.InformationRequest", on_delete=models.PROTECT, related_name="pauses")

    class Meta(Rest.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(ended_on__isnull=True), name="one_open_pause_per_request"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("started_on")),
                name="pause_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"Pause of {self.request_id}"


class Letter(BaseModel):
    """A panel's own wording of an email to an agency, in place of the standard one."""

    panel = models.ForeignKey("accounts.Panel", on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=150)
    body = models.TextField()

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["panel", "kind"], name="one_letter_per_kind")]

    def __str__(self) -> str:
        return self.kind
