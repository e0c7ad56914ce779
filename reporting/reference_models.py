"""Figures from elsewhere: dated, sourced, never typed into a sentence."""

from django.db import models


class Comparator(models.Model):
    """One figure for England or another area, with its year, source and the date it was read."""

    key = models.CharField(max_length=80)
    area = models.CharField(max_length=100)
    year = models.CharField("period", max_length=20)
    value = models.DecimalField(max_digits=12, decimal_places=2)
    unit = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    extracted_on = models.DateField()
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["key", "-year"]
        constraints = [models.UniqueConstraint(fields=["key", "area", "year"], name="one_comparator_per_year")]

    def __str__(self) -> str:
        return f"{self.label}, {self.area}, {self.year}"


class PublishedValue(models.Model):
    """One value that somebody else published: of an indicator, an area and a period, with its source and extract date.

    Births and populations, by which rates are divided, are such values too. ``covers`` names the local authorities
    of an area that is wider than one.
    """

    indicator = models.CharField(max_length=60)
    name = models.CharField(max_length=250)
    unit = models.CharField(max_length=60, blank=True)
    area_code = models.CharField(max_length=20)
    area = models.CharField(max_length=120)
    area_type = models.CharField(max_length=80, blank=True)
    covers = models.CharField("local authorities it covers", max_length=400, blank=True)
    sex = models.CharField(max_length=20, blank=True)
    age = models.CharField(max_length=60, blank=True)
    category = models.CharField(max_length=120, blank=True)
    period = models.CharField(max_length=30)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    low = models.DecimalField("lower 95% limit", max_digits=14, decimal_places=4, null=True, blank=True)
    high = models.DecimalField("upper 95% limit", max_digits=14, decimal_places=4, null=True, blank=True)
    count = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    trend = models.CharField("recent trend", max_length=80, blank=True)
    source = models.CharField(max_length=300)
    extracted_on = models.DateField()
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["indicator", "period", "area", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area_code", "sex", "age", "category", "period"], name="one_published_value"
            ),
            models.CheckConstraint(
                condition=~models.Q(source="") & ~models.Q(period=""), name="published_value_has_source_and_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.area}, {self.period}"
