"""All tables that are searched, and why the others are not."""

from accounts import mentions as accounts
from cases import mentions as cases
from panels import mentions as panels
from reporting import mentions as reporting

PLACES = (*cases.PLACES, *panels.PLACES, *reporting.PLACES, *accounts.PLACES)

SEALED = "sealed: only whoever wrote it, or an undone merge, opens it again"
PUBLIC = "published codes, places and figures: no words about a person"
HASHES = "hashes of secrets and names of steps"

NOT_SEARCHED = {
    "cases.ReturnCopy": SEALED,
    "cases.MergeCopy": SEALED,
    "panels.PrivateNote": SEALED,
    "cases.PlaceFile": PUBLIC,
    "cases.Postcode": PUBLIC,
    "cases.Deprivation": PUBLIC,
    "accounts.Area": PUBLIC,
    "accounts.Organisation": "agencies, not people; their contacts are searched",
    "reporting.Comparator": PUBLIC,
    "reporting.PublishedValue": PUBLIC,
    "reporting.PublishedFile": "names of files; what they hold is searched in the edition",
    "reporting.AnnualReport": "a financial year",
    "panels.FactorRating": "codes of factors",
    "cases.NamePart": "words of the child's own names, which are searched where they stand",
    "cases.AccessCode": HASHES,
    "cases.Reminder": HASHES,
    "cases.OwnerReminder": HASHES,
    "accounts.SignInInvitation": HASHES,
}
"""Tables with words that cannot name a living person, or that nobody can read; each with its reason."""
