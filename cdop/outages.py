"""What comes from outside the program and passes: which answer it gets, and what a person is told of it.

None of it is the sender's fault, and nothing of a change is half done then: the transaction is undone as a whole.
"""

from dataclasses import dataclass

from django.db import InterfaceError, InternalError, OperationalError
from psycopg import errors as database

from common.broker import unreachable
from common.errors import no_room


@dataclass(frozen=True)
class Outage:
    """The status of the answer, its heading and reason where the page's own do not fit, and when to ask again."""

    status: int
    heading: str = ""
    reason: str = ""
    seconds: int = 30


AWAY = Outage(503)
BUSY = Outage(
    503,
    "Sorry, this took too long",
    "The records were busy: somebody else, or a long piece of work, was changing the same ones. It was stopped, so that"
    " nobody else waits for it.",
)
FULL = Outage(
    507,
    "Sorry, there is no room left to save anything",
    "The service has no more room on its disk, so it did not take what you sent. What was saved before is safe. Your"
    " administrator sees this on the page “What runs”; tell them, or try again later.",
    600,
)

KINDS = {
    FULL: (database.DiskFull, database.ReadOnlySqlTransaction),
    BUSY: (
        database.LockNotAvailable,
        database.QueryCanceled,
        database.DeadlockDetected,
        database.IdleInTransactionSessionTimeout,
    ),
}


def of(error: BaseException | None) -> Outage | None:
    """The outage that an error tells of; none where the program itself is wrong."""
    if no_room(error):
        return FULL
    if isinstance(error, OperationalError | InternalError):
        told = next((outage for outage, kinds in KINDS.items() if isinstance(error.__cause__, kinds)), None)
        if told or isinstance(error, InternalError):
            return told
    return AWAY if isinstance(error, (OperationalError, InterfaceError, *unreachable())) else None
