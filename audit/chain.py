"""Walks the chains in the database and names the first entry that does not hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

# The hash is what public.audit_digest works out when an entry is sealed, said a second time: a call for each entry
# costs more than its hash, and whoever changed that function would be found by this.
# Each seal is held against the one before it by its key, not by walking in order: so PostgreSQL shares the hashing out
# among parallel processes of its own. Bad ones are set aside first, as a LIMIT would have it look at one after another.
_WALK = """
WITH seals AS NOT MATERIALIZED (SELECT * FROM public.audit_seal WHERE chain = ANY(%(chains)s)),
  events AS NOT MATERIALIZED (SELECT * FROM public.audit_event WHERE chain = ANY(%(chains)s)),
bad AS MATERIALIZED (
  SELECT s.chain, s.sequence, s.event_id,
    CASE WHEN before.chain IS NULL AND s.sequence <> 1 THEN 'a seal before it is missing'
         WHEN e.id IS NULL THEN 'its event is missing'
         WHEN s.previous <> coalesce(before.hash, ''::bytea) THEN 'it does not follow from the entry before'
         ELSE 'its event was changed' END AS reason
  FROM seals s
  LEFT JOIN seals before ON before.chain = s.chain AND before.sequence = s.sequence - 1
  LEFT JOIN events e ON e.id = s.event_id AND e.chain = s.chain
  WHERE (before.chain IS NULL AND s.sequence <> 1) OR e.id IS NULL
     OR s.previous <> coalesce(before.hash, ''::bytea)
     OR s.hash <> sha256(s.previous || convert_to(jsonb_build_array(
           s.sequence, e.id, extract(epoch FROM e.happened_at)::text, e.chain, e.actor_id, e.actor_label, e.verb,
           e.subject_type, e.subject_id, e.subject_label, e.case_id, e.case_reference, e.purpose, e.details,
           e.request_id)::text, 'UTF8'))
)
SELECT chain, sequence, event_id,
  CASE WHEN EXISTS (SELECT FROM public.audit_event e WHERE e.id = event_id AND e.chain <> bad.chain)
       THEN 'its event belongs to another chain' ELSE reason END
FROM bad ORDER BY chain, sequence LIMIT 1
"""
AT_ONCE = 600_000
"""Entries that one statement walks, so that PostgreSQL puts half a gigabyte aside on its disk and not all of it."""
_CHAINS = "SELECT chain, count(*) FROM public.audit_seal GROUP BY chain ORDER BY chain"
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
        for query, values in _looks(cursor):
            cursor.execute(query, values)
            row = cursor.fetchone()
            if row:
                return Fault(*row)
    return None


def _looks(cursor) -> Iterator[tuple[str, dict]]:
    cursor.execute(_CHAINS)
    yield from ((_WALK, {"chains": chains}) for chains in _bunches(cursor.fetchall()))
    yield from ((query, {}) for query in (_UNSEALED, _HEADS))


def _bunches(chains: list[tuple[str, int]]) -> Iterator[list[str]]:
    """Chains in their order, as many at once as hold ``AT_ONCE`` entries; a longer one by itself."""
    found, entries = [], 0
    for chain, count in chains:
        if found and entries + count > AT_ONCE:
            yield found
            found, entries = [], 0
        found.append(chain)
        entries += count
    if found:
        yield found


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
