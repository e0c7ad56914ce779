"""Changes of publications: the steps that people take, and what the worker keeps."""

from reporting.annual_report.publishing.actions.preparing import finish, freeze, keep_file, note_step, refuse, take
from reporting.annual_report.publishing.actions.steps import (
    approve,
    download,
    note_check,
    override,
    prepare,
    publish,
    send_back,
    send_for_review,
    withdraw,
)

__all__ = [
    "approve",
    "download",
    "finish",
    "freeze",
    "keep_file",
    "note_check",
    "note_step",
    "override",
    "prepare",
    "publish",
    "refuse",
    "send_back",
    "send_for_review",
    "take",
    "withdraw",
]
