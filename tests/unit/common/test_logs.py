"""Log lines carry the request they belong to."""

import ast
import json
import logging
import sys
from types import SimpleNamespace

from cdop.embedded.places import ROOT
from common.logs import RequestIdFilter, StructuredFormatter


def test_a_line_written_after_the_request_has_ended_still_names_it():
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found", (), None)
    record.request = SimpleNamespace(id="abc")
    RequestIdFilter().filter(record)
    assert record.request_id == "abc"


def test_a_line_of_no_request_says_so():
    record = logging.LogRecord("cdop", logging.INFO, "", 0, "Started", (), None)
    RequestIdFilter().filter(record)
    assert record.request_id == "-"


def _line(*arguments, **extra) -> dict:
    """What a line of production's log says."""
    kind = {"()": None, **settings_of_production()}
    kind.pop("()")
    formatter = StructuredFormatter(kind.pop("format"), **kind)
    record = logging.LogRecord("cases", logging.ERROR, "", 0, *arguments)
    record.__dict__.update(extra)
    RequestIdFilter().filter(record)
    return json.loads(formatter.format(record))


def settings_of_production() -> dict:
    """How production shapes its lines, read from the settings without starting them."""
    tree = ast.parse((ROOT / "cdop" / "settings" / "production.py").read_text(encoding="utf-8"))
    return next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and "formatters" in ast.unparse(node.targets[0])
    )


def test_a_line_in_production_is_an_object_with_the_named_fields_only():
    said = _line("sent %s", ("abc",), None, child="A name", data={"nhs": "9434765919"})
    assert said.keys() == {"timestamp", "level", "logger", "request_id", "message"}
    assert (said["level"], said["logger"], said["message"]) == ("ERROR", "cases", "sent abc")


def test_an_error_says_where_and_never_what():
    try:
        raise ValueError("Quotes the record of a child")
    except ValueError:
        said = _line("broke", (), sys.exc_info())
    assert "ValueError at " in said["exc_info"]
    assert "Quotes" not in json.dumps(said)
