"""A long table as an Excel file, made by a child process: its library is never loaded where pages are served."""

import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from common.documents.extraction import type_of_failure
from common.errors import NotNow

log = logging.getLogger(__name__)

SECONDS = 120
"""How long the child may still work when it has been given everything."""
ROOT = Path(__file__).resolve().parents[2]


class WorkbookFailed(NotNow):
    """The child ended badly or too late. Why stands in the log."""

    def __init__(self, why: str) -> None:
        log.error("the child process for a workbook failed: %s", why)
        super().__init__("file_not_ready", "The file could not be made just now. Try again in a minute.")


def of_csv(lines: Iterable[bytes]) -> IO[bytes]:
    """The workbook, in a file without a name that is gone when it is closed. The lines are passed on as they come."""
    made = tempfile.TemporaryFile()  # noqa: SIM115  whoever sends it closes it
    try:
        _run(lines, made)
    except BaseException:
        made.close()
        raise
    made.seek(0)
    return made


def _run(lines: Iterable[bytes], made: IO[bytes]) -> None:
    with tempfile.TemporaryDirectory(prefix="workbook-") as folder:
        surroundings = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": folder, "TMPDIR": folder}
        child = subprocess.Popen(  # noqa: S603  our own module, our own interpreter
            [sys.executable, "-m", "common.documents.workbook_child"],
            cwd=ROOT, env=surroundings, stdin=subprocess.PIPE, stdout=made, stderr=subprocess.PIPE,
        )  # fmt: skip
        with child:
            try:
                said = _fed(child, lines)
            finally:
                child.kill()  # nothing where it has ended
        if child.returncode:
            raise WorkbookFailed(type_of_failure(said))


def _fed(child: subprocess.Popen, lines: Iterable[bytes]) -> bytes:
    """Gives it all there is; what it said of itself when it had ended."""
    try:
        for block in lines:
            child.stdin.write(block)
    except BrokenPipeError:
        log.warning("the child process for a workbook ended before it was given everything")
    try:
        return child.communicate(timeout=SECONDS)[1]
    except subprocess.TimeoutExpired as slow:
        raise WorkbookFailed(f"no file {SECONDS} seconds after the last line") from slow
