"""Asks a worker to look now, once the change is committed.

A broker that is down loses nothing: the row that waits is the truth, and the scheduler's sweep finds it.
"""

import functools
import logging

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)


def nudge(task: str, *keys: str) -> None:
    """Sends ``task`` with ``keys`` (never anything personal) after the present transaction commits, once."""
    waiting = [getattr(entry[1], "args", None) for entry in connection.run_on_commit]
    if (task, keys) not in waiting:
        transaction.on_commit(functools.partial(_send, task, keys))


def _send(task: str, keys: tuple[str, ...]) -> None:
    from kombu.exceptions import OperationalError  # with the first nudge, not with every start

    try:
        import_string(settings.TASKS).send_task(task, args=keys)
    except (OperationalError, OSError) as error:
        log.warning("no broker for %s (%s); the sweep will take it", task, type(error).__name__)
