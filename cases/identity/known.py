"""All that the record of one case knows of people and places, as plain values for the check of texts."""

from collections.abc import Iterator

from accounts.models import Organisation
from cases import policy
from cases.identifiability import KnownDate, KnownFacts, Number, Person, Place
from cases.identity.models import Child
from cases.models import Case, Notification

RELATIVES = frozenset(
    "mother father sister brother sibling grandmother grandfather stepmother stepfather aunt uncle carer cousin".split()
)
KINDS = {
    Organisation.Kind.GP: "the GP practice",
    Organisation.Kind.EDUCATION: "the school",
    Organisation.Kind.HOSPICE: "the hospice",
    Organisation.Kind.POLICE: "the police",
    Organisation.Kind.LOCAL_AUTHORITY: "the council",
    Organisation.Kind.AMBULANCE: "the ambulance service",
    Organisation.Kind.CORONER: "the coroner's office",
    Organisation.Kind.HOSPITAL: "the hospital",
}


def known_facts(case: Case, *, by) -> KnownFacts:
    """What a text about ``case`` must not say. Only somebody who may see the identity of the case may ask."""
    policy.see_identity(case, by)
    child = Child.objects.filter(case=case).prefetch_related("relatives", "professionals").first()
    told = Notification.objects.filter(case=case).first()
    requests = list(case.requests.select_related("organisation"))
    workers = list(case.key_workers.select_related("organisation"))
    born = child.born_on if child else None
    return KnownFacts(
        people=tuple(_people(child, told, requests, workers)),
        places=tuple(_places(case, child, told)),
        dates=tuple(_dates(case, child)),
        numbers=tuple(one for one in _numbers(child, told, requests, workers) if one.value.strip()),
        addresses=tuple(_addresses(child)),
        backgrounds=tuple(filter(None, (child.first_language, child.religion))) if child else (),
        born_on=born,
        died_on=case.died_on,
    )


def _people(child, told, requests, workers) -> Iterator[Person]:
    if child is not None:
        yield Person(f"{child.first_names} {child.surname}", "the child's name", "the child")
        yield Person(child.aliases, "another name of the child", "the child")
        for relative in child.relatives.all():
            role = relative.relationship.lower() if relative.relationship.lower() in RELATIVES else "relative"
            yield Person(relative.name, "the name of a relative", f"the {role}")
        for professional in child.professionals.all():
            yield Person(professional.name, "the name of a professional", _role(professional.role))
    for request in requests:
        yield Person(request.respondent_name, "the name of a professional", _role(request.respondent_role))
    for worker in workers:
        yield Person(worker.name, "the key worker's name", "the key worker")
    if told is not None:
        yield Person(told.notifier_name, "the name of a professional", _role(told.notifier_role))
        yield Person(told.jar_lead, "the name of a professional", "the lead professional")
        yield Person(told.key_worker_name, "the key worker's name", "the key worker")


def _role(role: str) -> str:
    plain = role.split("(")[0].strip()
    return f"the {plain if plain.isupper() else plain.lower()}" if plain else "a professional"


def _places(case: Case, child, told) -> Iterator[Place]:
    for area in {case.local_authority, *case.panel.areas.all()} - {None}:
        yield Place(area.name, "an area of the panel", "the area")
    if child is not None:
        yield Place(child.gp_practice, "the GP practice", "the GP practice")
        yield Place(child.school, "the school or nursery", "the school")
        for professional in child.professionals.all():
            yield Place(professional.organisation, "the organisation of a professional", "the service")
    if told is not None:
        yield Place(told.place_detail, "the place of death", "the place")
        yield Place(told.event_place_detail, "the place of the event", "the place")
        yield Place(told.notifier_agency, "the organisation that notified", "the service")
        yield Place(told.resident_elsewhere, "the place of residence", "another area")
    for name, kind in Organisation.objects.values_list("name", "kind"):
        yield Place(name, "an organisation", KINDS.get(kind, "the service"))


def _dates(case: Case, child) -> Iterator[KnownDate]:
    yield KnownDate(case.died_on, "the date of death")
    if child is not None:
        if child.born_on:
            yield KnownDate(child.born_on, "the date of birth")
        for relative in child.relatives.all():
            if relative.born_on:
                yield KnownDate(relative.born_on, "a relative's date of birth")


def _numbers(child, told, requests, workers) -> Iterator[Number]:
    if child is not None:
        yield Number(child.nhs_number, "the NHS number", "a number")
        yield Number(child.postcode, "the postcode", "the home area")
        for relative in child.relatives.all():
            yield Number(relative.nhs_number, "a relative's NHS number", "a number")
        for professional in child.professionals.all():
            yield Number(professional.email, "the email address of a professional", "an email address")
            yield Number(professional.phone, "the telephone number of a professional", "a telephone number")
    for request in requests:
        yield Number(request.respondent_email, "the email address of a professional", "an email address")
    for worker in workers:
        yield Number(worker.contact, "the key worker's contact", "a contact")
    if told is not None:
        yield Number(told.police_reference, "the police reference", "a number")
        yield Number(told.notifier_email, "the email address of a professional", "an email address")
        yield Number(told.notifier_phone, "the telephone number of a professional", "a telephone number")
        yield Number(told.key_worker_contact, "the key worker's contact", "a contact")


def _addresses(child) -> Iterator[str]:
    if child is not None:
        yield child.address
        for relative in child.relatives.all():
            yield relative.address
