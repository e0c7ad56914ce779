"""Agencies; they are common to all panels."""

from django.db.models import Q, QuerySet

from accounts.models import Organisation, OrganisationContact
from common.dates import today


def organisations(*, q: str = "") -> QuerySet[Organisation]:
    """All agencies by name."""
    rows = Organisation.objects.select_related("successor")
    return rows.filter(Q(name__icontains=q) | Q(code__iexact=q)) if q else rows


def organisation(*, key) -> Organisation:
    """One agency."""
    return Organisation.objects.get(pk=key)


def present_organisations() -> QuerySet[Organisation]:
    """Agencies that exist today."""
    begun = Q(valid_from=None) | Q(valid_from__lte=today())
    return Organisation.objects.filter(begun, Q(valid_to=None) | Q(valid_to__gte=today()))


def lasting_organisations() -> QuerySet[Organisation]:
    """Agencies that have not ended, those included that are still to begin."""
    return Organisation.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today()))


def before(organisation: Organisation) -> list[Organisation]:
    """Those that it took over, the latest first."""
    return list(Organisation.objects.filter(successor=organisation).order_by("-valid_to", "name"))


def contacts(organisation: Organisation) -> dict[str, str]:
    """The contacts of an agency, as the fields of the form about them."""
    short = {OrganisationContact.Kind.SAFEGUARDING_LEAD: "lead", OrganisationContact.Kind.SECOND: "second"}
    return {
        f"{short[row.kind]}_{name}": getattr(row, name)
        for row in organisation.contacts.all()
        for name in ("name", "email", "phone")
    }
