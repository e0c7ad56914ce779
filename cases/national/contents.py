"""Which fields a return has, in the order of the national forms: notification, family, returns of agencies, analysis.

Each section is a function of what was read before (``Sources``); nothing is read here. Keys stay as they are for good.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from cases.national import review
from cases.national.bundle import Bundle, Line, Part
from cases.national.values import choice, of, on_day, text, yes
from cases.statutory import catalogue
from common.formats import clock, nhs


@dataclass(frozen=True)
class Sources:
    """Everything that a return is made of."""

    case: Any
    child: Any = None
    relatives: list = field(default_factory=list)
    professionals: list = field(default_factory=list)
    notification: Any = None
    returns: list = field(default_factory=list)
    forms: list = field(default_factory=list)
    analysis: Any = None


def bundle(found: Sources) -> Bundle:
    """The whole return of one case."""
    parts = [
        Part("child", "The child", tuple(_child(found))),
        Part("residence", "Where the child lived", tuple(_residence(found))),
        Part("death", "The death", tuple(_death(found))),
        Part("birth", "The birth, for a child under one year", tuple(_birth(found))),
        Part("processes", "Other processes", tuple(_processes(found))),
        Part("alert", "Alert, support and notifier", tuple(_notifier(found))),
        Part("family", "Family and household", tuple(_family(found))),
        Part("professionals", "Professionals who knew the child", tuple(_professionals(found))),
        Part("returns", "Reporting forms received", tuple(_returns(found))),
        Part("forms", "Statutory forms sent in", tuple(_forms(found))),
        Part("review", "The reviews", tuple(review.review(found))),
        Part("analysis", "The analysis form", tuple(review.analysis(found))),
        Part("factors", "Factors", tuple(review.factors(found))),
        Part("learning", "Learning", tuple(review.learning(found))),
    ]
    return Bundle(found.case.reference, tuple(part for part in parts if part.lines))


def _child(found: Sources):
    child, case = found.child, found.case
    number, absence = of(child, "nhs_number"), of(child, "nhs_number_absence")
    yield text("child.first_names", "First names", of(child, "first_names"), required=True)
    yield text("child.surname", "Surname", of(child, "surname"), required=True)
    yield text("child.other_names", "Other names", of(child, "aliases"))
    yield Line("child.nhs_number", "NHS number", number, nhs(number) if number else "", not absence)
    yield choice("child.nhs_number_absence", "Why there is no NHS number", child, "nhs_number_absence")
    yield on_day("child.born_on", "Date of birth", of(child, "born_on"), required=True)
    born_at = of(child, "born_at_time")
    yield text("child.born_at", "Time of birth", clock(born_at) if born_at else "")
    yield choice("child.sex", "Sex", case, "sex", required=True)
    yield choice("child.ethnicity", "Ethnic group", case, "ethnicity", required=True)
    yield text("child.gp_practice", "GP practice", of(child, "gp_practice"), required=True)
    yield text("child.school", "School or nursery", of(child, "school"))
    yield text("child.first_language", "First language", of(child, "first_language"))
    yield choice("child.interpreter", "Interpreter needed", child, "interpreter")
    yield text("child.religion", "Religion", of(child, "religion"))


def _residence(found: Sources):
    case, child, area = found.case, found.child, found.case.local_authority
    yield text("residence.address", "Address", of(child, "address"), required=True)
    yield text("residence.postcode", "Postcode", of(child, "postcode"), required=True)
    yield Line("residence.authority", "Local authority", area.pk if area else "", str(area or ""), True)
    yield text("residence.small_area", "Small area", of(child, "lsoa"))
    yield text("residence.decile", "Deprivation decile", case.imd_decile)
    yield text("residence.index", "Edition of the deprivation index", case.imd_edition)


def _death(found: Sources):
    case, notice = found.case, found.notification
    died_at = of(notice, "died_at_time")
    yield on_day("death.on", "Date of death", case.died_on, required=True)
    yield text("death.at", "Time of death", clock(died_at) if died_at else "")
    yield choice("death.place", "Where the death was confirmed", notice, "confirmed_place", required=notice is not None)
    yield text("death.place_name", "Name of the place", of(notice, "place_detail"))
    yield choice("death.event_place", "Where the event happened", notice, "event_place")
    yield text("death.event_place_detail", "More about that place", of(notice, "event_place_detail"))
    yield choice("death.expectedness", "Expected or unexpected", case, "expectedness", required=True)
    yield choice(
        "death.stillbirth_at_home", "Possible stillbirth, no professional present", notice, "stillbirth_at_home"
    )
    yield choice("death.signs_of_life", "Signs of life", notice, "signs_of_life")
    yield text("death.circumstances", "Circumstances", of(notice, "circumstances"), required=True)
    yield text("death.cause_notified", "Cause of death as notified", of(notice, "cause_text"))


def _birth(found: Sources):
    case, notice = found.case, found.notification
    infant = case.age_days is not None and case.age_days < 365
    if not infant:
        return
    yield text("birth.gestation_weeks", "Gestation, completed weeks", case.gestation_weeks, required=True)
    yield text("birth.gestation_days", "Gestation, days beyond", of(notice, "gestation_days"))
    yield text("birth.weight", "Birth weight in grams", case.birth_weight_grams, required=True)
    yield text("birth.babies", "Number of babies", of(notice, "multiplicity"))
    yield text("birth.order", "Birth order", of(notice, "birth_order"))


PROCESSES = (
    ("jar_triggered", "Joint agency response"), ("coroner_notified", "Coroner told"), ("post_mortem", "Post-mortem"),
    ("mccd_issued", "Certificate of cause of death issued"), ("medical_examiner", "Medical examiner"),
    ("social_care", "Known to social care"),
)  # fmt: skip


def _processes(found: Sources):
    notice = found.notification
    if notice is None:
        return
    for name, label in PROCESSES:
        yield choice(f"processes.{name}", label, notice, name)
    yield text("processes.jar_lead", "Lead health professional", notice.jar_lead)
    yield text("processes.police_reference", "Police reference", notice.police_reference)
    yield text("processes.other_reviews", "Other reviews known", ", ".join(notice.other_reviews))
    yield text("processes.social_care_status", "How known to social care", ", ".join(notice.social_care_status))


def _notifier(found: Sources):
    notice = found.notification
    if notice is None:
        return
    yield yes("alert.wanted", "Alert the national database at once", notice.national_alert)
    yield text("alert.reason", "Why", notice.national_alert_reason, required=notice.national_alert)
    yield text("support.key_worker", "Key worker", notice.key_worker_name)
    yield text("support.key_worker_contact", "How to reach the key worker", notice.key_worker_contact)
    yield choice("support.booklet", "Booklet given", notice, "booklet_given")
    yield text("notifier.name", "Notifier", notice.notifier_name, required=True)
    yield text("notifier.role", "Role", notice.notifier_role, required=True)
    yield text("notifier.agency", "Organisation", notice.notifier_agency, required=True)
    yield text("notifier.email", "Email", notice.notifier_email, required=True)
    yield text("notifier.phone", "Telephone", notice.notifier_phone)


def _family(found: Sources):
    for person in found.relatives:
        key, label = f"family.{person.pk}", person.relationship or "Relative"
        yield text(f"{key}.relationship", "Relationship", person.relationship, required=True)
        yield text(f"{key}.name", f"{label}: name", person.name)
        yield on_day(f"{key}.born_on", f"{label}: date of birth", person.born_on)
        yield text(f"{key}.address", f"{label}: address, if different", person.address)
        yield text(f"{key}.nhs_number", f"{label}: NHS number", person.nhs_number)
        yield choice(f"{key}.responsibility", f"{label}: parental responsibility", person, "parental_responsibility")


def _professionals(found: Sources):
    if not found.professionals:
        yield Line("professionals.none", "At least one professional", "", "", True)
    for person in found.professionals:
        key, label = f"professionals.{person.pk}", person.role or "Professional"
        yield text(f"{key}.role", "Role", person.role, required=True)
        yield text(f"{key}.name", f"{label}: name", person.name, required=True)
        yield text(f"{key}.organisation", f"{label}: organisation", person.organisation)
        yield text(f"{key}.email", f"{label}: email", person.email)
        yield text(f"{key}.phone", f"{label}: telephone", person.phone)


def _returns(found: Sources):
    for row in found.returns:
        key, label = f"returns.{row.pk}", str(row.organisation)
        yield text(f"{key}.form", f"{label}: form", row.form)
        yield on_day(f"{key}.on", f"{label}: received", row.answered_on)
        yield choice(f"{key}.state", f"{label}: what came", row, "state")
        yield text(f"{key}.text", f"{label}: what it says", row.return_text)


def _forms(found: Sources):
    """The statutory forms that were sent in, answer by answer, each in its own version."""
    for response, answers in found.forms:
        definition = catalogue.definition(response.form, response.definition_version)
        for question in definition.questions():
            value = answers.get(question.key)
            key, label = f"forms.{response.pk}.{question.key}", f"{definition.title}: {question.label}"
            yield Line(key, label, _plain(value), _in_words(question, value))


def _plain(value) -> str:
    if value in (None, "", [], {}):
        return ""
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)


def _in_words(question, value) -> str:
    many = value if isinstance(value, list) else [value]
    if question.rows or any(isinstance(one, dict) for one in many):
        return "; ".join(", ".join(str(part) for part in row.values() if part) for row in many if isinstance(row, dict))
    return ", ".join(str(question.labels.get(one, one)) for one in many if one not in (None, ""))
