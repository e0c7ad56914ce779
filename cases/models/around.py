"""What stands around a case: reasons for delay, the key worker, notes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.roles import Role
from cases.vocabularies import DelayCode
from cases.vocabularies.owner import Owner
from common.dates import today
from common.models import BaseModel


class DelayReason(BaseModel):
    """Why the review waits, from when to when, and with whom the days lie."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="delays")
    code = models.CharField("reason", max_length=40, choices=DelayCode.choices)
    owner = models.CharField("who it waits for", max_length=150)
    lies_with = models.CharField(
        "with whom the days lie",
        max_length=15,
        choices=Owner.choices,
        blank=True,
        help_text="Empty: as the reason says.",
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["started_on"]
        indexes = [
            models.Index(
                fields=["case"],
                condition=Q(code=DelayCode.THEMED, ended_on__isnull=True),
                name="delays_held_for_theme",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="delay_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.get_code_display()


class KeyWorkerQuerySet(models.QuerySet):
    """Key workers in scope."""

    def current(self) -> "KeyWorkerQuerySet":
        """Those whose time has not ended."""
        return self.filter(starts_on__lte=today()).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today()))

    def held_by(self, user) -> "KeyWorkerQuerySet":
        """A key worker's own families, on panels where the role is held today."""
        return self.current().filter(user_id=user.pk, case__panel_id__in=user.panels_as(Role.KEY_WORKER))


class KeyWorker(BaseModel):
    """The family's single named contact."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="key_workers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="families"
    )
    name = models.CharField(max_length=150)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT)
    contact = models.CharField("phone or email", max_length=200)
    cover = models.CharField("who covers for them", max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = KeyWorkerQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ends_on__isnull=True), name="one_key_worker_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="key_worker_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CaseNote(BaseModel):
    """A dated entry on the timeline, written by hand. Never edited; a correction is a new note."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="notes")
    happened_on = models.DateField("date of event")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["happened_on", "created_at"]

    def __str__(self) -> str:
        return f"{self.happened_on}"
