"""Logs without personal data: a request id on every line, and messages that carry keys only."""

import contextvars
import logging
import re

from pythonjsonlogger.json import JsonFormatter

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="-")


SECRET = re.compile(r"(?<=/)[A-Za-z0-9_-]{40,}")
"""A part of an address so long that it can only be the secret of a one-time link."""


class SecretFilter(logging.Filter):
    """Takes the secrets of one-time links out of the addresses that a line quotes."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if SECRET.search(said):
            record.msg, record.args = SECRET.sub("…", said), ()
        return True


class RequestIdFilter(logging.Filter):
    """Puts the id of the current request on each line."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)  # the last line about a request is written after it has ended
        record.request_id = getattr(request, "id", None) or request_id.get()
        return True


class WhereOnly:
    """Of an error only where it happened, never its text, which may quote a record."""

    def formatException(self, ei) -> str:  # noqa: N802  name fixed by logging
        kind, _, trace = ei
        where = []
        while trace:
            code = trace.tb_frame.f_code
            where.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_name}")
            trace = trace.tb_next
        return f"{kind.__name__} at " + " < ".join(reversed(where))


class PlainFormatter(WhereOnly, logging.Formatter):
    """One line for a message, for people."""


class StructuredFormatter(WhereOnly, JsonFormatter):
    """One JSON object for a message, for machines that collect logs. Extra fields of a line are left out: only what
    is named in the format is written."""

    def add_fields(self, log_data, record, message_dict) -> None:
        """The named fields and nothing that a library hangs on its lines."""
        super().add_fields(log_data, record, message_dict)
        for name in log_data.keys() - NAMED:
            del log_data[name]


NAMED = {"timestamp", "level", "logger", "request_id", "message", "exc_info"}
