"""The trail of invented cases, sealed as the database would seal it.

Seals are worked out here: the database seals an entry at a time, which takes an hour for ten million. The digest is
the one of ``audit_digest``; the command lets the database walk every chain afterwards.
"""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from cdop.demo.load.copying import Sheet

EVENT = (
    "id", "happened_at", "chain", "actor_id", "actor_label", "verb", "subject_type", "subject_id", "subject_label",
    "case_id", "case_reference", "purpose", "details", "request_id",
)  # fmt: skip
_GUARDS = ("audit_event_stamp", "audit_event_queue")
_ZERO = datetime(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)


class Trail:
    """Entries of one panel, noted in any order, sealed in the order of their times."""

    def __init__(self, chain: str) -> None:
        self.chain = chain
        self.entries: list[tuple] = []

    def note(
        self,
        at: datetime,
        actor: tuple[str, str],
        verb: str,
        subject: tuple[str, str, str],
        case: tuple[str, str],
        purpose: str = "",
    ) -> None:
        """One entry; ``at`` is in UTC, ``actor`` and ``case`` are key and label, ``subject`` has its type before."""
        self.entries.append((at, len(self.entries), actor, verb, subject, case, purpose))

    def copy(self) -> int:
        """Writes entries and seals, and moves the head of the chain."""
        sequence, previous = _head(self.chain)
        events = Sheet("audit.Event", *EVENT)
        seals = Sheet("audit.Seal", "chain", "sequence", "event_id", "previous", "hash")
        ids = _ids(len(self.entries))
        for number, (at, _, actor, verb, subject, case, purpose) in zip(ids, sorted(self.entries), strict=True):
            sequence += 1
            row = [self.chain, *actor, verb, *subject, *case, purpose]
            sealed = _digest(previous, sequence, number, at, row)
            events.add(number, f"{at}+00", *row, "{}", "")
            seals.add(self.chain, sequence, number, previous, sealed)
            previous = sealed
        count = events.copy()
        seals.copy()
        _set_head(self.chain, sequence, previous)
        self.entries = []
        return count


def _digest(previous: bytes, sequence: int, number: int, at: datetime, row: list[str]) -> bytes:
    micros = (at - _ZERO) // _MICROSECOND
    epoch = f"{micros // 1_000_000}.{micros % 1_000_000:06d}"
    said: list[Any] = [sequence, number, epoch, *row, {}, ""]
    return hashlib.sha256(previous + json.dumps(said, ensure_ascii=False).encode()).digest()


def _head(chain: str) -> tuple[int, bytes]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequence, hash FROM audit_head WHERE chain = %s FOR UPDATE", [chain])
        row = cursor.fetchone()
    return (row[0], bytes(row[1])) if row else (0, b"")


def _set_head(chain: str, sequence: int, sealed: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_head (chain, sequence, hash) VALUES (%s, %s, %s)"
            " ON CONFLICT (chain) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash",
            [chain, sequence, sealed],
        )


def _ids(count: int) -> range:
    """So many numbers of the table's own sequence, for us alone while the transaction holds the table's lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) + 1 FROM audit_event")
        first = cursor.fetchone()[0]
        cursor.execute("SELECT setval(pg_get_serial_sequence('audit_event', 'id'), %s)", [max(1, first + count - 1)])
    return range(first, first + count)


def stand_guards_down() -> None:
    """Lets entries keep the times they are given, until the transaction ends. Takes the table for itself."""
    _guards("DISABLE")


def stand_guards_up() -> None:
    """Times are the database's own again, and it seals by itself."""
    _guards("ENABLE")


def _guards(what: str) -> None:
    with connection.cursor() as cursor:
        if what == "DISABLE":
            cursor.execute("LOCK TABLE audit_event IN ACCESS EXCLUSIVE MODE")
        for guard in _GUARDS:
            cursor.execute(f"ALTER TABLE audit_event {what} TRIGGER {guard}")
