"""Organisations, areas and the panels that own cases."""

from django.db import models

from common.models import BaseModel


class Organisation(BaseModel):
    """An agency that knows children or sits on a panel. Names change and bodies merge, so it is dated."""

    class Kind(models.TextChoices):
        """What sort of agency; the quorum rule counts by these."""

        HOSPITAL = "hospital", "Hospital trust"
        COMMUNITY_HEALTH = "community_health", "Community health"
        MENTAL_HEALTH = "mental_health", "Mental health"
        GP = "gp", "General practice"
        ICB = "icb", "Integrated care board"
        AMBULANCE = "ambulance", "Ambulance service"
        LOCAL_AUTHORITY = "local_authority", "Local authority"
        POLICE = "police", "Police"
        CORONER = "coroner", "Coroner's office"
        EDUCATION = "education", "School or nursery"
        HOSPICE = "hospice", "Hospice"
        OTHER = "other", "Other"

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    code = models.CharField("official code", max_length=20, blank=True)
    email = models.EmailField("secure email", blank=True)
    valid_from = models.DateField("exists from", null=True, blank=True)
    valid_to = models.DateField("existed until", null=True, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="one_organisation_per_name"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="organisation_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationContact(BaseModel):
    """Somebody at an agency besides the person who is asked."""

    class Kind(models.TextChoices):
        """What the contact is for."""

        SAFEGUARDING_LEAD = "safeguarding_lead", "Safeguarding lead"
        SECOND = "second", "Second contact, who is sent access codes"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=150)
    email = models.EmailField("email address")
    phone = models.CharField("telephone", max_length=40, blank=True)

    class Meta:
        ordering = ["organisation", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind"], name="one_contact_of_a_kind_per_organisation")
        ]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """A local authority area, by its ONS code. Reference data, loaded and retired, never deleted."""

    code = models.CharField("ONS code", primary_key=True, max_length=9)
    name = models.CharField(max_length=100)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class DisclosureProfile(models.TextChoices):
    """How small numbers are protected in what a panel publishes; ``reporting.disclosure.profiles`` has the rules."""

    UNDER_5 = "under-5", "Numbers from 1 to 4 hidden"
    NHS_ROUNDING = "nhs-rounding", "Numbers from 1 to 7 hidden, all others rounded to the nearest 5"
    STRICT_10 = "strict-10", "Numbers from 1 to 9 hidden"


class RetentionStart(models.TextChoices):
    """What the years for which a case is kept are counted from; ``cases.retention`` reckons with them."""

    DEATH = "death", "the death"
    REVIEW = "review", "the end of the review"
    END = "end", "the day on which the case was closed"


SMALLEST_SHOWN = {DisclosureProfile.UNDER_5: 5, DisclosureProfile.NHS_ROUNDING: 8, DisclosureProfile.STRICT_10: 10}


class Panel(BaseModel):
    """A Child Death Overview Panel: the tenant that owns cases, meetings and reports."""

    code = models.SlugField(unique=True, max_length=20, help_text="Used in case references and commands.")
    name = models.CharField(max_length=150)
    contact_email = models.EmailField("single point of contact")
    contact_phone = models.CharField(max_length=40, blank=True)
    areas = models.ManyToManyField(Area, related_name="panels")
    quorum_minimum = models.PositiveSmallIntegerField(default=5, help_text="Members who must be present.")
    quorum_kinds = models.JSONField(
        default=list,
        blank=True,
        help_text="Groups that must each be represented, such as health and local authority.",
    )
    request_days = models.PositiveSmallIntegerField(default=15, help_text="Working days an agency has to answer.")
    disclosure_profile = models.CharField(
        "protection of small numbers",
        max_length=20,
        choices=DisclosureProfile.choices,
        default=DisclosureProfile.UNDER_5,
        help_text="How small numbers are protected in everything that is published.",
    )
    papers_download = models.BooleanField(
        "members may download the papers",
        default=False,
        help_text="Otherwise the papers of a meeting are read on screen only.",
    )
    retention_years = models.PositiveSmallIntegerField(
        "years for which a case is kept", null=True, blank=True,
        help_text="Empty: no period is set, and nothing is ever proposed for erasure.",
    )  # fmt: skip
    retention_from = models.CharField(
        "counted from", max_length=6, choices=RetentionStart.choices, default=RetentionStart.DEATH
    )
    retention_basis = models.CharField(
        "where the period is decided", max_length=200, blank=True, help_text="Of whoever answers for the records."
    )
    last_reference = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(retention_years__isnull=True)
                | models.Q(retention_years__range=(1, 100)) & ~models.Q(retention_basis=""),
                name="retention_has_years_and_basis",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def smallest_shown(self) -> int:
        """The smallest number of children that the panel publishes."""
        return SMALLEST_SHOWN[DisclosureProfile(self.disclosure_profile)]

    @property
    def panel_id(self):
        """A panel is its own panel, for the audit trail."""
        return self.pk
