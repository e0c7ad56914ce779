"""Changes of the annual report: its sections, and the files made from it."""

from reporting.annual_report.actions.exports import ask_exports, download, fail, finish, note_command, note_step, take
from reporting.annual_report.actions.sections import note_preview, open_report, save_section

__all__ = [
    "ask_exports",
    "download",
    "fail",
    "finish",
    "note_command",
    "note_step",
    "note_preview",
    "open_report",
    "save_section",
    "take",
]
