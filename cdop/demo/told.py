"""What the last meeting that was held wanted other bodies to be told, and what became of it."""

from datetime import timedelta

from cdop.demo import clock
from panels.actions import tellings
from panels.models import Telling

SAID = {
    "correction": "The post-mortem shows an infection of the lungs; it comes before the cause that was certified.",
    "referral": "yes",
    "referral_body": "safeguarding",
    "referral_detail": "Two services each thought that the other one visited. Both should look at it together.",
}


def build(builder) -> None:
    """The medical examiner was told and has not answered; the safeguarding partners have."""
    for row in Telling.objects.filter(item__case__panel=builder.panel).select_related("item__meeting"):
        told_on = row.item.meeting.held_on + timedelta(days=6)
        with clock.on(told_on):
            row = _settled(builder, row, "sent", told_on)
        if row.kind == Telling.Kind.REFERRAL:
            answered_on = told_on + timedelta(days=20)
            with clock.on(answered_on):
                _settled(builder, row, "answered", answered_on, "They look at it at their next meeting.")


def _settled(builder, row: Telling, state: str, on, words: str = "") -> Telling:
    return tellings.settle(
        telling_id=row.pk, version=row.version, state=state, on=on, words=words, by=builder.people["manager"]
    )
