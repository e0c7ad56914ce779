"""The seats that panels usually have, to begin a register with. Every one can be changed, closed or added to."""

CORE, AS_REQUIRED = "core", "as_required"

USUAL = (
    (CORE, "Chair, public health"),
    (CORE, "Public health, one for each local authority"),
    (CORE, "Designated doctor for child deaths"),
    (CORE, "Hospital clinician"),
    (CORE, "Designated nurse for safeguarding"),
    (CORE, "Lead nurse for child deaths"),
    (CORE, "Children's services, one for each local authority"),
    (CORE, "Primary care, health visitor"),
    (CORE, "Lay member"),
    (AS_REQUIRED, "Nursing and midwifery"),
    (AS_REQUIRED, "Police"),
    (AS_REQUIRED, "Ambulance service"),
    (AS_REQUIRED, "Coroner's office"),
    (AS_REQUIRED, "Education"),
    (AS_REQUIRED, "Housing"),
)
"""Kind and title, in the order of the list."""
