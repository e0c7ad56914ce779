"""Which form an agency is asked for: the reporting form, or a supplementary one for what happened.

The list follows the twenty supplementary forms of 2019; the wording is ours.
"""

from django.db import models


class RequestedForm(models.TextChoices):
    """The forms of the national catalogue, by what they are about."""

    REPORTING = "reporting", "Reporting form"
    ASTHMA = "asthma", "Asthma and anaphylaxis"
    CARDIAC = "cardiac", "Heart conditions"
    CARE_PATHWAY = "care_pathway", "Care pathway"
    CONGENITAL = "congenital", "Chromosomal, genetic and congenital anomalies"
    NEONATAL = "neonatal", "Labour ward, delivery suite or neonatal unit"
    DIABETES = "diabetes", "Diabetes and ketoacidosis"
    DROWNING = "drowning", "Drowning"
    EPILEPSY = "epilepsy", "Epilepsy"
    FALLS = "falls", "Falls"
    FIRE = "fire", "Fire, burns and electrocution"
    INFECTION = "infection", "Infection"
    LIFE_LIMITING = "life_limiting", "Life-limiting condition"
    ONCOLOGY = "oncology", "Cancer"
    INJURY = "injury", "Other unintended injury"
    POISONING = "poisoning", "Poisoning"
    SUBSTANCES = "substances", "Substance misuse"
    SUDDEN = "sudden", "Sudden unexpected death"
    SUICIDE = "suicide", "Suicide or self-harm"
    VEHICLE = "vehicle", "Vehicle collision"
    VIOLENCE = "violence", "Violence or maltreatment"


class Source(models.TextChoices):
    """In which capacity an agency is asked: whose record of the child it is about. A hospital may be asked twice."""

    GP = "gp", "General practice"
    HOSPITAL = "hospital", "Hospital, or whoever certified the death"
    MATERNITY = "maternity", "Maternity"
    NEONATAL = "neonatal", "Neonatal unit"
    TERTIARY = "tertiary", "Specialist centre"
    COMMUNITY = "community", "Community paediatrics"
    HEALTH_VISITOR = "health_visitor", "Health visitor"
    SCHOOL_NURSE = "school_nurse", "School nurse"
    MENTAL_HEALTH = "mental_health", "Child and adolescent mental health"
    AMBULANCE = "ambulance", "Ambulance"
    HOSPICE = "hospice", "Hospice"
    SOCIAL_CARE = "social_care", "Children's social care"
    POLICE = "police", "Police"
    CORONER = "coroner", "Coroner's officer"
    NURSERY = "nursery", "Nursery"
    SCHOOL = "school", "School"
    YOUTH_JUSTICE = "youth_justice", "Youth justice"
    HOUSING = "housing", "Housing"
    SUBSTANCE_MISUSE = "substance_misuse", "Substance misuse service"
    OTHER = "other", "Other"
