"""What the worker does with an edition that is being prepared; only the holder of the present attempt may."""

import hashlib
from datetime import timedelta
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from audit.recording import record
from reporting.annual_report.publishing.models import Publication, PublishedFile

LEASE = timedelta(minutes=10)
MAX_ATTEMPTS = 3
GIVEN_UP = {
    "sentence": "It could not be prepared in three attempts. Start it again; if it fails again, tell the people who "
    "run the service."
}
TOO_LONG = {"sentence": "It took too long three times, and was stopped. Start it again when the service is less busy."}
State = Publication.State
PREPARING = State.PREPARING


@transaction.atomic
def take(*, publication_id: UUID | str | None = None, by) -> Publication | None:
    """Takes an edition that is due, or whose worker is gone; nothing when there is none."""
    now = timezone.now()
    due = Q(state=PREPARING) & (Q(lease_until__isnull=True) | Q(lease_until__lt=now))
    waiting = Publication.objects.select_for_update(skip_locked=True, of=("self",)).filter(due).order_by("created_at")
    found = (waiting.filter(pk=publication_id) if publication_id else waiting).light().first()
    if found is None:
        return None
    if found.attempts >= MAX_ATTEMPTS:
        _end(found, State.FAILED, [GIVEN_UP], by)
        return None
    found.lease_until, found.attempts, found.step = now + LEASE, found.attempts + 1, "Reading the figures"
    found.save(update_fields=["lease_until", "attempts", "step", "updated_at"])
    return found


def note_step(*, publication: Publication, step: str, by) -> bool:
    """Says how far it is. False where somebody withdrew it, or another worker has taken over."""
    return bool(_ours(publication).update(step=step, lease_until=timezone.now() + LEASE, updated_at=timezone.now()))


def freeze(*, publication: Publication, by, **values) -> bool:
    """Keeps figures and texts. False where it is not ours any more."""
    return bool(_ours(publication).update(**values, updated_at=timezone.now()))


@transaction.atomic
def keep_file(*, publication: Publication, edition: str, kind: str, name: str, content: bytes, by) -> bool:
    """Keeps a file with its mark, once."""
    if not _ours(publication).select_for_update(of=("self",)).exists():
        return False
    if not publication.files.filter(edition=edition, kind=kind).exists():
        digest = hashlib.sha256(content).hexdigest()
        made = PublishedFile(
            publication=publication, edition=edition, kind=kind, name=name, sha256=digest, size=len(content)
        )
        made.file.save(name, ContentFile(content), save=False)
        made.save(force_insert=True)
    return True


@transaction.atomic
def finish(*, publication: Publication, by) -> bool:
    """Everything is made: a draft to be read."""
    values = {"state": Publication.State.DRAFT, "step": "", "lease_until": None, "version": F("version") + 1}
    done = bool(_ours(publication).update(**values, updated_at=timezone.now()))
    if done:
        _note("publication_drafted", publication, by)
    return done


def is_frozen(*, publication: Publication) -> bool:
    """Whether an earlier attempt has kept figures and texts."""
    return _ours(publication).filter(public__isnull=False).exists()


@transaction.atomic
def refuse(*, publication: Publication, reasons: list[dict], by) -> None:
    """Says why it cannot be published."""
    mine = _ours(publication).select_for_update(of=("self",)).light().first()
    if mine is not None:
        _end(mine, State.REFUSED, reasons, by)


@transaction.atomic
def fail(*, publication: Publication, too_long: bool, by) -> None:
    """An attempt did not work. A sweep tries again, three times in all; then somebody has to start it again."""
    mine = _ours(publication).select_for_update(of=("self",)).light().first()
    if mine is None:
        return
    if mine.attempts >= MAX_ATTEMPTS:
        _end(mine, State.FAILED, [TOO_LONG if too_long else GIVEN_UP], by)
        return
    mine.step, mine.lease_until = "It did not work; it will be tried again", timezone.now()
    mine.save(update_fields=["step", "lease_until", "updated_at"])


def _end(publication: Publication, state: str, reasons: list[dict], by) -> None:
    publication.state, publication.step, publication.lease_until = state, "", None
    publication.refusals, publication.version = reasons, publication.version + 1
    publication.save(update_fields=["state", "step", "lease_until", "refusals", "version", "updated_at"])
    _note(f"publication_{state}", publication, by)


def _ours(publication: Publication):
    return Publication.objects.filter(pk=publication.pk, state=PREPARING, attempts=publication.attempts)


def _note(verb: str, publication: Publication, by) -> None:
    panel = publication.report.panel
    record(verb, by=by, subject=publication, panel=panel, label=str(publication))
