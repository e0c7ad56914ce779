"""The case: what review and figures need of one child's death, without saying who the child was."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from cases.querysets import CaseQuerySet
from cases.vocabularies import Category, Ethnicity, Expectedness, Modifiability, PlaceOfDeath, Sex
from cases.workflow import TRANSITIONS, Status
from common.models import BaseModel

EIGHTEEN_YEARS_IN_DAYS = 6575


def _as_the_workflow_leads() -> Q:
    """The opening of a case, and every step from where it may be taken to where it leads."""
    starts: dict[tuple[str, str], list[str]] = {}
    for (status, step), end in TRANSITIONS.items():
        starts.setdefault((step, end), []).append(status)
    allowed = Q(step="open", from_status="", to_status=Status.GATHERING)
    for (step, end), statuses in starts.items():
        allowed |= Q(step=step, from_status__in=statuses, to_status=end)
    return allowed


class Case(BaseModel):
    """One death under review by one panel. Names, dates of birth and addresses stand in ``cases.identity``."""

    class PlaceSource(models.TextChoices):
        """How the area of residence and the decile were found."""

        LOOKUP = "lookup", "From the postcode"
        HAND = "hand", "Entered by hand"

    panel = models.ForeignKey("accounts.Panel", on_delete=models.PROTECT, related_name="cases")
    reference = models.CharField(max_length=30)
    reference_upper = models.GeneratedField(
        expression=Upper("reference"), output_field=models.CharField(max_length=30, db_collation="C"), db_persist=True,
        help_text="In capitals, for the search; kept by the database.",
    )  # fmt: skip
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.GATHERING)
    status_since = models.DateTimeField()

    notified_on = models.DateField("notified on")
    died_on = models.DateField("date of death")
    age_days = models.PositiveSmallIntegerField(
        "age in days", null=True, blank=True, validators=[MaxValueValidator(EIGHTEEN_YEARS_IN_DAYS)]
    )
    age_years = models.PositiveSmallIntegerField("age in completed years", null=True, blank=True)
    sex = models.CharField(max_length=15, choices=Sex.choices, default=Sex.NOT_KNOWN)
    ethnicity = models.CharField(max_length=2, choices=Ethnicity.choices, default=Ethnicity.NOT_KNOWN)
    local_authority = models.ForeignKey(
        "accounts.Area", null=True, blank=True, on_delete=models.PROTECT, verbose_name="area of residence"
    )
    imd_decile = models.PositiveSmallIntegerField(
        "deprivation decile", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    imd_edition = models.PositiveSmallIntegerField("edition of the deprivation index", null=True, blank=True)
    lsoa_year = models.PositiveSmallIntegerField("census year of the small area", null=True, blank=True)
    place_source = models.CharField(
        "where area and decile come from", max_length=6, choices=PlaceSource.choices, blank=True
    )
    placed_on = models.DateField("area and decile as at", null=True, blank=True)
    gestation_weeks = models.PositiveSmallIntegerField(
        "gestation, completed weeks",
        null=True,
        blank=True,
        validators=[MinValueValidator(18), MaxValueValidator(45)],
    )
    birth_weight_grams = models.PositiveSmallIntegerField("birth weight in grams", null=True, blank=True)
    place_of_death = models.CharField(max_length=10, choices=PlaceOfDeath.choices, default=PlaceOfDeath.NOT_KNOWN)
    expectedness = models.CharField(max_length=10, choices=Expectedness.choices, default=Expectedness.NOT_KNOWN)

    case_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="case worker",
    )  # fmt: skip
    ncmd_notified_on = models.DateField("national database told of the death on", null=True, blank=True)
    cdrm_on = models.DateField("child death review meeting", null=True, blank=True)
    reviewed_on = models.DateField("reviewed on", null=True, blank=True)
    primary_category = models.PositiveSmallIntegerField(choices=Category.choices, null=True, blank=True)
    modifiability = models.CharField(max_length=25, choices=Modifiability.choices, blank=True)
    imported = models.BooleanField(default=False)
    erased_on = models.DateField(
        null=True, blank=True, help_text="Only what figures count is left, in bands; nobody opens the case any more."
    )

    found_open_to = None
    """The person in whose scope a page found this very row."""

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-notified_on", "reference"]
        indexes = [
            models.Index(fields=["panel", "notified_on"], name="cases_by_notification"),
            models.Index(fields=["panel", "reviewed_on"], name="cases_by_review"),
            models.Index(fields=["panel", "status", "notified_on"], name="cases_by_status"),
            models.Index(fields=["panel", "reference_upper"], name="cases_by_reference"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["panel", "reference"], name="one_case_per_reference"),
            models.CheckConstraint(condition=Q(notified_on__gte=F("died_on")), name="notified_not_before_death"),
            models.CheckConstraint(
                condition=Q(reviewed_on__isnull=True) | Q(reviewed_on__gte=F("notified_on")),
                name="reviewed_not_before_notification",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on__isnull=True, primary_category__isnull=True, modifiability="")
                | (Q(reviewed_on__isnull=False, primary_category__isnull=False) & ~Q(modifiability="")),
                name="review_has_category_and_modifiability",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.REVIEWED, Status.SUBMITTED, Status.CLOSED])
                | Q(reviewed_on__isnull=False),
                name="reviewed_status_has_date",
            ),
            models.CheckConstraint(
                condition=Q(age_days__isnull=True) | Q(age_days__lte=EIGHTEEN_YEARS_IN_DAYS),
                name="under_eighteen",
            ),
            models.CheckConstraint(
                condition=Q(imd_decile__isnull=True) | Q(imd_decile__range=(1, 10)),
                name="decile_from_1_to_10",
            ),
            models.CheckConstraint(
                condition=~Q(place_source="lookup") | Q(placed_on__isnull=False), name="looked_up_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class StatusChange(models.Model):
    """One step in the life of a case: written once, never changed, and before the case moves, which has no other way.

    The database sees to all three.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="status_changes")
    step = models.CharField(max_length=25)
    from_status = models.CharField(max_length=20, choices=Status.choices, blank=True)
    to_status = models.CharField(max_length=20, choices=Status.choices)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_label = models.CharField(max_length=200)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=_as_the_workflow_leads(), name="a_step_that_leads_there")]

    def __str__(self) -> str:
        return f"{self.case} {self.from_status} → {self.to_status}"
