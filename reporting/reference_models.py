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
