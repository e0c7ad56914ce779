"""A member's own note and ratings. No action reads or writes another person's."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from audit.recording import record
from common.errors import NotNow, Stale
from common.models import save_version
from panels import policy
from panels.actions import rows
from panels.models import AgendaItem, FactorRating, PrivateNote
from panels.selectors import cases_for
from panels.selectors import private as selectors
from panels.workflow import Step


@transaction.atomic
def write_note(*, meeting_id: UUID, item_id: UUID, version: int, text: str, by) -> PrivateNote:
    """Saves the writer's note on an item they may read; ``version`` is 0 for the first. Only they ever see it."""
    item = _readable(meeting_id, item_id, Step.PRIVATE, by)
    note = PrivateNote.objects.select_for_update(of=("self",)).filter(item=item, user_id=by.pk).first()
    sealed = PrivateNote.sealed_text(text)
    if note is None:
        note = PrivateNote.objects.create(item=item, user_id=by.pk, sealed=sealed)
    elif note.text != text and version != note.version:
        raise Stale([("Your note", text, note.text)])
    else:
        save_version(note, version=note.version, sealed=sealed)
    record("note_written", by=by, subject=item.meeting, case=item.case, panel=item.meeting.panel)
    return note


@transaction.atomic
def rate(*, meeting_id: UUID, item_id: UUID, views: Mapping[str, tuple[int, str]], by) -> int:
    """Saves the rater's view of factors, ``{factor key: (relevance, modifiable)}``; the last one counts."""
    item = _readable(meeting_id, item_id, Step.PRIVATE, by)
    if selectors.discussed(item):
        raise NotNow("discussed", "The panel has taken up this case. Ratings are taken before the discussion.")
    for factor, (relevance, modifiable) in views.items():
        FactorRating.objects.update_or_create(
            item=item, user_id=by.pk, factor=factor, defaults={"relevance": relevance, "modifiable": modifiable}
        )
    record("factors_rated", by=by, subject=item.meeting, case=item.case, panel=item.meeting.panel)
    return len(views)


def _readable(meeting_id: UUID, item_id: UUID, step: str, by) -> AgendaItem:
    meeting = rows.locked_meeting(meeting_id, step)
    policy.private(meeting, by)
    item = AgendaItem.objects.standing().select_related("case").get(pk=item_id, meeting=meeting, case__in=cases_for(by))
    item.meeting = meeting
    return item
