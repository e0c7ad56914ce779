"""A meeting of the panel and the people invited to it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.roles import Role
from common.models import BaseModel


class MeetingQuerySet(models.QuerySet):
    """Meetings in scope."""

    def visible_to(self, user) -> "MeetingQuerySet":
        """A manager's whole panel; everybody else only the meetings they are invited to, while they hold a role."""
        seated = user.panels_as(Role.CHAIR, Role.MEMBER, Role.DOCTOR)
        invited = Q(panel_id__in=seated, pk__in=Invitation.objects.filter(user_id=user.pk).values("meeting_id"))
        return self.filter(Q(panel_id__in=user.panels_as(Role.MANAGER)) | invited)


class Meeting(BaseModel):
    """One meeting. Finalising it fixes the review date of every case decided there."""

    class State(models.TextChoices):
        """Where the meeting stands."""

        SCHEDULED = "scheduled", "Scheduled"
        OPEN = "open", "In progress"
        FINALISED = "finalised", "Finalised"
        CANCELLED = "cancelled", "Cancelled"

    panel = models.ForeignKey("accounts.Panel", on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=150, default="Panel meeting")
    theme = models.CharField("theme, if any", max_length=100, blank=True)
    starts_at = models.DateTimeField("starts")
    ends_at = models.DateTimeField("ends")
    place = models.CharField("place or joining link", max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SCHEDULED)
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    quorate_at_start = models.BooleanField(null=True, editable=False)
    finalised_at = models.DateTimeField(null=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at"]
        indexes = [models.Index(fields=["panel", "-starts_at"], name="meetings_of_panel")]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_start")]

    def __str__(self) -> str:
        return f"{self.title}, {self.starts_at:%d %B %Y}"


class Invitation(BaseModel):
    """A person invited to a meeting, the answer, and whether they came."""

    class Reply(models.TextChoices):
        """The answer before the meeting."""

        NONE = "none", "No reply"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Apologies"

    class Attendance(models.TextChoices):
        """What happened on the day."""

        NOT_RECORDED = "", "Not recorded"
        PRESENT = "present", "Present"
        APOLOGIES = "apologies", "Apologies"
        ABSENT = "absent", "Absent"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations")
    membership = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    deputy_name = models.CharField("deputy who came instead", max_length=150, blank=True)
    reply = models.CharField(max_length=10, choices=Reply.choices, default=Reply.NONE)
    attendance = models.CharField(max_length=10, choices=Attendance.choices, blank=True, default="")
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["user__full_name"]
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="invited_once")]

    def __str__(self) -> str:
        return f"{self.user}"
