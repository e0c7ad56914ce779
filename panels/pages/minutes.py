"""The minutes of a meeting: to read, as a file, to correct, to send."""

from django.urls import reverse

from common.documents import html, rendering
from common.documents.checks import DocumentError
from common.errors import NotNow
from common.policy import allowed
from panels import policy
from panels.forms.minutes import MinutesForm, SendMinutesForm
from panels.models import Meeting, Minutes
from panels.presenters import minutes as shown
from panels.selectors import minutes as selected


def found_for(meeting: Meeting, user) -> Minutes:
    """The minutes of a meeting in scope, for this reader."""
    return selected.minutes_for(meeting, user, leads=allowed(policy.lead, meeting.panel_id, user))


def page(minutes: Minutes, user) -> dict:
    """The minutes on screen."""
    manages = allowed(policy.run, minutes.meeting.panel_id, user)
    open_ = minutes.state != Minutes.State.APPROVED
    return {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "standing": shown.standing(minutes),
        **html.context_of(shown.document(minutes, closed=selected.closed_cases(minutes, user))),
        "may_change": manages and open_,
        "found": selected.mentions(minutes, user) if manages and open_ else [],
    }


def word_file(minutes: Minutes, user) -> bytes:
    """The same as a Word file, made in a child process."""
    document = shown.document(minutes, closed=selected.closed_cases(minutes, user))
    try:
        return rendering.make(document, "docx")
    except DocumentError as fault:
        raise NotNow("document", str(fault)) from fault


def correction(minutes: Minutes, user, data=None) -> MinutesForm:
    """The words of the minutes that this writer may change."""
    closed = selected.closed_cases(minutes, user)
    items = [item for item in minutes.facts["items"] if item["case"] not in closed]
    words = {f"item_{item['item']}": minutes.texts.get(item["item"], "") for item in items}
    around = {key: minutes.texts.get(key, "") for key in selected.AROUND}
    form = MinutesForm(data, items=items, initial={**words, **around, "version": minutes.version})
    form.cancel_url = reverse("panels:minutes", args=[minutes.meeting_id])
    return form


AGAIN = "members cannot read them until you send them again."


def before_correcting(minutes: Minutes) -> str:
    """What a correction does to minutes that the members have."""
    return f"These minutes were sent. If you change their words, {AGAIN}" if minutes.state == Minutes.State.SENT else ""


def said_of(saved: Minutes, before: Minutes) -> str:
    """What is said after a correction."""
    return f"The minutes are saved, and {AGAIN}" if saved.state != before.state else "The minutes are saved."


def sending(minutes: Minutes, user, data=None) -> tuple[SendMinutesForm, list[str]]:
    """The question before the minutes are sent, and the words in them that match a record."""
    found = selected.mentions(minutes, user)
    form = SendMinutesForm(data, found=bool(found), initial={"version": minutes.version})
    form.cancel_url = reverse("panels:minutes", args=[minutes.meeting_id])
    return form, found
