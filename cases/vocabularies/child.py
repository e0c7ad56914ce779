"""Facts about the child and the death. Codes follow the case-level exchange file and the NHS data dictionary."""

from django.db import models


class Sex(models.TextChoices):
    """NHS person stated gender (1, 2, 9, X), in words."""

    FEMALE = "female", "Female"
    MALE = "male", "Male"
    INDETERMINATE = "indeterminate", "Indeterminate"
    NOT_KNOWN = "not_known", "Not known"


class YesNoNotKnown(models.TextChoices):
    """“Not known” is an answer; blank is not yet answered."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known"


class Ethnicity(models.TextChoices):
    """NHS 2001 ethnic category codes."""

    A = "A", "White: British"
    B = "B", "White: Irish"
    C = "C", "White: any other White background"
    D = "D", "Mixed: White and Black Caribbean"
    E = "E", "Mixed: White and Black African"
    F = "F", "Mixed: White and Asian"
    G = "G", "Mixed: any other mixed background"
    H = "H", "Asian or Asian British: Indian"
    J = "J", "Asian or Asian British: Pakistani"
    K = "K", "Asian or Asian British: Bangladeshi"
    L = "L", "Asian or Asian British: any other Asian background"
    M = "M", "Black or Black British: Caribbean"
    N = "N", "Black or Black British: African"
    P = "P", "Black or Black British: any other Black background"
    R = "R", "Chinese"
    S = "S", "Any other ethnic group"
    NOT_STATED = "Z", "Not stated"
    NOT_KNOWN = "99", "Not known"


ETHNIC_GROUPS = {
    "White British": "A",
    "White other": "BC",
    "Mixed": "DEFG",
    "Asian or Asian British": "HJKLR",
    "Black or Black British": "MNP",
    "Other": "S",
}
"""Report groups, each with its codes; Z and 99 are not known."""


class PlaceOfDeath(models.TextChoices):
    """Where the death was confirmed; report groups."""

    HOSPITAL = "hospital", "Hospital"
    HOME = "home", "Home"
    HOSPICE = "hospice", "Hospice"
    OTHER = "other", "Other place"
    NOT_KNOWN = "not_known", "Not known"


class Place(models.TextChoices):
    """Where something happened or a death was confirmed, as the statutory forms list it."""

    EMERGENCY = "ed", "Hospital: emergency department"
    WARD = "ward", "Hospital: children's ward"
    NEONATAL = "neonatal", "Hospital: neonatal unit, delivery suite or labour ward"
    INTENSIVE = "intensive", "Hospital: intensive care"
    OTHER_HOSPITAL = "hospital_other", "Hospital: somewhere else"
    HOME = "home", "Home where the child normally lived"
    OTHER_HOME = "other_home", "Another private home"
    FOSTER = "foster", "Foster home"
    RESIDENTIAL = "residential", "Residential care"
    HOSPICE = "hospice", "Hospice"
    MENTAL_HEALTH = "mental_health", "Mental health inpatient unit"
    SCHOOL = "school", "School or nursery"
    PUBLIC = "public", "Public place"
    ABROAD = "abroad", "Abroad"
    OTHER = "other", "Somewhere else"
    NOT_KNOWN = "not_known", "Not known"


PLACE_GROUPS = {
    Place.EMERGENCY: PlaceOfDeath.HOSPITAL,
    Place.WARD: PlaceOfDeath.HOSPITAL,
    Place.NEONATAL: PlaceOfDeath.HOSPITAL,
    Place.INTENSIVE: PlaceOfDeath.HOSPITAL,
    Place.OTHER_HOSPITAL: PlaceOfDeath.HOSPITAL,
    Place.HOME: PlaceOfDeath.HOME,
    Place.OTHER_HOME: PlaceOfDeath.OTHER,
    Place.FOSTER: PlaceOfDeath.HOME,
    Place.RESIDENTIAL: PlaceOfDeath.OTHER,
    Place.HOSPICE: PlaceOfDeath.HOSPICE,
    Place.MENTAL_HEALTH: PlaceOfDeath.HOSPITAL,
    Place.SCHOOL: PlaceOfDeath.OTHER,
    Place.PUBLIC: PlaceOfDeath.OTHER,
    Place.ABROAD: PlaceOfDeath.OTHER,
    Place.OTHER: PlaceOfDeath.OTHER,
    Place.NOT_KNOWN: PlaceOfDeath.NOT_KNOWN,
}
"""The report group of each place. The manager can correct the group when a case is opened."""


class SocialCare(models.TextChoices):
    """How the child was known to children's social care."""

    PLAN = "cp_plan", "Child protection plan"
    IN_NEED = "cin", "Child in need"
    LOOKED_AFTER = "looked_after", "Looked after by a local authority"
    ASYLUM = "asylum", "Asylum seeker, or unaccompanied"
    PAST = "past", "Known in the past only"


class Expectedness(models.TextChoices):
    """Unexpected: not anticipated as a significant possibility 24 hours before, or after a similar collapse."""

    EXPECTED = "expected", "Expected"
    UNEXPECTED = "unexpected", "Unexpected"
    NOT_KNOWN = "not_known", "Not known"


class NhsNumberAbsence(models.TextChoices):
    """The only two reasons the national database takes for a missing NHS number (since April 2022)."""

    NON_RESIDENT = "non_resident", "Child non-resident in England"
    NOT_AVAILABLE = "not_available", "NHS number not currently available"
