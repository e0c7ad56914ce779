"""What each kind of parallel process has of its own: days that matter, further answers, what usually waits for it."""

from django.db import models

from cases.vocabularies.process import ProcessKind

K = ProcessKind


class Trigger(models.TextChoices):
    """Why a joint agency response is started: any one of five."""

    EXTERNAL = "external", "The death is or could be due to external causes"
    SUDDEN = "sudden", "It is sudden and there is no immediately apparent cause"
    CUSTODY = "custody", "The child was in custody or detained under the Mental Health Act"
    SUSPICIOUS = "suspicious", "The first circumstances raise a suspicion that the death may not have been natural"
    STILLBIRTH = "stillbirth", "A stillbirth with no healthcare professional in attendance"


class PostMortem(models.TextChoices):
    """Which examination was ordered."""

    NONE = "none", "None"
    HOSPITAL = "hospital", "Hospital post-mortem, with consent"
    CORONER = "coroner", "Coroner’s post-mortem"
    HOME_OFFICE = "home_office", "Home Office (forensic) post-mortem"
    NOT_KNOWN = "not_known", "Not known"


class CareGrade(models.TextChoices):
    """How a perinatal mortality review grades care."""

    A = "A", "A: no issues identified"
    B = "B", "B: issues that would have made no difference"
    C = "C", "C: issues that may have made a difference"
    D = "D", "D: issues that were likely to have made a difference"


class ProcessDay(models.TextChoices):
    """Days that matter in a process, beside its start and its end."""

    INITIAL = "initial", "First information-sharing and planning discussion"
    SCENE = "scene", "Visit of police and health to the scene"
    SECOND = "second", "Second meeting, after the preliminary post-mortem result"
    FINAL = "final", "Final meeting"
    REPORTED = "reported", "Death reported to the coroner"
    ORDERED = "ordered", "Investigation or post-mortem ordered"
    TOLD = "told", "Coroner told the panel of it"
    PM_REPORT = "pm_report", "Post-mortem report received"
    DISCONTINUED = "discontinued", "Investigation discontinued"
    OPENED = "opened", "Inquest opened"
    CONCLUDED = "concluded", "Inquest concluded"
    SCRUTINY = "scrutiny", "Medical examiner’s scrutiny finished"
    CERTIFICATE = "certificate", "Certificate of cause of death issued"
    REGISTERED = "registered", "Death registered"
    REGISTRAR_TOLD = "registrar_told", "Registrar told the panel"
    CHARGED = "charged", "Somebody charged"
    TRIAL = "trial", "Trial begins"
    VERDICT = "verdict", "Trial ended"
    KNOWN = "known", "Local authority learned of the incident"
    NOTIFIED = "notified", "National panel notified"
    RAPID_REVIEW = "rapid_review", "Rapid review finished"
    INCIDENT = "incident", "Incident reported"
    REFERRED = "referred", "Referred"
    ACCEPTED = "accepted", "Accepted for investigation"
    MEETING = "meeting", "Review meeting"
    REPORT = "report", "Report received"
    SHARED = "shared", "Information shared"


D = ProcessDay
DAYS: dict[str, tuple[ProcessDay, ...]] = {
    K.JAR: (D.INITIAL, D.SCENE, D.SECOND, D.FINAL),
    K.CORONER: (D.REPORTED, D.ORDERED, D.TOLD, D.PM_REPORT, D.DISCONTINUED, D.OPENED, D.CONCLUDED),
    K.MEDICAL_EXAMINER: (D.SCRUTINY, D.CERTIFICATE, D.REGISTERED, D.REGISTRAR_TOLD),
    K.CRIMINAL: (D.CHARGED, D.TRIAL, D.VERDICT),
    K.CSPR: (D.KNOWN, D.NOTIFIED, D.RAPID_REVIEW, D.REPORT),
    K.PSII: (D.INCIDENT, D.REPORT),
    K.MNSI: (D.REFERRED, D.ACCEPTED, D.REPORT),
    K.PMRT: (D.MEETING, D.REPORT),
    K.LEDER: (D.NOTIFIED, D.SHARED),
    K.OTHER: (D.REPORT,),
}
"""The days of each kind, in the order in which they come."""

IN_ORDER = (
    (D.INITIAL, D.SECOND), (D.SECOND, D.FINAL), (D.ORDERED, D.TOLD), (D.OPENED, D.CONCLUDED),
    (D.REGISTERED, D.REGISTRAR_TOLD), (D.CHARGED, D.VERDICT), (D.TRIAL, D.VERDICT), (D.KNOWN, D.NOTIFIED),
    (D.NOTIFIED, D.SHARED), (D.REFERRED, D.ACCEPTED),
)  # fmt: skip
"""Days of which the second cannot be before the first."""

PLANNED = (D.TRIAL, D.CONCLUDED, D.SECOND, D.FINAL, D.MEETING)
"""Days that are known before they come; the others lie today or in the past."""

CAUSES = ("cause_1", "cause_2", "cause_3", "cause_4")
DETAILS: dict[str, tuple[str, ...]] = {
    K.JAR: ("triggers", "lead", "reference"),
    K.CORONER: ("lead", "reference", "post_mortem", "conclusion", *CAUSES),
    K.MEDICAL_EXAMINER: ("lead", *CAUSES),
    K.CRIMINAL: ("lead", "reference"),
    K.CSPR: ("lead",),
    K.PSII: ("lead", "reference"),
    K.MNSI: ("reference",),
    K.PMRT: ("lead", "grade_birth", "grade_baby", "grade_mother"),
    K.LEDER: ("reference",),
    K.OTHER: ("lead", "reference"),
}
"""The further answers of each kind."""

LEAD = {
    K.JAR: "Lead health professional",
    K.CORONER: "Coroner’s office or officer",
    K.MEDICAL_EXAMINER: "Medical examiner’s office",
    K.CRIMINAL: "Police force or officer in charge",
    K.CSPR: "Safeguarding partnership",
    K.PSII: "Trust",
    K.PMRT: "Trust",
    K.OTHER: "Who leads it",
}
REFERENCE = {K.JAR: "Police reference"}
"""What the two common answers are called; otherwise “Their reference”."""

BLOCKS = ("blocks_meeting", "blocks_review", "blocks_closing")
USUALLY_BLOCKS: dict[str, tuple[str, ...]] = {
    K.CORONER: ("blocks_review",),
    K.CRIMINAL: ("blocks_review",),
    K.CSPR: ("blocks_review",),
    K.PSII: ("blocks_review",),
    K.MNSI: ("blocks_meeting", "blocks_review"),
    K.PMRT: ("blocks_meeting",),
    K.LEDER: ("blocks_closing",),
}
"""What is ticked when a process is added; the manager decides."""
