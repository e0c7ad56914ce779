"""How a request is reached and who was reminded, as lists on its page."""

from django.urls import reverse

from cases import chasers
from cases.models import Reminder
from common.components import Link, SummaryRow, Tag, TimelineEntry
from common.dates import london
from common.formats import day, moment


def access_rows(request, around, may_manage: bool) -> list[SummaryRow]:
    """The link, the code, the second contact, what rests."""
    rows = [SummaryRow("Link", _link(around.link)), SummaryRow("Code", _code(around.code))]
    contact = around.second_contact
    words = f"{contact.name}\n{contact.email}" if contact else "None: give the code by telephone"
    rows.append(SummaryRow("Second contact", words, _contacts(request, may_manage)))
    if around.first_opened_at:
        rows.insert(0, SummaryRow("First opened by the agency", moment(london(around.first_opened_at))))
    if around.pause:
        words = f"Since {day(around.pause.started_on)}: {around.pause.reason}"
        rows.append(SummaryRow("Reminders", words, tag=Tag("Paused", "yellow")))
    elif around.next_reminder:
        rows.append(SummaryRow("Next reminder", f"{day(around.next_reminder[1])}: {around.next_reminder[0].label}"))
    return rows


def _contacts(request, may_manage: bool) -> list[Link]:
    url = reverse("accounts:organisation_contacts", args=[request.organisation_id])
    return [Link("Change", url, "the contacts of the agency")] if may_manage else []


def _link(link) -> str:
    if link is None:
        return "None was sent"
    if link.is_open:
        return f"Sent to {link.sent_to}, works until {day(london(link.expires_at))}"
    if link.revoked_at:
        return "Taken back"
    if link.used_at:
        return f"Opened the request on {moment(london(link.used_at))}"
    return f"Ran out on {day(london(link.expires_at))}"


def _code(code) -> str:
    if code is None:
        return "None works now"
    return f"{code.get_route_display()}, works until {day(london(code.expires_at))}"


def history(around) -> list[TimelineEntry]:
    """Reminders, handovers and pauses, the latest first."""
    entries = [
        *(_reminder(one) for one in around.reminders),
        *(_handover(one) for one in around.handovers),
        *(entry for one in around.pauses for entry in _pause(one)),
    ]
    return sorted(entries, key=lambda entry: str(entry.when), reverse=True)


def _reminder(one: Reminder) -> TimelineEntry:
    step = chasers.REQUESTS.steps.get(one.step)
    label = step.label if step else one.step
    text = "" if one.outcome == Reminder.Outcome.SENT else "Nobody is known to write to."
    return TimelineEntry(label, one.sent_on, "The system", text)


def _handover(one) -> TimelineEntry:
    return TimelineEntry("Passed on to a colleague", one.at, one.from_name, f"{one.to_name}\n{one.to_role}".strip())


def _pause(one):
    yield TimelineEntry("Reminders paused", one.started_on, str(one.started_by), one.reason)
    if one.ended_on:
        yield TimelineEntry("Reminders go on", one.ended_on)
