"""What gathers round requests in the demonstration: contacts of agencies, reminders of the past weeks, a pause."""

from datetime import date, timedelta

from accounts.actions import organisations
from accounts.models import Organisation, OrganisationContact
from audit.recording import SYSTEM
from cases.actions import pauses, reminders
from cases.chasers import REQUESTS
from cases.models import Case
from cdop.demo import clock

LEAD, SECOND = OrganisationContact.Kind.SAFEGUARDING_LEAD, OrganisationContact.Kind.SECOND
CONTACTS = {
    "Sample Surgery": {LEAD: ("Sky Safeguard", "lead.surgery@example.org"), SECOND: ("Val Desk", "desk@example.org")},
    "Sample General Hospital": {LEAD: ("Ren Safeguard", "lead.hospital@example.org")},
    "Sample Police": {LEAD: ("Jay Safeguard", "lead.police@example.org")},
}


def keep_contacts(builder) -> None:
    """Safeguarding leads, and one second contact."""
    for name, contacts in CONTACTS.items():
        agency = Organisation.objects.get(name=name)
        given = {kind: {"name": who, "email": email, "phone": ""} for kind, (who, email) in contacts.items()}
        organisations.save_contacts(
            organisation_id=agency.pk, version=agency.version, panel=builder.panel, by=builder.people["manager"],
            contacts=given,
        )  # fmt: skip


def remind(builder, case: Case, now: date) -> None:
    """The steps of the ladder that the case's requests reached by today, each on its day; one request rests."""
    for number, request in enumerate(case.requests.outstanding()):
        for step in REQUESTS.steps.values():
            day = REQUESTS.on(step, request.due_on)
            if day < now:
                with clock.on(day):
                    reminders.take(request_id=request.pk, by=SYSTEM)
        if number == 1 and now - request.due_on < timedelta(days=20):
            with clock.on(now - timedelta(days=2)):
                reason = "The ward asked for two more weeks: the records are with the coroner."
                pauses.begin(request_id=request.pk, by=builder.people["manager"], reason=reason)
