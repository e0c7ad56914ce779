"""Whom to ask about a child: the people of the notification, and what the default list still lacks. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from cases.gathering import Facts, recognise, source_of, to_ask
from cases.vocabularies import RequestedForm, Source


@dataclass(frozen=True)
class Person:
    """Somebody named in the notification."""

    name: str
    role: str
    organisation: str
    email: str
    wanted: bool


@dataclass(frozen=True)
class Agency:
    """An organisation on our list, with whoever can be written to there when nobody is named."""

    key: UUID
    name: str
    kind: str
    contact_name: str = ""
    contact_email: str = ""


@dataclass(frozen=True)
class Proposal:
    """One request that could be sent. ``ask`` is whether it is ticked; ``note`` says what the reader should know."""

    ask: bool
    source: str
    organisation: UUID | None
    name: str
    role: str
    email: str
    note: str
    form: str = RequestedForm.REPORTING

    def as_row(self) -> dict:
        """What the form begins with."""
        return {
            "ask": self.ask,
            "source": self.source,
            "organisation": self.organisation,
            "respondent_name": self.name,
            "respondent_role": self.role,
            "respondent_email": self.email,
            "form": self.form,
        }


def propose(
    facts: Facts, people: Iterable[Person], agencies: Sequence[Agency], asked: Iterable[tuple[str, str]] = ()
) -> list[Proposal]:
    """The people of the notification, then a row for each record on the default list that nobody stands for.

    ``asked`` are the requests already made, each by source and address; they are not proposed again.
    """
    before = list(asked)
    addresses = {email.lower() for _, email in before}
    named = [_of_person(person, agencies) for person in people if person.email.lower() not in addresses]
    covered = {source for source, _ in before} | {proposal.source for proposal in named}
    missing = [_of_rule(rule, agencies) for rule in to_ask(facts) if rule.source not in covered]
    return [*named, *missing]


def _plain(name: str) -> str:
    return " ".join(name.lower().replace(".", " ").split())


def _of_person(person: Person, agencies: Sequence[Agency]) -> Proposal:
    agency = next((one for one in agencies if _plain(one.name) == _plain(person.organisation)), None)
    source = recognise(person.role, agency.kind if agency else "")
    complete = bool(agency and person.email and person.name)
    return Proposal(
        ask=person.wanted and complete,
        source=source,
        organisation=agency.key if agency else None,
        name=person.name,
        role=person.role,
        email=person.email,
        note=_lacks(person, agency),
    )


def _lacks(person: Person, agency: Agency | None) -> str:
    if agency is None and person.organisation:
        return f"“{person.organisation}” of the notification is not on the list of organisations: select one."
    if agency is None:
        return "The notification names no organisation."
    return "" if person.email else "The notification gives no email address."


def _of_rule(rule, agencies: Sequence[Agency]) -> Proposal:
    fitting = [one for one in agencies if rule.kinds and one.kind == rule.kinds[0]]
    agency = fitting[0] if len(fitting) == 1 else None
    return Proposal(
        ask=bool(agency and agency.contact_email and agency.contact_name),
        source=rule.source,
        organisation=agency.key if agency else None,
        name=agency.contact_name if agency else "",
        role="",
        email=agency.contact_email if agency else "",
        note=f"{Source(rule.source).label}: usually asked for such a death, but nobody is named in the notification.",
    )


def supplementary(found: Sequence[Proposal], wanted: Iterable[tuple[str, str, str]]) -> list[Proposal]:
    """A row for each supplementary form that the case needs and nobody was asked for: ``(form, title, because)``.

    It goes to whoever is proposed for the record that the form is about; nobody is made up.
    """
    return [_of_form(found, *one) for one in wanted]


def _of_form(found: Sequence[Proposal], form: str, title: str, because: str) -> Proposal:
    source, note = source_of(form), f"{title}: {because}"
    same = next((one for one in found if one.source == source), None)
    if same is None:
        return Proposal(False, source, None, "", "", "", note, form)
    return replace(same, form=form, note=note)
