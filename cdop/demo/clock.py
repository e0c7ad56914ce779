"""The demonstration's clock: what happened in the past is done with the clock of that day.

Only the times that the application reads are moved; the audit trail takes its times from the database and
so says truly when the demonstration was made.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from unittest.mock import patch
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


@contextmanager
def on(day: date, at: time = time(10)) -> Iterator[datetime]:
    """While this lasts, it is ``day`` at ``at`` in London."""
    moment = datetime.combine(day, at, tzinfo=LONDON)
    with patch("django.utils.timezone.now", return_value=moment):
        yield moment
