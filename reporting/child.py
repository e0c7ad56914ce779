"""Asks the child process, and remembers what it answered: unchanged figures cost nothing."""

import hashlib
import json
import logging
import subprocess
import sys
import threading
import time
from functools import cache
from importlib.metadata import version

from django.conf import settings
from django.core.cache import cache as remembered

from common.broker import away
from common.documents.extraction import type_of_failure
from common.errors import NotNow

log = logging.getLogger(__name__)

SECONDS = 120
KEPT_FOR = 30 * 24 * 3600
FORM = 8
"""Raised when the answer's form or the drawing changes, so that old answers are not taken for new ones."""


class DrawingFailed(NotNow):
    """The child process did not answer. What kind of error it was goes to the log; the page says only this."""

    def __init__(self, why: str) -> None:
        log.error("the child process for figures failed: %s", why)
        super().__init__("figures_not_ready", "The figures could not be worked out just now. Try again in a minute.")


class StillDrawing(NotNow):
    """Somebody who looks need not hold a thread of the web process for it: the page says so, and looks again."""

    def __init__(self) -> None:
        super().__init__("still_drawing", "The figures are being worked out. Look again in a few seconds.")


_DRAWERS = threading.BoundedSemaphore(2)
"""For pages. Who reads a case goes on reading while others look at new figures: half the threads of a process."""


def ask(question: dict, *, in_turn: bool = False) -> dict:
    """The answer of ``reporting.drawing``, from memory when the same was asked before.

    ``in_turn`` is for pages: ``StillDrawing`` where the same is being drawn already, or as much as may be at once.
    """
    text = json.dumps(question, sort_keys=True)
    key = f"figures:{hashlib.sha256(f'{_versions()}{text}'.encode()).hexdigest()}"
    try:
        known = remembered.get(key)
    except away():  # without a memory it works all the same
        return json.loads(_run(text))
    if known is None:
        known = _in_turn(key, text) if in_turn else _once(key, text)
    return json.loads(known)


def _in_turn(key: str, text: str) -> str:
    if remembered.get(f"{key}:under-way") or not _DRAWERS.acquire(blocking=False):
        raise StillDrawing
    try:
        return _once(key, text)
    finally:
        _DRAWERS.release()


def _once(key: str, text: str) -> str:
    """Of several who ask the same at once, one starts the child; the others wait for what it will remember."""
    under_way = f"{key}:under-way"
    if not remembered.add(under_way, True, SECONDS):
        until = time.monotonic() + SECONDS
        while remembered.get(under_way) and time.monotonic() < until:
            time.sleep(0.1)
        known = remembered.get(key)
        if known is not None:
            return known
    try:
        known = _run(text)
        remembered.set(key, known, KEPT_FOR)
        return known
    finally:
        remembered.delete(under_way)


@cache
def _versions() -> str:
    libraries = ("scipy", "statsmodels", "vl-convert-python")
    return json.dumps([FORM, *(version(name) for name in libraries)])


def _run(text: str) -> str:
    """A fresh interpreter that inherits no address and no secret from this one."""
    try:
        done = subprocess.run(  # noqa: S603  our own module, our own interpreter
            [sys.executable, "-m", "reporting.drawing"],
            input=text,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            cwd=settings.BASE_DIR,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        raise DrawingFailed(f"the figures were not ready after {SECONDS} seconds") from slow
    if done.returncode != 0:
        raise DrawingFailed(type_of_failure(done.stderr.encode()))
    return done.stdout
