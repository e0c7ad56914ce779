"""Changes of publications: the steps that people take, and what the worker keeps."""

from reporting.annual_report.publishing.actions.preparing import (
    fail,
    finish,
    freeze,
    is_frozen,
    keep_file,
    note_step,
    refuse,
    take,
)
from reporting.annual_report.publishing.actions.steps import (
    approve,
    download,
    note_check,
    override,
    prepare,
    publish,
    restart,
    send_back,
    send_for_review,
    withdraw,
)

__all__ = [
    "approve",
    "download",
    "fail",
    "finish",
    "freeze",
    "is_frozen",
    "keep_file",
    "note_check",
    "note_step",
    "override",
    "prepare",
    "publish",
    "refuse",
    "restart",
    "send_back",
    "send_for_review",
    "take",
    "withdraw",
]
