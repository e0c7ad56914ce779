"""Anchors: the heads of all chains, written down outside the database.

Whoever owns the database can rebuild a whole chain so that it holds in itself. What was written down before, on
another disk, then no longer agrees. Each line of the file carries a code made with a key that the database does not
have, over itself and the line before, so that no line can be changed, left out or put in.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection

from audit.chain import Fault

_HEADS = "SELECT chain, sequence, encode(hash, 'hex') FROM audit_head ORDER BY chain"
_SEALS = """
SELECT a.chain, a.sequence, coalesce(s.event_id, 0), s.hash IS NULL
FROM jsonb_to_recordset(%s::jsonb) AS a(chain text, sequence bigint, hash text)
LEFT JOIN audit_seal s ON s.chain = a.chain AND s.sequence = a.sequence
WHERE s.hash IS NULL OR encode(s.hash, 'hex') <> a.hash ORDER BY a.chain, a.sequence LIMIT 1
"""


class BrokenAnchors(Exception):
    """The file of anchors itself does not hold; the text says where."""


@dataclass(frozen=True)
class Anchor:
    """The heads at one moment: for each chain its length and last hash. ``code`` seals this line and the one before."""

    at: str
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)
    code: str = ""

    def sealed(self, previous: str) -> "Anchor":
        """The same with its code."""
        return Anchor(self.at, self.heads, _code(self, previous))

    def line(self) -> str:
        """One line of the file."""
        return json.dumps(asdict(self), sort_keys=True) + "\n"


def _code(anchor: Anchor, previous: str) -> str:
    said = json.dumps([previous, anchor.at, anchor.heads], sort_keys=True)
    key = hashlib.sha256(b"audit anchors" + settings.FIELD_KEY.encode()).digest()
    return hmac.new(key, said.encode(), "sha256").hexdigest()


def place() -> Path | None:
    """The file of anchors; nothing where this installation keeps none."""
    return Path(settings.AUDIT_ANCHORS) if settings.AUDIT_ANCHORS else None


def heads() -> dict[str, tuple[int, str]]:
    """Length and last hash of every chain, now."""
    with connection.cursor() as cursor:
        cursor.execute(_HEADS)
        return {chain: (sequence, digest) for chain, sequence, digest in cursor.fetchall()}


def read(path: Path) -> Iterator[Anchor]:
    """Every anchor of the file in order; raises ``BrokenAnchors`` at the first line that does not hold."""
    previous = ""
    if not path.exists():
        return
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            anchor = _parsed(line, number)
            if not hmac.compare_digest(anchor.code, _code(anchor, previous)):
                raise BrokenAnchors(f"line {number} of {path} does not follow from the line before it")
            previous = anchor.code
            yield anchor


def _parsed(line: str, number: int) -> Anchor:
    try:
        said = json.loads(line)
        return Anchor(said["at"], {key: (int(n), str(h)) for key, (n, h) in said["heads"].items()}, said["code"])
    except (ValueError, KeyError, TypeError) as fault:
        raise BrokenAnchors(f"line {number} is damaged") from fault


def last(path: Path) -> Anchor | None:
    """The newest anchor, or nothing."""
    every = list(read(path))
    return every[-1] if every else None


def append(path: Path, anchor: Anchor) -> None:
    """Writes one line and waits until the disk has it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, anchor.line().encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def first_fault(path: Path) -> Fault | None:
    """The first place where the trail does not agree with what was written down about it."""
    wanted: dict[tuple[str, int], str] = {}
    for anchor in read(path):
        wanted |= {(chain, sequence): digest for chain, (sequence, digest) in anchor.heads.items()}
    found = [{"chain": chain, "sequence": n, "hash": digest} for (chain, n), digest in wanted.items()]
    with connection.cursor() as cursor:
        cursor.execute(_SEALS, [json.dumps(found)])
        row = cursor.fetchone()
    if row is None:
        return None
    chain, sequence, event, missing = row
    reason = (
        "it was written down outside the database and is missing"
        if missing
        else ("it is not what was written down outside the database")
    )
    return Fault(chain, sequence, event, reason)


def behind(path: Path, given: dict[str, tuple[int, str]]) -> int:
    """By how many entries ``given`` heads are older than the newest anchor."""
    newest = last(path)
    if newest is None:
        return 0
    return sum(max(0, sequence - given.get(chain, (0, ""))[0]) for chain, (sequence, _) in newest.heads.items())
