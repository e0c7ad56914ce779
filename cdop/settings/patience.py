"""How long the database works, waits and keeps rows for one of our processes, so that nobody's fault stops all others.

A page has an answer within five seconds: the database works at most that long for one statement, and a little less
waits for a row that somebody else is changing, so that the reason of a refusal is the true one. A process that fell
silent in the middle of a change gives its rows back; a document is looked through meanwhile, which takes up to 20
seconds. Background work may take as long as a task may. Changes to tables, backups and restoring, done by the owner
of the tables, take what they take.

The file of all cases is one statement that the database writes as fast as it is fetched, so it is the one thing of a
page that has minutes: a fetch that is slower than that is broken off, and gives its connection back.
"""

from dataclasses import dataclass

from cdop import env


@dataclass(frozen=True)
class Patience:
    """In seconds; none at all is 0, as PostgreSQL understands it."""

    statement: float
    lock: float
    silence: float

    def options(self) -> str:
        """As a connection hands it to the server."""
        limits = {
            "statement_timeout": self.statement,
            "lock_timeout": self.lock,
            "idle_in_transaction_session_timeout": self.silence,
        }
        return " ".join(f"-c {name}={seconds * 1000:.0f}" for name, seconds in limits.items())


PAGES = Patience(statement=5, lock=4, silence=60)
PAGES_OF_A_BUSY_LAPTOP = Patience(statement=20, lock=15, silence=60)
BACKGROUND = Patience(statement=300, lock=60, silence=600)
EXPORT_SECONDS = 600
OWNER = Patience(statement=0, lock=0, silence=0)


def here(pages: Patience = PAGES) -> Patience:
    """What is right for this process: ``wsgi`` says of itself that it answers pages."""
    if env.is_owner():
        return OWNER
    return pages if env.text("CDOP_PART") == "web" else BACKGROUND
