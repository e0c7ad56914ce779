"""What a proposal is made from: the facts of a case, its professionals, our organisations, what was asked before."""

from accounts.models import Organisation, OrganisationContact
from cases.models import Case, InformationRequest, Notification
from cases.proposals import Agency, Person, Proposal, propose
from cases.selectors.evidence import facts_of


def proposals(case: Case, child) -> list[Proposal]:
    """Whom to ask about this child, for somebody who may see who it is."""
    notice = Notification.objects.filter(case=case).first()
    people = [
        Person(one.name, one.role, one.organisation, one.email, one.send_form)
        for one in (child.professionals.all() if child else ())
    ]
    asked = case.requests.exclude(state=InformationRequest.State.CANCELLED).order_by()
    return propose(facts_of(case, notice), people, _agencies(), asked.values_list("source", "respondent_email"))


def _agencies() -> list[Agency]:
    lead = OrganisationContact.Kind.SAFEGUARDING_LEAD
    leads = {row.organisation_id: row for row in OrganisationContact.objects.filter(kind=lead)}
    return [_agency(one, leads.get(one.pk)) for one in Organisation.objects.filter(valid_to__isnull=True)]


def _agency(one: Organisation, lead: OrganisationContact | None) -> Agency:
    return Agency(one.pk, one.name, one.kind, lead.name if lead else "", lead.email if lead else "")
