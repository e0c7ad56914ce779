"""What people sent, and what they were told: the truth that the database is held against afterwards."""

import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Write:
    """One thing that somebody wants done. The key goes along each time, so that sending again is the same thing."""

    kind: str
    case: uuid.UUID
    key: uuid.UUID = field(default_factory=uuid.uuid4)
    sent: int = 0
    acknowledged: bool = False

    @property
    def words(self) -> str:
        """Its own words, found again in the database."""
        return f"chaos-{self.key.hex}"


class Ledger:
    """Every write, in the order of beginning. Several people write into it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._writes: list[Write] = []

    def begin(self, kind: str, case: uuid.UUID) -> Write:
        """Writes down that something is wanted, before it is sent."""
        write = Write(kind, case)
        with self._lock:
            self._writes.append(write)
        return write

    def of(self, kind: str) -> Iterator[Write]:
        """The writes of one kind."""
        return (write for write in self._writes if write.kind == kind)

    def __len__(self) -> int:
        return len(self._writes)

    @property
    def acknowledged(self) -> int:
        """How many were answered with success."""
        return sum(write.acknowledged for write in self._writes)

    @property
    def repeated(self) -> int:
        """How many were sent more than once before an answer came."""
        return sum(write.sent > 1 for write in self._writes)
