"""Runs the renderer in a fresh process: some renderers hang after a fork, and none needs our rights."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings

from common.documents.checks import DocumentError
from common.documents.model import Document, to_data

SECONDS = 180
CANNOT = 3
"""The exit status by which the child says that the document, not the program, is at fault."""


class RenderingFailed(Exception):
    """The process ended badly or too late. The words are for the log."""


def make(document: Document, file_format: str) -> bytes:
    """The file. Raises ``DocumentError`` with words for the author, ``RenderingFailed`` otherwise."""
    with tempfile.TemporaryDirectory(prefix="report-") as folder:
        given, made = Path(folder, "document.json"), Path(folder, "made")
        given.write_text(json.dumps(to_data(document)), encoding="utf-8")
        _run(folder, str(given), str(made), file_format)
        return made.read_bytes()


def _run(folder: str, given: str, made: str, file_format: str) -> None:
    command = [sys.executable, "-m", "reporting.annual_report.render", given, made, file_format]
    try:
        done = subprocess.run(  # noqa: S603  our own module, our own interpreter
            command,
            cwd=settings.BASE_DIR,
            env=_surroundings(folder),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        raise RenderingFailed(f"no file after {SECONDS} seconds") from slow
    last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
    if done.returncode == CANNOT:
        raise DocumentError(last)
    if done.returncode:
        raise RenderingFailed(last)


def _surroundings(folder: str) -> dict[str, str]:
    """No address of a database or broker, no secret, no home."""
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": folder,
        "TMPDIR": folder,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
