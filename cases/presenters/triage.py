"""Notifications as the CDR manager sees them: a list, everything notified, and what can be decided."""

from cases.models import Notification
from cases.presenters.notification_facts import sections
from cases.vocabularies import YesNoNotKnown
from common.components import Cell, Column, Link, SummaryRow, Table, Tag, TimelineEntry
from common.formats import age_between, clock, day, nhs, short_day

State = Notification.State
COLOURS = {
    State.RECEIVED: "yellow", State.ACCEPTED: "green", State.DUPLICATE: "grey", State.OUT_OF_SCOPE: "grey",
    State.TRANSFERRED: "grey",
}  # fmt: skip
COLUMNS = (Column("Reference"), Column("Child"), Column("Died"), Column("Received"), Column("Area"), Column("State"))


def tag(notification: Notification) -> Tag:
    """The state in words."""
    return Tag(notification.get_state_display(), COLOURS[notification.state])


def table(rows, children: dict, flags: dict, asked: dict, url_of) -> Table:
    """One row a notification; ``flags`` may be the same death, ``asked`` is for settling first."""
    return Table(
        "Notifications",
        COLUMNS,
        [_row(row, children.get(row.pk), flags.get(row.pk, ()), asked.get(row.pk, ()), url_of) for row in rows],
        stack=True,
        caption_hidden=True,
    )


def _row(row: Notification, child, suspects, questions, url_of) -> list[Cell]:
    tags = [tag(row)]
    if suspects:
        twins = all(suspect.why.could_be_twins for suspect in suspects)
        tags.append(Tag("Could be twins" if twins else "Possible duplicate", "orange"))
    if questions:
        tags.append(Tag("Scope question", "purple"))
    born = child.born_on if child else None
    return [
        Cell(row.reference, url=url_of(row)),
        Cell(child.name if child else "Name not known", note=age_between(born, row.died_on)),
        Cell(short_day(row.died_on)),
        Cell(short_day(row.received_at)),
        Cell(row.local_authority or row.resident_elsewhere or "Not known"),
        Cell("", tags=tags),
    ]


def child_rows(notification: Notification, child) -> list[SummaryRow]:
    """Who the child is said to be."""
    if child is None:
        return []
    number = nhs(child.nhs_number) or child.get_nhs_number_absence_display()
    said = [
        ("Name", child.name), ("Other names", child.aliases), ("NHS number", number),
        ("Date of birth", day(child.born_on)), ("Time of birth", clock(child.born_at_time)),
        ("Age at death", age_between(child.born_on, notification.died_on)),
        ("Sex", notification.get_sex_display()), ("Ethnic group", notification.get_ethnicity_display()),
        ("Address", child.address), ("Postcode", child.postcode),
        ("Area", notification.local_authority or notification.resident_elsewhere), ("GP practice", child.gp_practice),
        ("School or nursery", child.school), ("First language", child.first_language),
        ("Interpreter needed", child.get_interpreter_display()), ("Religion", child.religion),
    ]  # fmt: skip
    return [SummaryRow(label, value) for label, value in said if value]


def place_words(place) -> str:
    """What the lookup says about the postcode, beside the question for the area."""
    if place is None:
        return "It is not in the lookup: check the area, and enter the deprivation decile by hand on the case."
    area = place.area or "an area that this service does not know"
    decile = f", deprivation decile {place.decile} (index of {place.edition})" if place.decile else ""
    return f"The lookup says {area}{decile}."


def relatives(child) -> Table:
    """Family and household."""
    rows = [
        [
            Cell(person.name or "Name not known", note=person.address, tags=_at_risk(person)),
            person.relationship,
            short_day(person.born_on),
            dict(YesNoNotKnown.choices).get(person.parental_responsibility, ""),
            nhs(person.nhs_number),
        ]
        for person in child.relatives.all()
    ]
    columns = [
        Column("Name"), Column("Relationship"), Column("Born"), Column("Parental responsibility"), Column("NHS number"),
    ]  # fmt: skip
    return Table("Family and household", columns, rows, stack=True, caption_hidden=True)


def _at_risk(person) -> list[Tag]:
    return [Tag("May be at risk", "red")] if person.at_risk else []


def professionals(child) -> Table:
    """Who knew the child."""
    rows = [
        [
            Cell(person.name, note=person.organisation),
            person.role,
            Cell(person.email, note=person.phone),
            "Yes" if person.send_form else "No",
        ]
        for person in child.professionals.all()
    ]
    columns = [Column("Name"), Column("Role"), Column("Contact"), Column("Ask for a form")]
    return Table("Professionals", columns, rows, stack=True, caption_hidden=True)


def suspects(found, url_of_case, url_of_notification, url_of_merge) -> Table:
    """What may be the same death, and why."""
    rows = [
        [
            Cell(
                one.case.reference if one.case else one.notification.reference,
                url=url_of_case(one.case) if one.case else url_of_notification(one.notification),
                note="Case" if one.case else f"Notification, {one.notification.get_state_display().lower()}",
            ),
            Cell(one.child.name, tags=[Tag("Could be twins", "purple")] if one.why.could_be_twins else []),
            short_day(one.child.born_on),
            short_day(one.died_on),
            _sentence(one.why.reasons),
            Cell("Compare and merge" if one.case else "", url=url_of_merge(one.case) if one.case else ""),
        ]
        for one in found
    ]
    names = ("Reference", "Child", "Born", "Died", "Why it is suspected", "Same death?")
    columns = [Column(name) for name in names]
    return Table("Possible duplicates", columns, rows, stack=True, caption_hidden=True)


def _sentence(reasons) -> str:
    text = ", ".join(reasons)
    return text[:1].upper() + text[1:]


def history(decisions) -> list[TimelineEntry]:
    """What was decided and taken back, the latest first."""
    return [
        TimelineEntry(
            title="Put back to waiting" if one.to_state == State.RECEIVED else one.get_to_state_display(),
            when=one.at,
            by=one.by_label,
            text=" ".join(part for part in (_to(one), one.reason) if part),
        )
        for one in decisions
    ]


def _to(decision) -> str:
    if decision.transferred_to:
        return f"To {decision.transferred_to}."
    return f"{decision.case.reference}." if decision.case else ""


def page(notification: Notification, child) -> dict:
    """Everything notified."""
    return {
        "child_rows": child_rows(notification, child),
        "sections": sections(notification),
        "relatives": relatives(child) if child and child.relatives.all() else None,
        "professionals": professionals(child) if child and child.professionals.all() else None,
        "tag": tag(notification),
    }


def choices(notification: Notification, url_of) -> list[Link]:
    """What can be decided in this state, the usual first."""
    if notification.state == State.RECEIVED:
        return [
            Link("Open a case", url_of("accept")),
            Link("Mark as a duplicate", url_of("duplicate")),
            Link("Mark as out of scope", url_of("out_of_scope")),
            Link("Transfer to another panel", url_of("transfer")),
        ]
    if notification.state == State.ACCEPTED:
        return []
    return [Link("Put back to waiting", url_of("put_back"))]
