"""Which form an agency is asked for: the reporting form, or a supplementary one for what happened.

The list follows the twenty supplementary forms of 2019; the wording is ours.
"""

from django.db import models


class RequestedForm(models.TextChoices):
    """The forms of the catalogue in ``cases.statutory``, under the same keys and titles."""

    REPORTING = "reporting", "Reporting form"
    ASTHMA = "asthma_anaphylaxis", "Asthma and anaphylaxis"
    CARDIAC = "cardiac", "Heart conditions"
    CARE_PATHWAY = "care_pathway", "Care pathway"
    CONGENITAL = "congenital_anomalies", "Chromosomal, genetic and congenital anomalies"
    NEONATAL = "neonatal_unit", "Deaths on a delivery suite, labour ward or neonatal unit"
    DIABETES = "diabetes", "Diabetes and diabetic ketoacidosis"
    DROWNING = "drowning", "Drowning"
    EPILEPSY = "epilepsy", "Epilepsy"
    FALLS = "falls", "Falls"
    FIRE = "fire_burns", "Fire, burns and electrocution"
    INFECTION = "infection", "Infection"
    LIFE_LIMITING = "life_limiting", "Life-limiting conditions"
    ONCOLOGY = "oncology", "Cancer"
    INJURY = "other_injury", "Other unintended injury"
    POISONING = "poisoning", "Poisoning"
    SUBSTANCES = "substance_misuse", "Substance use"
    SUDDEN = "sudden_unexpected", "Sudden unexpected deaths"
    SUICIDE = "suicide_self_harm", "Suicide or self-harm"
    VEHICLE = "vehicle_collision", "Vehicle collision"
    VIOLENCE = "violence_maltreatment", "Violence or maltreatment"


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
