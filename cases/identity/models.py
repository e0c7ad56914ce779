"""Identity tables. Their keys point at case and notification with no way back from there."""

from django.db import models
from django.db.models import Q

from cases.vocabularies import NhsNumberAbsence, YesNoNotKnown
from common.models import BaseModel


class Child(BaseModel):
    """The child who died. Made with the notification; the case is joined to it when one is opened."""

    notification = models.OneToOneField(
        "cases.Notification", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    case = models.OneToOneField("cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    panel = models.ForeignKey(
        "accounts.Panel", on_delete=models.PROTECT, related_name="+", editable=False, db_index=False,
        help_text="That of the case, or else of the notification; kept by the database.",
    )  # fmt: skip
    first_names = models.CharField("first names", max_length=150, blank=True)
    surname = models.CharField(max_length=150, blank=True)
    aliases = models.CharField("other names", max_length=200, blank=True)
    nhs_number = models.CharField("NHS number", max_length=10, blank=True)
    nhs_number_absence = models.CharField(max_length=15, choices=NhsNumberAbsence.choices, blank=True)
    born_on = models.DateField("date of birth", null=True, blank=True)
    born_at_time = models.TimeField("time of birth", null=True, blank=True)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    lsoa = models.CharField("small area", max_length=9, blank=True, help_text="From the postcode; some 1,500 people.")
    gp_practice = models.CharField("GP practice", max_length=200, blank=True)
    school = models.CharField("school or nursery", max_length=200, blank=True)

    first_language = models.CharField(max_length=60, blank=True)
    interpreter = models.CharField("interpreter needed", max_length=10, choices=YesNoNotKnown.choices, blank=True)
    religion = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name_plural = "children"
        indexes = [
            models.Index(fields=["nhs_number"], condition=~Q(nhs_number=""), name="child_by_nhs_number"),
            models.Index(fields=["surname", "born_on"], name="child_by_surname"),
            models.Index(fields=["postcode"], condition=~Q(postcode=""), name="child_by_postcode"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(notification__isnull=False) | Q(case__isnull=False),
                name="child_belongs_somewhere",
            )
        ]

    def __str__(self) -> str:
        return "A child"  # never the name: this text can reach a log

    @property
    def name(self) -> str:
        """First names and surname, or “Name not known”."""
        return f"{self.first_names} {self.surname}".strip() or "Name not known"


class NamePart(models.Model):
    """One word of a child's names as the search finds it, without accents. Written by the database with the names."""

    panel = models.ForeignKey("accounts.Panel", on_delete=models.PROTECT, related_name="+", db_index=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_index=False)
    part = models.CharField(max_length=200, db_collation="C", help_text="In the order of its letters' codes.")

    class Meta:
        indexes = [models.Index(fields=["child"], name="name_parts_of_child")]
        constraints = [models.UniqueConstraint(fields=["panel", "part", "child"], name="name_part_once")]

    def __str__(self) -> str:
        return "A part of a name"


class Relative(BaseModel):
    """A parent, carer, sibling or other member of the household."""

    class Kind(models.TextChoices):
        """Somebody who brought the child up, or somebody who lived with the child."""

        CARER = "carer", "Parent or carer"
        HOUSEHOLD = "household", "Brother, sister or other member of the household"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="relatives")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.CARER)
    relationship = models.CharField(max_length=60)
    name = models.CharField(max_length=150, blank=True)
    born_on = models.DateField("date of birth", null=True, blank=True)
    address = models.TextField("address, if different", blank=True)
    nhs_number = models.CharField("NHS number", max_length=10, blank=True)
    parental_responsibility = models.CharField(max_length=10, choices=YesNoNotKnown.choices, blank=True)
    at_risk = models.BooleanField("may be at risk now", default=False)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return "A relative"


class Professional(BaseModel):
    """Somebody who knew the child and may be asked for information."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="professionals")
    role = models.CharField(max_length=120)
    name = models.CharField(max_length=150)
    organisation = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    send_form = models.BooleanField("ask for a reporting form", default=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return "A professional"


class IdentityAnswers(BaseModel):
    """The answers of a form that say who somebody is. The rest of the form stands in ``cases.FormResponse``."""

    response = models.OneToOneField("cases.FormResponse", on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict, blank=True)
    changes = models.JSONField(
        default=list, blank=True, help_text="What stood there before each change of a draft; emptied when it is sent."
    )
    settled = models.JSONField(
        default=dict, blank=True, help_text="What was decided about an answer that differs from the record, by field."
    )

    class Meta:
        verbose_name_plural = "identity answers"

    def __str__(self) -> str:
        return "Answers about who somebody is"


class ReturnCopy(BaseModel):
    """What was sent to the national database, sealed: it names the child and the family."""

    national_return = models.OneToOneField("cases.NationalReturn", on_delete=models.PROTECT, related_name="+")
    sealed = models.TextField()

    def __str__(self) -> str:
        return "A copy of a return"


class MergeCopy(BaseModel):
    """What stood in a case before a merge, sealed, so that it can be given back."""

    merge = models.OneToOneField("cases.Merge", on_delete=models.PROTECT, related_name="+")
    sealed = models.TextField()

    def __str__(self) -> str:
        return "What stood before a merge"


class FamilyLink(BaseModel):
    """Two deaths in one family, as the CDR manager settled it. Seen only with the identity of both."""

    class Relation(models.TextChoices):
        """What the two children are to each other."""

        TWIN = "twin", "Twins, or of one multiple birth"
        SIBLING = "sibling", "Brothers or sisters"
        RELATIVE = "relative", "Otherwise of one family"
        NONE = "none", "Not of one family"

    first = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=10, choices=Relation.choices)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="family_link_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="family_link_in_order"),
        ]

    def __str__(self) -> str:
        return "Two deaths in one family"
