"""With whom the days of a review lie."""

from django.db import models

from cases.vocabularies.process import DelayCode, ProcessKind


class Owner(models.TextChoices):
    """Who is waited for. In the order in which one day is given away: the first that applies owns it."""

    NOTIFIER = "notifier", "Before the panel was told"
    CORONER = "coroner", "The coroner"
    INVESTIGATION = "investigation", "Another review or investigation"
    AGENCY = "agency", "An agency"
    FAMILY = "family", "The family"
    PANEL = "panel", "Waiting for a panel"
    OFFICE = "office", "The panel’s office"
    NOT_RECORDED = "not_recorded", "Not recorded"


CHOOSABLE = (Owner.CORONER, Owner.INVESTIGATION, Owner.AGENCY, Owner.FAMILY, Owner.PANEL, Owner.OFFICE)
"""Whom a recorded reason may name."""

OWNER_OF_DELAY = {
    DelayCode.SERIOUS_INCIDENT: Owner.INVESTIGATION,
    DelayCode.OUT_OF_AREA: Owner.AGENCY,
    DelayCode.FURTHER_INFORMATION: Owner.AGENCY,
    DelayCode.POST_MORTEM: Owner.CORONER,
    DelayCode.INQUEST: Owner.CORONER,
    DelayCode.CRIMINAL: Owner.INVESTIGATION,
    DelayCode.CSPR: Owner.INVESTIGATION,
    DelayCode.PSII: Owner.INVESTIGATION,
    DelayCode.MNSI: Owner.INVESTIGATION,
    DelayCode.PMRT: Owner.INVESTIGATION,
    DelayCode.FORMS: Owner.AGENCY,
    DelayCode.CDRM: Owner.AGENCY,
    DelayCode.THEMED: Owner.PANEL,
    DelayCode.TESTS: Owner.AGENCY,
    DelayCode.CAPACITY: Owner.PANEL,
    DelayCode.TRANSFER: Owner.AGENCY,
    DelayCode.FAMILY: Owner.FAMILY,
    DelayCode.OTHER: Owner.OFFICE,
}
"""Whom a reason names where nobody said otherwise."""

OWNER_OF_PROCESS = {kind: Owner.CORONER if kind == ProcessKind.CORONER else Owner.INVESTIGATION for kind in ProcessKind}
