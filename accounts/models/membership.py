"""A role on a panel, held by a person for a time."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.roles import LOOKS_AFTER_PEOPLE, Role
from common.dates import today
from common.models import BaseModel


class MembershipQuerySet(models.QuerySet):
    """Ways to find roles."""

    def current(self) -> "MembershipQuerySet":
        """Roles held today."""
        return self.filter(starts_on__lte=today()).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today()))

    def visible_to(self, user) -> "MembershipQuerySet":
        """Roles, past ones too, on the panels whose people this person looks after."""
        return self.filter(panel_id__in=user.panels_as(*LOOKS_AFTER_PEOPLE))


class Membership(BaseModel):
    """One role. A person may hold several, on several panels; a role counts only within its panel."""

    class Seat(models.TextChoices):
        """Whether a panel member is always invited."""

        CORE = "core", "Core member"
        AS_REQUIRED = "as_required", "As required"
        NONE = "", "Not a seat"

    panel = models.ForeignKey("accounts.Panel", on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(
        "accounts.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        verbose_name="agency represented",
    )
    job_title = models.CharField(max_length=120, blank=True)
    seat = models.CharField(max_length=12, choices=Seat.choices, blank=True, default="")
    is_lay = models.BooleanField("lay member", default=False)
    areas = models.ManyToManyField("accounts.Area", blank=True, help_text="For a designated doctor.")
    starts_on = models.DateField(default=today)
    ends_on = models.DateField(null=True, blank=True, help_text="The first day without the role.")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["user__full_name", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "user", "role"],
                condition=Q(ends_on__isnull=True),
                name="one_open_membership_per_role",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="membership_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"
