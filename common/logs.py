"""Logs without personal data: a request id on every line, and messages that carry keys only."""

import contextvars
import logging

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="-")


class RequestIdFilter(logging.Filter):
    """Puts the id of the current request on each line."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)  # the last line about a request is written after it has ended
        record.request_id = getattr(request, "id", None) or request_id.get()
        return True


class PlainFormatter(logging.Formatter):
    """One line for a message; of an error only where it happened, never its text, which may quote a record."""

    def formatException(self, ei) -> str:  # noqa: N802  name fixed by logging
        kind, _, trace = ei
        where = []
        while trace:
            code = trace.tb_frame.f_code
            where.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_name}")
            trace = trace.tb_next
        return f"{kind.__name__} at " + " < ".join(reversed(where))
