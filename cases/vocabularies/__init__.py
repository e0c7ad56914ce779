"""Code lists that code names. Codes never change; a label may. Sources stand beside each list."""

from cases.vocabularies.analysis import (
    Category,
    Domain,
    Modifiability,
    Relevance,
)
from cases.vocabularies.child import (
    ETHNIC_GROUPS,
    Ethnicity,
    Expectedness,
    NhsNumberAbsence,
    PlaceOfDeath,
    Sex,
    YesNoNotKnown,
)
from cases.vocabularies.process import DelayCode, ProcessKind, ProcessStatus

__all__ = [
    "ETHNIC_GROUPS", "Category", "DelayCode", "Domain", "Ethnicity", "Expectedness", "Modifiability",
    "NhsNumberAbsence", "PlaceOfDeath", "ProcessKind", "ProcessStatus", "Relevance", "Sex", "YesNoNotKnown",
]  # fmt: skip
