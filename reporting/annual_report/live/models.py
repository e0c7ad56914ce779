"""What a panel's reports cite, and the abbreviations that are its own. Both go on from year to year."""

from django.db import models
from django.db.models import Q

from common.models import BaseModel


class Source(BaseModel):
    """Something that texts cite by its short name; the report numbers it."""

    panel = models.ForeignKey("accounts.Panel", on_delete=models.PROTECT, related_name="+")
    key = models.SlugField("short name", max_length=40)
    words = models.CharField("reference", max_length=400)
    url = models.URLField("address", max_length=300, blank=True)
    read_on = models.DateField("read on", null=True, blank=True)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "key"], name="one_source_per_name"),
            models.CheckConstraint(condition=~Q(words=""), name="source_says_something"),
        ]

    def __str__(self) -> str:
        return self.key


class Term(BaseModel):
    """An abbreviation with what it stands for."""

    panel = models.ForeignKey("accounts.Panel", on_delete=models.PROTECT, related_name="+")
    short = models.CharField("abbreviation", max_length=20)
    full = models.CharField("in full", max_length=200)

    class Meta:
        ordering = ["short"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "short"], name="one_meaning_per_abbreviation"),
            models.CheckConstraint(condition=~Q(full=""), name="abbreviation_is_spelled_out"),
        ]

    def __str__(self) -> str:
        return self.short
