"""Asks a worker to look now, once the change is committed.

A broker that is down loses nothing: the row that waits is the truth, and the scheduler's sweep finds it.
"""

import functools
import logging

from celery import current_app
from django.db import connection, transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def nudge(task: str, *keys: str) -> None:
    """Sends ``task`` with ``keys`` (never anything personal) after the present transaction commits, once."""
    waiting = [getattr(entry[1], "args", None) for entry in connection.run_on_commit]
    if (task, keys) not in waiting:
        transaction.on_commit(functools.partial(_send, task, keys))


def _send(task: str, keys: tuple[str, ...]) -> None:
    try:
        current_app.send_task(task, args=keys)
    except (OperationalError, OSError) as error:
        log.warning("no broker for %s (%s); the sweep will take it", task, type(error).__name__)
