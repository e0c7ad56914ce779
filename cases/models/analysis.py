"""The analysis form: causes, categories, contributory factors, modifiability, learning."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.vocabularies import Category, Domain, Modifiability, Relevance
from common.models import BaseModel


class Analysis(BaseModel):
    """One form a case: drafted by the designated doctor from the review meeting, final at the panel."""

    class State(models.TextChoices):
        """Draft until the panel finalises it."""

        DRAFT = "draft", "Draft"
        FINAL = "final", "Final"

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="analysis")
    state = models.CharField(max_length=5, choices=State.choices, default=State.DRAFT)
    neonatal = models.BooleanField("neonatal certificate", default=False)
    cause_1 = models.CharField("cause 1a, or main condition in the infant", max_length=300, blank=True)
    cause_2 = models.CharField("cause 1b, or other conditions in the infant", max_length=300, blank=True)
    cause_3 = models.CharField("cause 1c, or main maternal condition", max_length=300, blank=True)
    cause_4 = models.CharField("other maternal conditions", max_length=300, blank=True)
    cause_5 = models.CharField("cause 2, or other relevant causes", max_length=300, blank=True)
    cause_understood = models.TextField("cause of death as now understood", blank=True)
    primary_override = models.PositiveSmallIntegerField(
        "primary category, where it is not the highest", choices=Category.choices, null=True, blank=True
    )
    override_reason = models.TextField("why it is not the highest", blank=True)
    modifiability = models.CharField(max_length=25, choices=Modifiability.choices, blank=True)
    inadequate_reason = models.TextField("why it cannot be judged", blank=True)
    issues = models.TextField("issues and good practice", blank=True)
    finalised_on = models.DateField(null=True, blank=True)
    finalised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name_plural = "analyses"
        constraints = [
            models.CheckConstraint(
                # an import finalises without a person, so only the date is held to the state
                condition=Q(state="draft", finalised_on__isnull=True, finalised_by__isnull=True)
                | Q(state="final", finalised_on__isnull=False),
                name="final_analysis_has_date",
            ),
            models.CheckConstraint(
                condition=Q(primary_override__isnull=True) | ~Q(override_reason=""),
                name="override_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Analysis of {self.case}"


class AnalysisCategory(models.Model):
    """A category that applies. The primary one follows from the hierarchy unless overridden."""

    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="categories")
    category = models.PositiveSmallIntegerField(choices=Category.choices)

    class Meta:
        ordering = ["category"]
        constraints = [models.UniqueConstraint(fields=["analysis", "category"], name="category_once")]

    def __str__(self) -> str:
        return self.get_category_display()


class FactorCode(models.Model):
    """A named factor. The standard ones have no panel; a panel may add its own. Retired, never deleted."""

    code = models.SlugField(max_length=60)
    label = models.CharField(max_length=150)
    domain = models.CharField(max_length=10, choices=Domain.choices)
    panel = models.ForeignKey("accounts.Panel", null=True, blank=True, on_delete=models.PROTECT)
    retired = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["domain", "order", "label"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "code"], nulls_distinct=False, name="factor_code_once_per_panel")
        ]

    def __str__(self) -> str:
        return self.label


class Factor(models.Model):
    """A factor found in one case, its bearing on the death, and whether it could be changed."""

    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="factors")
    domain = models.CharField(max_length=10, choices=Domain.choices)
    code = models.ForeignKey(FactorCode, null=True, blank=True, on_delete=models.PROTECT)
    text = models.TextField("in words", blank=True)
    relevance = models.PositiveSmallIntegerField(choices=Relevance.choices)
    modifiable = models.BooleanField(default=False)
    evidence = models.TextField(blank=True)

    class Meta:
        ordering = ["domain", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(modifiable=False) | Q(relevance=Relevance.CONTRIBUTED),
                name="modifiable_only_at_two",
            ),
            models.CheckConstraint(condition=Q(relevance__in=[0, 1, 2]), name="relevance_0_1_2"),
            models.CheckConstraint(condition=Q(code__isnull=False) | ~Q(text=""), name="factor_has_code_or_text"),
        ]

    def __str__(self) -> str:
        return str(self.code or self.text)


class LearningPoint(models.Model):
    """What others can learn, or what was done well."""

    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="learning_points")
    text = models.TextField()
    good_practice = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]
