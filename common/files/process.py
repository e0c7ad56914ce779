"""Looks through a file in a child process that has little time, little memory, no secret and no address."""

import json
import logging
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from common.files.kinds import BadFile

log = logging.getLogger(__name__)

SECONDS = 20
"""On the clock. The child's own limit (``child.CPU_SECONDS``) is reached first unless the machine is overloaded."""
ROOT = Path(__file__).resolve().parents[2]
TOO_MUCH = "The selected file is too large or too complicated once it is opened, so it is not taken"


@dataclass(frozen=True)
class Found:
    """What the child says of a file that it takes; ``content`` where something else is to be kept."""

    pages: int | None = None
    content: bytes | None = None


def look(content: bytes, kind: str) -> Found:
    """Asks the child. One that ends in any other way than by answering has met its limits: the file is refused."""
    try:
        done = subprocess.run(  # noqa: S603  our own module, our own interpreter
            [sys.executable, "-m", "common.files.child", kind],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=ROOT,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        raise BadFile(TOO_MUCH) from slow
    answer, _, rest = done.stdout.partition(b"\n")
    if done.returncode != 0 or not answer:
        log.warning("a file of kind %s ended the child that looked at it (%s)", kind, done.returncode)
        raise BadFile(TOO_MUCH)
    said = json.loads(answer)
    if said["refused"]:
        raise BadFile(said["refused"])
    return Found(said["pages"], rest if said["replaced"] else None)
