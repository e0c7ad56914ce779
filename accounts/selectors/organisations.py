"""Agencies; they are common to all panels."""

from django.db.models import Q, QuerySet

from accounts.models import Organisation, OrganisationContact
from common.dates import today


def organisations(*, q: str = "") -> QuerySet[Organisation]:
    """All agencies by name."""
    return Organisation.objects.filter(Q(name__icontains=q) | Q(code__iexact=q)) if q else Organisation.objects.all()


def organisation(*, key) -> Organisation:
    """One agency."""
    return Organisation.objects.get(pk=key)


def present_organisations() -> QuerySet[Organisation]:
    """Agencies that exist today."""
    return Organisation.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today()))


def contacts(organisation: Organisation) -> dict[str, str]:
    """The contacts of an agency, as the fields of the form about them."""
    short = {OrganisationContact.Kind.SAFEGUARDING_LEAD: "lead", OrganisationContact.Kind.SECOND: "second"}
    return {
        f"{short[row.kind]}_{name}": getattr(row, name)
        for row in organisation.contacts.all()
        for name in ("name", "email", "phone")
    }
