"""Changes of the annual report: its sections, and the files made from it."""

from reporting.annual_report.actions.exports import (
    ask_exports,
    download,
    fail,
    finish,
    note_command,
    note_step,
    stop,
    take,
)
from reporting.annual_report.actions.registers import (
    add_source,
    add_term,
    remove_source,
    remove_term,
    save_source,
    save_term,
)
from reporting.annual_report.actions.sections import note_preview, open_report, save_section
from reporting.annual_report.actions.templates import add_template, remove_template
from reporting.annual_report.actions.writing import (
    accept_remark,
    assign_section,
    comment,
    settle_comment,
    start_from_last_year,
    take_step,
)

__all__ = [
    "accept_remark",
    "add_source",
    "add_template",
    "add_term",
    "ask_exports",
    "assign_section",
    "comment",
    "download",
    "fail",
    "finish",
    "note_command",
    "note_step",
    "note_preview",
    "open_report",
    "remove_source",
    "remove_template",
    "remove_term",
    "save_section",
    "save_source",
    "save_term",
    "settle_comment",
    "start_from_last_year",
    "stop",
    "take",
    "take_step",
]
