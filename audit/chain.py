"""Walks the chains in the database and names the first entry that does not hold."""

from dataclasses import dataclass

from django.db import connection

_WALK = """
WITH walked AS (
  SELECT s.chain, s.sequence, s.event_id, s.previous, s.hash, e.id IS NOT NULL AS present,
         CASE WHEN e.id IS NOT NULL THEN audit_digest(e, s.sequence, s.previous) END AS digest, e.chain AS event_chain,
         lag(s.hash, 1, ''::bytea) OVER w AS expected_previous,
         lag(s.sequence, 1, 0::bigint) OVER w AS before
  FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event_id
  WINDOW w AS (PARTITION BY s.chain ORDER BY s.sequence)
)
SELECT chain, sequence, event_id,
  CASE WHEN sequence <> before + 1 THEN 'a seal before it is missing'
       WHEN NOT present THEN 'its event is missing'
       WHEN previous <> expected_previous THEN 'it does not follow from the entry before'
       WHEN event_chain <> chain THEN 'its event belongs to another chain'
       ELSE 'its event was changed' END
FROM walked
WHERE sequence <> before + 1 OR NOT present OR previous <> expected_previous OR event_chain <> chain OR digest <> hash
ORDER BY chain, sequence LIMIT 1
"""
_UNSEALED = """
SELECT e.chain, 0, e.id, 'it was never sealed' FROM audit_event e
WHERE NOT EXISTS (SELECT FROM audit_seal s WHERE s.event_id = e.id) ORDER BY e.id LIMIT 1
"""
_HEADS = """
SELECT coalesce(h.chain, s.chain), coalesce(h.sequence, 0), coalesce(s.event_id, 0), 'entries at the end are missing'
FROM audit_head h
FULL JOIN (SELECT DISTINCT ON (chain) chain, sequence, event_id, hash FROM audit_seal ORDER BY chain, sequence DESC) s
  ON s.chain = h.chain
WHERE h.chain IS NULL OR s.chain IS NULL OR h.sequence <> s.sequence OR h.hash <> s.hash LIMIT 1
"""


@dataclass(frozen=True)
class Fault:
    """The first entry that does not hold: its chain, its place there, its event, and what is wrong."""

    chain: str
    sequence: int
    event_id: int
    reason: str


def first_fault() -> Fault | None:
    """The first bad entry of the trail, or nothing when every chain holds."""
    with connection.cursor() as cursor:
        for query in (_WALK, _UNSEALED, _HEADS):
            cursor.execute(query)
            row = cursor.fetchone()
            if row:
                return Fault(*row)
    return None


_CODES = """
SELECT e.chain, s.sequence, e.id, e.details ->> 'code' FROM audit_event e JOIN audit_seal s ON s.event_id = e.id
WHERE e.verb = 'trail_anchored' ORDER BY e.id DESC LIMIT 1
"""


def unanchored(codes: set[str]) -> Fault | None:
    """A fault where the newest anchor that the trail speaks of is not among ``codes``: the file was put back."""
    with connection.cursor() as cursor:
        cursor.execute(_CODES)
        row = cursor.fetchone()
    if row and row[3] not in codes:
        return Fault(*row[:3], "it speaks of an anchor that the file of anchors does not hold")
    return None


def count() -> int:
    """How many sealed entries there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_seal")
        return cursor.fetchone()[0]
