"""Runs the renderer in a fresh process: some renderers hang after a fork, and none needs our rights."""

import json
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from common.documents.checks import DocumentError
from common.documents.extraction import type_of_failure
from common.documents.model import Document, to_data
from common.errors import NotNow

log = logging.getLogger(__name__)

SECONDS = 180
PAUSE = 0.5
"""How often it is asked whether the file is still wanted, in seconds."""
CANNOT = 3
"""The exit status by which the child says that the document, not the program, is at fault."""


class RenderingFailed(NotNow):
    """The process ended badly or too late. Why stands in the log; whoever asked on a page is asked to try again."""

    def __init__(self, why: str) -> None:
        log.error("the child process for documents failed: %s", why)
        super().__init__("file_not_ready", "The file could not be made just now. Try again in a minute.")


class NotWanted(Exception):
    """Whoever asked for the file has stopped it; the process has been ended."""


def _wanted() -> bool:
    return True


def make(
    document: Document, file_format: str, template: bytes | None = None, wanted: Callable[[], bool] = _wanted
) -> bytes:
    """The file, a Word file in the styles of a fitted ``template`` where there is one.

    Raises ``DocumentError`` with words for the author, ``NotWanted`` soon after ``wanted`` says no,
    ``RenderingFailed`` otherwise.
    """
    with tempfile.TemporaryDirectory(prefix="report-") as folder:
        given, made = Path(folder, "document.json"), Path(folder, "made")
        given.write_text(json.dumps(to_data(document)), encoding="utf-8")
        more = []
        if template and file_format == "docx":
            more = [str(Path(folder, "template"))]
            Path(more[0]).write_bytes(template)
        _run(folder, "render", str(given), str(made), file_format, *more, wanted=wanted)
        return made.read_bytes()


def fit(content: bytes) -> tuple[bytes, list[str]]:
    """A Word template as it is to be kept, and the styles that were added. Raises as ``make`` does."""
    with tempfile.TemporaryDirectory(prefix="template-") as folder:
        given, made, told = (Path(folder, name) for name in ("given", "made", "told"))
        given.write_bytes(content)
        _run(folder, "fit", str(given), str(made), str(told))
        return made.read_bytes(), json.loads(told.read_text())


def _run(folder: str, module: str, *arguments: str, wanted: Callable[[], bool] = _wanted) -> None:
    command = [sys.executable, "-m", f"common.documents.{module}", *arguments]
    child = subprocess.Popen(  # noqa: S603  our own module, our own interpreter
        command,
        cwd=settings.BASE_DIR,
        env=_surroundings(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    with child:
        try:
            said = _ended(child, wanted)
        finally:
            child.kill()  # nothing where it has ended
    last = (said.strip().splitlines() or ["no reason given"])[-1]
    if child.returncode == CANNOT:
        raise DocumentError(last)
    if child.returncode:
        raise RenderingFailed(type_of_failure(said.encode()))


def _ended(child: subprocess.Popen, wanted: Callable[[], bool]) -> str:
    """What the child said of itself, when it has ended."""
    until = time.monotonic() + SECONDS
    while True:
        try:
            return child.communicate(timeout=min(PAUSE, SECONDS))[1]
        except subprocess.TimeoutExpired as slow:
            if not wanted():
                raise NotWanted from slow
            if time.monotonic() > until:
                raise RenderingFailed(f"no file after {SECONDS} seconds") from slow


def _surroundings(folder: str) -> dict[str, str]:
    """No address of a database or broker, no secret, no home."""
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": folder,
        "TMPDIR": folder,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
