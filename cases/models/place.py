"""What official lookup files say about places: which small area and authority a postcode lies in, and how deprived."""

from django.db import models
from django.db.models import Q


class PlaceFile(models.Model):
    """One lookup file that was loaded, with where it came from and how it can be recognised again."""

    class Kind(models.TextChoices):
        """What a file answers."""

        POSTCODES = "postcodes", "Postcode to small area and local authority"
        DEPRIVATION = "deprivation", "Small area to deprivation decile"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=200)
    released_on = models.DateField()
    edition = models.PositiveSmallIntegerField("edition of the index", null=True, blank=True)
    lsoa_year = models.PositiveSmallIntegerField("census year of the small areas", null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(default=0)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["kind", "-released_on", "-loaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="postcodes", edition__isnull=True)
                | Q(kind="deprivation", edition__isnull=False, lsoa_year__isnull=False),
                name="deprivation_has_edition",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Postcode(models.Model):
    """Where one postcode lies. Ended postcodes stay: a child may have lived there when it was in use."""

    code = models.CharField("postcode without its space", primary_key=True, max_length=7)
    district = models.CharField("lower-tier or unitary authority", max_length=9, blank=True)
    county = models.CharField("county council", max_length=9, blank=True)
    lsoa_2011 = models.CharField("small area of 2011", max_length=9, blank=True)
    lsoa_2021 = models.CharField("small area of 2021", max_length=9, blank=True)
    file = models.ForeignKey(PlaceFile, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return "A postcode"  # with a case beside it in a log it would say where a child lived


class Deprivation(models.Model):
    """The decile of one small area in one edition of the index; 1 is the most deprived tenth."""

    edition = models.PositiveSmallIntegerField()
    lsoa = models.CharField("small area", max_length=9)
    decile = models.PositiveSmallIntegerField()
    file = models.ForeignKey(PlaceFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "lsoa"], name="one_decile_per_area_and_edition"),
            models.CheckConstraint(condition=Q(decile__range=(1, 10)), name="place_decile_from_1_to_10"),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.lsoa}"
