"""The second wall: PostgreSQL shows a connection the rows of the panels that it was opened to, and no others.

The setting ``cdop.panels`` of a connection is what the policies of the tables ask. Nothing is no row at all, which is
how a connection of the web process begins; a list of panels is theirs; ``all`` is every row, which is how worker,
commands and migrations connect. The scopes in Python stay what decides; this is for the day when one of them is wrong.

Each use of what widens stands, with its reason, in ``tests/architecture/test_wall.py``.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from psycopg import Connection
from psycopg.pq import TransactionStatus

ALL = "all"
_BECOMES = "SELECT coalesce(current_setting('cdop.panels', true), ''), set_config('cdop.panels', %s, false)"
_AND_ONE = """
SELECT set_config('cdop.panels', CASE held WHEN 'all' THEN held
                  ELSE (coalesce(nullif(held, ''), '{}')::uuid[] || %s::uuid)::text END, false)
FROM (SELECT coalesce(current_setting('cdop.panels', true), '') AS held) AS now
"""


def _becomes(value: str) -> str:
    """Sets it for this connection; what it was."""
    return _asked(_BECOMES, value)


def _asked(statement: str, value: str, on: BaseDatabaseWrapper = connection) -> str:
    """Of the driver itself: it belongs to the connection, as its time zone does, not to the queries of a page."""
    on.ensure_connection()
    with on.wrap_database_errors:
        return on.connection.execute(statement, [value]).fetchone()[0]


def _goes_back(value: str) -> None:
    # In a transaction that broke off nothing can be set any more, and its end puts back what stood before it.
    live = connection.connection
    if live is not None and live.info.transaction_status != TransactionStatus.INERROR:
        _becomes(value)


@contextmanager
def only(panels: Iterable) -> Iterator[None]:
    """What is read and written meanwhile is of these panels; around every request.

    A process that sees everything (the tests) does so again afterwards. In the web process nothing is put back: the
    pool forgets it, and the next request sets its own before it reads anything.
    """
    keys = ",".join(sorted(str(key) for key in panels))
    if not keys and connection.connection is None:
        yield  # not connected yet, and what comes from the pool is opened to nothing
        return
    before = _becomes(f"{{{keys}}}" if keys else "")
    try:
        yield
    finally:
        if before == ALL:
            _goes_back(ALL)


def open_to(panel_id: object) -> None:
    """This panel too, for the rest of the request."""
    _asked(_AND_ONE, str(panel_id))


def open_by(rows: QuerySet, panel: str) -> None:
    """The panel of the one row that a secret names, by the path ``panel`` from there; without such a row nothing."""
    with everything():
        found = rows.order_by().values_list(panel, flat=True).first()
    if found is not None:
        open_to(found)


@contextmanager
def everything() -> Iterator[None]:
    """Every row meanwhile: for what has to be found or counted before anybody can know of which panel it is."""
    before = _becomes(ALL)
    try:
        yield
    finally:
        _goes_back(before)


@contextmanager
def as_here(other: BaseDatabaseWrapper) -> Iterator[None]:
    """Another connection, to a replica, is opened meanwhile to what this one is opened to, and then to nothing."""
    here = _asked("SELECT coalesce(current_setting('cdop.panels', true), %s)", "")
    _asked(_BECOMES, here, other)
    try:
        yield
    finally:
        live = other.connection
        if live is not None and live.info.transaction_status == TransactionStatus.IDLE:  # else it is thrown away
            _asked(_BECOMES, "", other)


def forget(pooled: Connection) -> None:
    """What the pool does with each connection that comes back: it is opened to what it was when it was made."""
    pooled.execute("RESET cdop.panels")
    if not pooled.autocommit:
        pooled.commit()
