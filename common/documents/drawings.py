"""Pictures of drawings. A Word file has them for programs that cannot show drawings.

They take longer than all of the rest, so a process of their own makes them while the file is written.
"""

import json
import subprocess
import sys
import tempfile
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def beside(drawings: list[str]) -> Iterator[Callable[[], list[bytes]]]:
    """Begins to draw; what it gives waits for the pictures, in the order of the drawings."""
    if not drawings:
        yield list
        return
    with tempfile.TemporaryFile() as given:
        given.write(json.dumps(drawings).encode())
        given.seek(0)
        command = [sys.executable, "-m", "common.documents.pictures"]
        with subprocess.Popen(command, cwd=ROOT, stdin=given, stdout=subprocess.PIPE) as child:  # noqa: S603  our own
            yield lambda: _made(child)


def _made(child: subprocess.Popen) -> list[bytes]:
    printed, _ = child.communicate()
    if child.returncode:
        raise RuntimeError("the pictures of the drawings were not made")
    return [b64decode(line) for line in printed.splitlines()]
