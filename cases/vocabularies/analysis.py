"""The analysis form: categories of death, domains, relevance, modifiability."""

from django.db import models


class Category(models.IntegerChoices):
    """National categories of death. The primary category is the highest on this list that applies."""

    INFLICTED = 1, "Deliberately inflicted injury, abuse or neglect"
    SUICIDE = 2, "Suicide or deliberate self-inflicted harm"
    TRAUMA = 3, "Trauma and other external factors, including medical or surgical complications or error"
    MALIGNANCY = 4, "Malignancy"
    ACUTE = 5, "Acute medical or surgical condition"
    CHRONIC = 6, "Chronic medical condition"
    CHROMOSOMAL = 7, "Chromosomal, genetic and congenital anomalies"
    PERINATAL = 8, "Perinatal or neonatal event"
    INFECTION = 9, "Infection"
    SUDDEN = 10, "Sudden unexpected, unexplained death"


class Domain(models.TextChoices):
    """The four domains of contributory factors."""

    CHILD = "child", "Intrinsic to the child"
    SOCIAL = "social", "Social environment, including family and parenting capacity"
    PHYSICAL = "physical", "Physical environment"
    SERVICE = "service", "Service provision"


class Relevance(models.IntegerChoices):
    """How far a factor bears on the death."""

    NO_INFORMATION = 0, "0: information not available"
    NONE_IDENTIFIED = 1, "1: no factors identified, or unlikely to have contributed"
    CONTRIBUTED = 2, "2: factors identified that may have contributed"


class Modifiability(models.TextChoices):
    """Whether the review found modifiable factors."""

    MODIFIABLE = "modifiable", "Modifiable factors identified"
    NONE = "none", "No modifiable factors identified"
    INADEQUATE = "inadequate_information", "Inadequate information to judge"
