"""Opens a paper of the pack: the one thing that looking at a page writes is that somebody looked."""

from django.db import transaction

from audit.recording import record
from panels.models import AgendaItem


@transaction.atomic
def open_paper(*, item: AgendaItem, by) -> AgendaItem:
    """Records that somebody read the anonymised paper of a case, which was found in their scope."""
    _viewed(item, by)
    return item


def _viewed(item: AgendaItem, by) -> None:
    record("pack_viewed", by=by, subject=item.meeting, case=item.case, panel=item.meeting.panel)
