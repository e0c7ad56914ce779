"""The list of outgoing mail."""

from django.urls import reverse

from accounts.models import OutgoingMessage
from common.components import Cell, Column, Table, Tag
from common.formats import moment

COLOURS = {
    OutgoingMessage.State.DUE: "yellow",
    OutgoingMessage.State.SENT: "green",
    OutgoingMessage.State.FAILED: "red",
}


def messages_table(messages) -> Table:
    """A row each."""
    columns = [Column("Subject"), Column("To"), Column("State"), Column("Attempts", numeric=True), Column("Action")]
    return Table("Outgoing mail", columns, [_row(one) for one in messages], stack=True, caption_hidden=True)


def _row(one: OutgoingMessage) -> list:
    note = f"sent {moment(one.sent_at)}" if one.sent_at else f"queued {moment(one.created_at)}"
    if one.last_error and not one.sent_at:
        note = f"{note}; last try: {one.last_error}"
    again = one.state != OutgoingMessage.State.SENT and one.attempts
    act = Cell("Try again", url=reverse("accounts:message_retry", args=[one.pk])) if again else ""
    tag = Tag(one.get_state_display(), COLOURS[one.state])
    return [Cell(one.subject, note=one.event), one.recipient, Cell("", tags=[tag], note=note), one.attempts, act]
