"""What runs beside a review, and why reviews wait."""

from django.db import models


class ProcessKind(models.TextChoices):
    """Other reviews and investigations of the same death."""

    JAR = "jar", "Joint agency response"
    CORONER = "coroner", "Coroner's investigation or inquest"
    MEDICAL_EXAMINER = "medical_examiner", "Medical examiner and certificate"
    CRIMINAL = "criminal", "Criminal investigation or trial"
    CSPR = "cspr", "Child safeguarding practice review"
    PSII = "psii", "Patient safety incident investigation"
    MNSI = "mnsi", "Maternity and newborn safety investigation"
    PMRT = "pmrt", "Perinatal mortality review (PMRT)"
    LEDER = "leder", "LeDeR notification"
    OTHER = "other", "Other review"


class ProcessStatus(models.TextChoices):
    """Where it stands."""

    EXPECTED = "expected", "Expected"
    OPEN = "open", "Under way"
    COMPLETE = "complete", "Complete"
    NOT_NEEDED = "not_needed", "Not needed"


class DelayCode(models.TextChoices):
    """Why a review waits; each with start, end and owner so that days can be attributed."""

    SERIOUS_INCIDENT = "serious_incident_investigation", "Serious incident investigation"
    OUT_OF_AREA = "out_of_area_death", "Death out of area"
    FURTHER_INFORMATION = "further_information_requested", "Further information requested"
    POST_MORTEM = "awaiting_postmortem", "Awaiting post-mortem"
    INQUEST = "awaiting_inquest", "Awaiting inquest"
    CRIMINAL = "criminal_proceedings", "Criminal proceedings"
    CSPR = "cspr", "Child safeguarding practice review"
    PSII = "psii", "Patient safety incident investigation"
    MNSI = "mnsi", "Maternity and newborn safety investigation"
    PMRT = "pmrt", "Perinatal mortality review"
    FORMS = "reporting_forms_outstanding", "Reporting forms outstanding"
    CDRM = "cdrm_not_held", "Child death review meeting not held"
    THEMED = "themed_panel_hold", "Held for a themed panel"
    TESTS = "genetic_or_toxicology_result", "Genetic or toxicology result"
    CAPACITY = "panel_capacity", "Panel capacity"
    TRANSFER = "transfer_dispute", "Transfer not agreed"
    FAMILY = "family_contact", "Contact with the family"
    OTHER = "other", "Other"
