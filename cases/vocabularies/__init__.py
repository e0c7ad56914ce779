"""Code lists that code names. Codes never change; a label may. Sources stand beside each list."""

from cases.vocabularies.analysis import (
    Category,
    Domain,
    Modifiability,
    Relevance,
)
from cases.vocabularies.child import (
    ETHNIC_GROUPS,
    PLACE_GROUPS,
    Ethnicity,
    Expectedness,
    NhsNumberAbsence,
    Place,
    PlaceOfDeath,
    Sex,
    SocialCare,
    YesNoNotKnown,
)
from cases.vocabularies.process import DelayCode, ProcessKind, ProcessStatus
from cases.vocabularies.request import RequestedForm, Source

__all__ = [
    "ETHNIC_GROUPS", "PLACE_GROUPS", "Category", "DelayCode", "Domain", "Ethnicity", "Expectedness", "Modifiability",
    "NhsNumberAbsence", "Place", "PlaceOfDeath", "ProcessKind", "ProcessStatus", "Relevance",
    "RequestedForm", "Sex", "SocialCare", "Source",
    "YesNoNotKnown",
]  # fmt: skip
