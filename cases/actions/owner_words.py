"""What an owner wrote by link is checked, then accepted or rewritten by the CDR manager; only then others read it."""

from uuid import UUID

from django.db import transaction

from audit.recording import record
from cases import policy
from cases.models import Recommendation, RecommendationProgress
from cases.selectors import owner_words
from common.errors import NotNow
from common.models import save_version


@transaction.atomic
def settle(*, recommendation_id: UUID, version: int, words: str, by, reason: str = "") -> Recommendation:
    """Accepts the owner's words, or puts others in their place. Words that were found need a ``reason`` to stay.

    What the owner wrote is kept in the history. Settling the same again changes nothing.
    """
    row = Recommendation.objects.select_for_update(of=("self",)).select_related("case__panel").get(pk=recommendation_id)
    policy.check_owner_words(row, by)
    words, before = words.strip(), row.answer
    if not row.answer_unchecked:
        if words == before:
            return row
        raise NotNow("checked", "The words of the owner were checked already.")
    if not words:
        raise NotNow("words", "Leave something to read: what was done, or why not.")
    found = owner_words.found(row, words, by=by)
    if found and not reason.strip():
        raise NotNow("found", "Rewrite what was found, or say why it can stay.")
    kept = reason.strip() if found else ""
    save_version(row, version=version, answer=words, answer_unchecked=False, answer_kept_because=kept)
    if words != before:
        RecommendationProgress.objects.create(recommendation=row, state=row.state, words=words, by_id=by.pk)
    details = {"rewritten": words != before, "kept": sorted({str(hit.kind) for hit in found})}
    record("owner_words_checked", by=by, subject=row, case=row.case, panel=row.panel, details=details)
    return row
