"""Words of a recommendation that nobody else reads before the CDR manager has accepted or rewritten them.

What an owner wrote by link, and its own words once they were changed: one check, one decision, for either part.
"""

from uuid import UUID

from django.db import transaction

from audit.recording import record
from cases import policy
from cases.models import Recommendation, RecommendationProgress
from cases.selectors import owner_words
from cases.selectors.owner_words import ANSWER, TEXT
from common.errors import NotNow
from common.models import save_version

FIELDS = {
    ANSWER: ("answer_unchecked", "answer_kept_because"),
    TEXT: ("words_unchecked", "words_kept_because"),
}
"""For each part whether it waits, and why what was found in it can stay."""

VERBS = {ANSWER: "owner_words_checked", TEXT: "recommendation_words_checked"}


@transaction.atomic
def settle(
    *, recommendation_id: UUID, version: int, words: str, by, reason: str = "", part: str = ANSWER
) -> Recommendation:
    """Accepts the words of a part, or puts others in their place. Words that were found need a ``reason`` to stay.

    What the owner wrote is kept in the history. Settling the same again changes nothing.
    """
    row = Recommendation.objects.select_for_update(of=("self",)).select_related("case__panel").get(pk=recommendation_id)
    policy.check_owner_words(row, by)
    (waits, because), words, before = FIELDS[part], words.strip(), getattr(row, part)
    if not getattr(row, waits):
        if words == before:
            return row
        raise NotNow("checked", "These words were checked already.")
    if not words:
        raise NotNow("words", "Leave something to read.")
    hits = owner_words.found(row, words, by=by, part=part).values()
    found = [hit for places in hits for hit in places]
    if found and not reason.strip():
        raise NotNow("found", "Rewrite what was found, or say why it can stay.")
    save_version(row, version=version, **{part: words, waits: False, because: reason.strip() if found else ""})
    if words != before and part == ANSWER:
        RecommendationProgress.objects.create(recommendation=row, state=row.state, words=words, by_id=by.pk)
    details = {"rewritten": words != before, "kept": sorted({str(hit.kind) for hit in found})}
    record(VERBS[part], by=by, subject=row, case=row.case, panel=row.panel, details=details)
    return row
