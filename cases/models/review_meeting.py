"""The child death review meeting of a case (CDRM): when and where, who was invited, who came, its report."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from common.dates import london
from common.models import BaseModel


class ReviewMeeting(BaseModel):
    """One meeting of the people who cared for the child or looked into the death; the family is not there."""

    class Kind(models.TextChoices):
        """One meeting may serve two purposes."""

        ALONE = "alone", "Child death review meeting"
        JAR = "jar", "Final meeting of the joint agency response"
        PMRT = "pmrt", "Perinatal mortality review (PMRT)"
        HOSPITAL = "hospital", "Hospital mortality meeting"

    class State(models.TextChoices):
        """From the first invitation to the report."""

        ARRANGED = "arranged", "Arranged"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="review_meetings")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ALONE)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ARRANGED)
    starts_at = models.DateTimeField("starts")
    ends_at = models.DateTimeField("ends")
    place = models.CharField("place or joining link", max_length=300, blank=True)
    chair = models.CharField("who chairs it", max_length=150, blank=True)
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    cancel_reason = models.TextField(blank=True)
    report_on = models.DateField("draft analysis and report received", null=True, blank=True)

    class Meta:
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="review_meeting_ends_after_start"),
            models.CheckConstraint(
                condition=Q(report_on__isnull=True) | Q(state="held"), name="report_of_held_meeting"
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(state="arranged"), name="one_review_meeting_arranged"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def on(self):
        """The day in London."""
        return london(self.starts_at).date()

    @property
    def over(self) -> bool:
        """Whether nobody can come any more."""
        return self.ends_at < timezone.now()


class GuestQuerySet(models.QuerySet):
    """People of meetings."""

    def standing(self) -> "GuestQuerySet":
        """Without those whose invitation was taken back."""
        return self.filter(withdrawn_at__isnull=True)


class MeetingGuest(BaseModel):
    """Somebody invited to a review meeting, or who came. They need no account."""

    class Attendance(models.TextChoices):
        """What became of it."""

        NOT_RECORDED = "", "Not recorded"
        PRESENT = "present", "Present"
        REPORT = "report", "Sent a report instead"
        APOLOGIES = "apologies", "Sent apologies"
        ABSENT = "absent", "Did not come"

    meeting = models.ForeignKey(ReviewMeeting, on_delete=models.PROTECT, related_name="guests")
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=120, blank=True)
    organisation = models.CharField("agency", max_length=200)
    email = models.EmailField("email address", blank=True)
    essential = models.BooleanField("has to be there", default=False)
    sent_at = models.DateTimeField("invited", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    attendance = models.CharField(max_length=10, choices=Attendance.choices, blank=True)

    objects = GuestQuerySet.as_manager()

    class Meta:
        ordering = ["-essential", "organisation", "name"]
        constraints = [
            models.UniqueConstraint("meeting", Lower("email"), condition=~Q(email=""), name="guest_once_a_meeting"),
            models.CheckConstraint(condition=Q(sent_at__isnull=True) | ~Q(email=""), name="invited_by_email"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"
