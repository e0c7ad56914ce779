"""The seats of a panel, and who has held each of them from when to when."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from common.dates import today
from common.models import BaseModel


class Seat(BaseModel):
    """A place on the panel, whoever holds it: what it is for stays when people change."""

    class Kind(models.TextChoices):
        """Whether its holder is always invited."""

        CORE = "core", "Core"
        AS_REQUIRED = "as_required", "As required"

    panel = models.ForeignKey("accounts.Panel", on_delete=models.PROTECT, related_name="seats")
    title = models.CharField("seat", max_length=150)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.CORE)
    organisation = models.ForeignKey(
        "accounts.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="agency",
    )  # fmt: skip
    order = models.PositiveSmallIntegerField(default=0)
    closed_on = models.DateField("no longer a seat from", null=True, blank=True)

    class Meta:
        ordering = ["kind", "order", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "title"], condition=Q(closed_on__isnull=True), name="one_seat_per_title"
            )
        ]

    def __str__(self) -> str:
        return self.title


class SeatHoldingQuerySet(models.QuerySet):
    """Terms."""

    def current(self) -> "SeatHoldingQuerySet":
        """Seats held today, by people who still have their role."""
        return self.on(today())

    def on(self, day: date) -> "SeatHoldingQuerySet":
        """Seats held on a day, by people who have their role then."""
        still = Q(membership__ends_on__isnull=True) | Q(membership__ends_on__gt=day)
        return self.filter(still, from_on__lte=day).filter(Q(to_on__isnull=True) | Q(to_on__gt=day))

    def to_come(self) -> "SeatHoldingQuerySet":
        """Terms that begin after today, the next first."""
        return self.filter(from_on__gt=today()).order_by("from_on")


class SeatHolding(BaseModel):
    """One person's term in one seat, with the deputy who comes in their place."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="holdings")
    membership = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="holdings")
    deputy = models.ForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="deputises"
    )
    from_on = models.DateField("from", default=today)
    to_on = models.DateField("to", null=True, blank=True, help_text="The first day without the seat.")

    objects = SeatHoldingQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="term_in_order"),
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("membership")), name="nobody_deputises_for_themselves"
            ),
            ExclusionConstraint(
                name="one_holder_at_a_time",
                expressions=[
                    ("seat", RangeOperators.EQUAL),
                    (
                        Func("from_on", "to_on", function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.membership.user}"
