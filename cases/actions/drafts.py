"""Keeps an unfinished notification: encrypted, for fourteen days after the last answer, then deleted."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Panel
from audit.recording import record
from cases.drafts import answers
from cases.models import Notification
from cases.references import hash_of, new_code, new_reference
from common import wall
from common.errors import NotNow
from common.sealing import seal

KEPT_FOR = timedelta(days=14)
State = Notification.State


@transaction.atomic
def begin(*, panel: Panel, by) -> tuple[Notification, str]:
    """A new draft and its return code, which is told once and stored as a hash."""
    code = new_code()
    wall.open_to(panel.pk)  # anybody may notify, and a draft is all that this is
    draft = Notification.objects.create(
        panel=panel,
        reference=new_reference(),
        resume_hash=hash_of(code),
        draft=seal({}),
        draft_expires_at=timezone.now() + KEPT_FOR,
    )
    record("notification_draft_begun", by=by, subject=draft)
    return draft, code


@transaction.atomic
def keep(*, key: UUID | str, page: str, given: dict[str, list[str]], by) -> None:
    """Stores what was typed on one page, right or wrong, and starts the fourteen days again."""
    draft = _locked(key)
    draft.draft = seal({**answers(draft), page: given})
    draft.draft_expires_at = timezone.now() + KEPT_FOR
    draft.save(update_fields=["draft", "draft_expires_at", "updated_at"])


@transaction.atomic
def renew_code(*, key: UUID | str, by) -> str:
    """A new return code in place of the earlier one."""
    draft, code = _locked(key), new_code()
    draft.resume_hash = hash_of(code)
    draft.save(update_fields=["resume_hash", "updated_at"])
    record("notification_code_made", by=by, subject=draft)
    return code


@transaction.atomic
def purge(*, by) -> int:
    """Deletes the drafts that have run out; returns how many."""
    past = Notification.objects.filter(state=State.DRAFT, draft_expires_at__lte=timezone.now())
    gone = list(past.select_for_update(skip_locked=True, of=("self",)).select_related("panel"))
    for panel in {draft.panel for draft in gone}:
        references = sorted(draft.reference for draft in gone if draft.panel_id == panel.pk)
        record("notification_drafts_purged", by=by, subject=panel, panel=panel, details={"references": references})
    Notification.objects.filter(pk__in=[draft.pk for draft in gone]).delete()
    return len(gone)


def _locked(key: UUID | str) -> Notification:
    draft = Notification.objects.select_for_update().filter(pk=key, state=State.DRAFT).first()
    if draft is None:
        raise NotNow("no_draft", "This notification has been sent, or was not finished in time.")
    return draft
