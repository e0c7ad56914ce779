"""PostgreSQL and a Redis-compatible server for demonstration, tests and developers, without installing either.

``ensure()`` is called before settings load, by ``manage.py``, the supervisor and the tests. It starts what is
missing, or joins what another command of this checkout already runs, and sets the addresses in the environment.
The servers live as long as somebody uses them: see ``lease``. Nothing here imports Django.
"""

import os

from . import lease
from .places import EmbeddedError
from .services import BROKER, DATABASE, SERVICES

__all__ = ["EmbeddedError", "ensure", "leave", "lost", "revive"]


def ensure(*, database: bool = True, broker: bool = True) -> None:
    """Set DATABASE_URL, DATABASE_OWNER_URL and REDIS_URL, starting the embedded servers where they are not set."""
    wanted = {DATABASE: database and "DATABASE_URL", BROKER: broker and "REDIS_URL"}
    for name, variable in wanted.items():
        if variable and not _given(variable):
            os.environ.update(lease.join(SERVICES[name]()))
    if os.environ.get("DATABASE_URL"):  # somebody's own server with one role for everything
        os.environ.setdefault("DATABASE_OWNER_URL", os.environ["DATABASE_URL"])


def _given(variable: str) -> bool:
    return bool(os.environ.get(variable) or os.environ.get(f"{variable}_FILE"))


def lost() -> list[str]:
    """The servers we use that have ended under us; a supervisor asks now and then."""
    return lease.lost()


def revive() -> None:
    """Start again the servers we use that have ended under us."""
    for name in lost():
        os.environ.update(lease.join(SERVICES[name]()))


def leave() -> None:
    """Give the servers up and, where nobody else uses them, wait until they have stopped."""
    lease.leave_all()
