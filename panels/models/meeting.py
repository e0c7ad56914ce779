"""A meeting of the panel and the people invited to it."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.roles import SEATED, Role
from common.dates import london
from common.formats import day
from common.models import BaseModel


class MeetingQuerySet(models.QuerySet):
    """Meetings in scope."""

    def visible_to(self, user) -> "MeetingQuerySet":
        """A manager's whole panel; everybody else only the meetings they are invited to, while they hold a role."""
        seated = user.panels_as(*SEATED)
        invitations = Invitation.objects.standing().filter(user_id=user.pk)
        invited = Q(panel_id__in=seated, pk__in=invitations.values("meeting_id"))
        return self.filter(Q(panel_id__in=user.panels_as(Role.MANAGER)) | invited)

    def later_in_series(self, meeting: "Meeting") -> "MeetingQuerySet":
        """The meetings planned together with this one that come after it and have not begun."""
        later = self.filter(series=meeting.series, series__isnull=False, starts_at__gt=meeting.starts_at)
        return later.filter(state=Meeting.State.SCHEDULED)

    def held(self) -> "MeetingQuerySet":
        """Meetings whose decisions stand."""
        return self.filter(state=Meeting.State.FINALISED)


class InvitationQuerySet(models.QuerySet):
    """Invitations in scope."""

    def standing(self) -> "InvitationQuerySet":
        """Those not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def visible_to(self, user) -> "InvitationQuerySet":
        """A manager's whole panel; everybody else only their own, while they hold a seat."""
        seated = user.panels_as(*SEATED)
        own = Q(user_id=user.pk, meeting__panel_id__in=seated)
        return self.standing().filter(Q(meeting__panel_id__in=user.panels_as(Role.MANAGER)) | own)


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
    series = models.UUIDField(null=True, editable=False, help_text="The same for meetings planned together.")
    starts_at = models.DateTimeField("starts")
    ends_at = models.DateTimeField("ends")
    place = models.CharField("place or joining link", max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SCHEDULED)
    access_days = models.PositiveSmallIntegerField(
        "days of access after the meeting",
        default=14,
        help_text="If the meeting is not finalised, members can read the papers for this many days after it.",
    )
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    agenda_sent_at = models.DateTimeField(null=True, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    quorum_minimum = models.PositiveSmallIntegerField(
        "members who had to be present", null=True, editable=False, help_text="The panel's rule when the meeting began."
    )
    quorum_kinds = models.JSONField("who had to be represented", null=True, editable=False)
    finalised_at = models.DateTimeField(null=True, editable=False)
    finalised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    cancel_reason = models.CharField("why it was cancelled", max_length=300, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at"]
        indexes = [
            models.Index(fields=["panel", "-starts_at"], name="meetings_of_panel"),
            models.Index(fields=["series"], condition=Q(series__isnull=False), name="meetings_of_series"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(quorum_minimum__isnull=True, quorum_kinds__isnull=True)
                | Q(quorum_minimum__isnull=False, quorum_kinds__isnull=False),
                name="quorum_of_a_meeting_is_whole",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_start"),
            models.CheckConstraint(
                condition=Q(state="finalised", finalised_at__isnull=False, finalised_by__isnull=False)
                | (~Q(state="finalised") & Q(finalised_at__isnull=True, finalised_by__isnull=True)),
                name="finalised_meeting_has_time_and_person",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="cancelled", cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancel_reason="")
                )
                | (~Q(state="cancelled") & Q(cancelled_at__isnull=True, cancelled_by__isnull=True)),
                name="cancelled_meeting_has_time_person_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {day(self.starts_at)}"

    @property
    def held_on(self) -> date:
        """The day of the meeting in London: the review date of what is decided there."""
        return london(self.starts_at).date()

    @property
    def access_ends_at(self) -> datetime:
        """When members lose the papers if nobody finalises the meeting before."""
        return self.ends_at + timedelta(days=self.access_days)


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
        DEPUTY = "deputy", "Deputy came"

    CAME = (Attendance.PRESENT, Attendance.DEPUTY)
    """A seat is taken by the member or by a deputy."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations")
    membership = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    in_place_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="deputies",
        verbose_name="invited in the place of",
    )  # fmt: skip
    deputy_name = models.CharField("deputy who came instead", max_length=150, blank=True)
    reply = models.CharField(max_length=10, choices=Reply.choices, default=Reply.NONE)
    attendance = models.CharField(max_length=10, choices=Attendance.choices, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["user__full_name"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="invited_once"),
            models.UniqueConstraint(
                fields=["in_place_of"],
                condition=Q(withdrawn_at__isnull=True, in_place_of__isnull=False),
                name="one_deputy_invited",
            ),
            models.CheckConstraint(
                condition=Q(attendance="deputy") ^ Q(deputy_name=""), name="deputy_has_a_name_and_only_a_deputy"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}"
