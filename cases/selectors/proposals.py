"""What a proposal is made from: the facts of a case, its professionals, our organisations, what was asked before."""

from accounts.models import Organisation, OrganisationContact
from cases.gathering import recognise
from cases.models import Case, InformationRequest, Notification
from cases.proposals import Agency, Person, Proposal, propose, supplementary
from cases.selectors.evidence import facts_of
from cases.selectors.form_needs import states
from cases.vocabularies import RequestedForm


def proposals(case: Case, child) -> list[Proposal]:
    """Whom to ask about this child, for somebody who may see who it is."""
    notice = Notification.objects.filter(case=case).first()
    people = [
        Person(one.name, one.role, one.organisation, one.email, one.send_form)
        for one in (child.professionals.all() if child else ())
    ]
    rows = case.requests.exclude(state=InformationRequest.State.CANCELLED).order_by()
    known = rows.values_list("source", "respondent_role", "organisation__kind", "respondent_email")
    asked = [(source or recognise(role, kind), email) for source, role, kind, email in known]
    found = propose(facts_of(case, notice), people, _agencies(), asked)
    return [*found, *supplementary(found, _forms_wanted(case))]


def _forms_wanted(case: Case) -> list[tuple[str, str, str]]:
    """Supplementary forms that the rules or the manager ask for and that nobody was asked for or has begun."""
    asked = set(case.requests.exclude(state=InformationRequest.State.CANCELLED).values_list("form", flat=True))
    return [
        (one.form, one.title, one.because or "added by the office")
        for one in states(case)
        if one.needed and one.form != RequestedForm.REPORTING and one.form not in asked and not one.responses
    ]


def _agencies() -> list[Agency]:
    lead = OrganisationContact.Kind.SAFEGUARDING_LEAD
    leads = {row.organisation_id: row for row in OrganisationContact.objects.filter(kind=lead)}
    return [_agency(one, leads.get(one.pk)) for one in Organisation.objects.filter(valid_to__isnull=True)]


def _agency(one: Organisation, lead: OrganisationContact | None) -> Agency:
    return Agency(one.pk, one.name, one.kind, lead.name if lead else "", lead.email if lead else "")
