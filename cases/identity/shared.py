"""The little that people outside the panel's office see of who the child was."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from audit.recording import record
from cases import policy
from cases.identity.models import Child, Professional
from cases.models import Case, InformationRequest, KeyWorker


@dataclass(frozen=True)
class FoundBy:
    """What an agency needs to find a child in its own records, and nothing else."""

    name: str
    born_on: date | None
    nhs_number: str


def child_for_request(request: InformationRequest, *, by) -> FoundBy:
    """Name, date of birth and NHS number, for the person whom the request is addressed to; nothing once it is over."""
    policy.answer_request(request, by)
    if request.state == InformationRequest.State.CANCELLED:
        return FoundBy("Not shown: the request was taken back", None, "")
    case = request.case
    record("identity_viewed", by=by, subject=request, case=case, label=case.reference, purpose="Answering a request")
    child = Child.objects.filter(case=case).first()
    if child is None:
        return FoundBy("Name not recorded", None, "")
    return FoundBy(child.name, child.born_on, child.nhs_number)


def names_of_families(families: list[KeyWorker], *, by) -> dict:
    """``{case key: child's name}`` of a key worker's own families."""
    for family in families:
        policy.support_family(family, by)
    if not families:
        return {}
    record(
        "names_listed",
        by=by,
        subject=by,
        panel=families[0].case.panel,
        purpose="Supporting a family",
        details={"cases": sorted(family.case.reference for family in families)},
    )
    cases = [family.case_id for family in families]
    return {child.case_id: child.name for child in Child.objects.filter(case__in=cases)}


def professional_of(case: Case, key: str | None, *, by) -> Professional | None:
    """Somebody who knew the child, to be asked for information; nothing for a key that is none of theirs."""
    policy.see_identity(case, by)
    try:
        wanted = UUID(key or "")
    except ValueError:
        return None
    return Professional.objects.filter(pk=wanted, child__case=case).first()
