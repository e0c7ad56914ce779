"""Asks the child process for the words of a document that somebody sent."""

import json
import logging
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from common.errors import NotNow
from common.files import DOCX, PDF, TEXT

log = logging.getLogger(__name__)

KINDS = {TEXT: "text", DOCX: "docx", PDF: "pdf"}
"""What can be read. A scan is a PDF without words; pictures and sheets hold none."""
SECONDS = 30


def readable(content_type: str) -> bool:
    """Whether documents of this kind have words that can be taken out."""
    return content_type in KINDS


def words_of(file: BinaryIO, content_type: str) -> str:
    """The plain text. Raises ``NotNow`` with a sentence where there is none, or it cannot be read."""
    if content_type not in KINDS:
        raise NotNow("unreadable", "The words of this kind of document cannot be read by the service.")
    with tempfile.TemporaryDirectory(prefix="reading-") as folder:
        path = Path(folder, "document")
        path.write_bytes(file.read())
        done = _run(str(path), KINDS[content_type], folder)
    if done is None or done.returncode or not done.stdout.strip():
        if done is not None and done.stderr:
            log.warning("a document could not be read: %s", type_of_failure(done.stderr))
        raise NotNow("unreadable", "No words could be read in this document. It may be a scan.")
    return done.stdout.decode("utf-8", "replace").replace("\x00", "")


def about_pdf(content: bytes) -> dict:
    """Pages, authors and what was left in a PDF of our own. Raises ``NotNow`` where it cannot be read."""
    with tempfile.TemporaryDirectory(prefix="reading-") as folder:
        path = Path(folder, "document")
        path.write_bytes(content)
        done = _run(str(path), "about", folder)
    if done is None or done.returncode:
        raise NotNow("unreadable", "The PDF could not be read back.")
    return json.loads(done.stdout)


def type_of_failure(trace: bytes) -> str:
    """The kind and the place of the child's last error, without its message: that could quote the document."""
    lines = trace.decode("utf-8", "replace").strip().splitlines()
    kind = lines[-1].partition(":")[0][:80] if lines else "unknown"
    places = re.findall(r'^ +File "([^"]+)", line (\d+)', "\n".join(lines), re.MULTILINE)
    return f"{kind} at {':'.join(places[-1])}" if places else kind


def _run(path: str, kind: str, folder: str) -> subprocess.CompletedProcess | None:
    try:
        return subprocess.run(  # noqa: S603  our own module, our own interpreter
            [sys.executable, "-m", "common.documents.reading", path, kind],
            cwd=settings.BASE_DIR,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": folder, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
