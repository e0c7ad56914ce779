"""Log lines carry the request they belong to."""

import logging
from types import SimpleNamespace

from common.logs import RequestIdFilter


def test_a_line_written_after_the_request_has_ended_still_names_it():
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found", (), None)
    record.request = SimpleNamespace(id="abc")
    RequestIdFilter().filter(record)
    assert record.request_id == "abc"


def test_a_line_of_no_request_says_so():
    record = logging.LogRecord("cdop", logging.INFO, "", 0, "Started", (), None)
    RequestIdFilter().filter(record)
    assert record.request_id == "-"
