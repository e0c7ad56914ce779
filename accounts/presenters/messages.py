"""The list of outgoing mail."""

from django.urls import reverse

from accounts.models import OutgoingMessage
from common.components import Cell, Column, Table, Tag
from common.formats import clock, short_day

COLOURS = {
    OutgoingMessage.State.DUE: "yellow",
    OutgoingMessage.State.SENT: "green",
    OutgoingMessage.State.FAILED: "red",
    OutgoingMessage.State.WITHHELD: "grey",
}


def messages_table(messages) -> Table:
    """A row each."""
    labels = ("When", "To", "Email", "State")
    columns = [*map(Column, labels), Column("Attempts", numeric=True), Column("Action")]
    return Table("Outgoing mail", columns, [_row(one) for one in messages], stack=True, caption_hidden=True)


def _row(one: OutgoingMessage) -> list:
    again = one.state != OutgoingMessage.State.SENT and one.attempts
    link = Cell("Try again", url=reverse("accounts:message_retry", args=[one.pk])) if again else ""
    state = Cell("", tags=[Tag(one.get_state_display(), COLOURS[one.state])], note=one.last_error)
    when = one.sent_at or one.created_at
    return [Cell(short_day(when), note=clock(when)), one.recipient, one.subject, state, one.attempts, link]
