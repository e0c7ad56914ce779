"""What the trail does by itself: it writes its heads down outside the database."""

from django.db import connection, transaction
from django.utils import timezone

from audit import anchors
from audit.recording import record


@transaction.atomic
def anchor(*, by) -> bool:
    """Writes an anchor where something happened since the last one; whether it did.

    The trail keeps the anchor's code in turn, so that a file put back to an earlier state is noticed too.
    """
    path = anchors.place()
    if path is None:
        return False
    with connection.cursor() as cursor:  # two at once would write two lines after the same one
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('audit_anchor'))")
    newest = anchors.last(path)
    heads = anchors.heads()
    if newest is not None and _only_anchored_since(newest.heads, heads):
        return False
    made = anchors.Anchor(timezone.now().isoformat(), heads).sealed(newest.code if newest else "")
    anchors.append(path, made)
    record("trail_anchored", by=by, subject="audit.anchor", details={"code": made.code})
    return True


def _only_anchored_since(before: dict, now: dict) -> bool:
    """Whether nothing but the entry about the last anchor was added."""
    grown = sum(sequence - before.get(chain, (0, ""))[0] for chain, (sequence, _) in now.items())
    return grown <= 1
