"""Reads that may lag a moment behind what was written go to a replica, where ``DATABASE_REPLICA_URL`` names one.

A read says so by standing within ``may_lag``; everything else, every write and every decision about who may do what
stays with the database itself. Which reads these are stands in ``docs/performance.md``, held to by a test.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from common import wall

REPLICA = "replica"
_MAY_LAG: ContextVar[bool] = ContextVar("may_lag", default=False)


@contextmanager
def may_lag() -> Iterator[None]:
    """What is read meanwhile may be some moments old; the replica is opened to the panels that we are opened to."""
    if REPLICA not in connections.settings:
        yield
        return
    with wall.as_here(connections[REPLICA]):
        token = _MAY_LAG.set(True)
        try:
            yield
        finally:
            _MAY_LAG.reset(token)


def read_from() -> BaseDatabaseWrapper:
    """The connection for a statement that is not a queryset's."""
    return connections[REPLICA if _MAY_LAG.get() else DEFAULT_DB_ALIAS]


class Reads:
    """Django's question for each query, answered."""

    def db_for_read(self, model: type, **hints: object) -> str | None:
        """The replica within ``may_lag``; otherwise where Django would look anyway."""
        return REPLICA if _MAY_LAG.get() else None

    def db_for_write(self, model: type, **hints: object) -> str:
        """Never the replica, not for a row that was read there either."""
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: object, other: object, **hints: object) -> bool:
        """Both hold the same rows."""
        return True

    def allow_migrate(self, alias: str, app_label: str, **hints: object) -> bool | None:
        """It gets its tables by replication."""
        return False if alias == REPLICA else None
