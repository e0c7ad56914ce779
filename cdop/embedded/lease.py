"""How several commands share one server, and how the last one stops it.

Every user holds a *shared* lock on the lease file. One detached keeper process holds the keeper lock, owns the
server, and stops it once it can take the lease *exclusively*: the system drops a lock when its holder dies, however
it dies, so there is nothing to clean up and no process number to guess by.
"""

import fcntl
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from .places import ROOT, EmbeddedError, control_dir, make_control_dir, say

_WAIT_SECONDS = 90
_PASSED_ON = ("PATH", "HOME", "LANG", "CDOP_VAR", "CDOP_TEST_FAST", "PYTHONPATH", "PYTHONHOME")
_held: dict[str, int] = {}


def join(service) -> dict[str, str]:
    """Hold the lease of ``service``, start its keeper if there is none, and return the addresses."""
    folder = make_control_dir(service.name)
    deadline = time.monotonic() + _WAIT_SECONDS
    if service.name not in _held:
        _held[service.name] = _lock_within(folder / "lease", fcntl.LOCK_SH, deadline)
    while time.monotonic() < deadline:
        keeper = open_lock(folder / "keeper.lock")
        if try_lock(keeper, fcntl.LOCK_EX):
            _start_keeper(service.name, keeper, folder)
        os.close(keeper)
        if (folder / "addresses.json").exists():
            return json.loads((folder / "addresses.json").read_text())
        time.sleep(0.02)
    raise EmbeddedError(f"{service.name} did not answer within {_WAIT_SECONDS} seconds: see {folder / 'server.log'}.")


def leave_all() -> None:
    """Drop every lease. Where we were the last user, wait for the server to be gone."""
    last = [name for name, lease in _held.items() if try_lock(lease, fcntl.LOCK_EX)]
    for lease in _held.values():
        os.close(lease)
    _held.clear()
    for name in last:
        _wait_until_free(control_dir(name) / "keeper.lock")


def lost() -> list[str]:
    """The servers we use that have ended under us."""
    return [name for name in _held if is_free(control_dir(name) / "keeper.lock")]


def open_lock(path: Path) -> int:
    """A descriptor to lock; it is closed, and so the lock dropped, when the process ends."""
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def try_lock(descriptor: int, kind: int) -> bool:
    """Whether the lock could be had at once."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_free(path: Path) -> bool:
    """Whether nobody holds the lock at ``path``."""
    if not path.exists():
        return True
    descriptor = open_lock(path)
    try:
        return try_lock(descriptor, fcntl.LOCK_EX)
    finally:
        os.close(descriptor)


def _lock_within(path: Path, kind: int, deadline: float) -> int:
    descriptor = open_lock(path)
    while not try_lock(descriptor, kind):
        if time.monotonic() > deadline:
            os.close(descriptor)
            raise EmbeddedError(f"The server behind {path} is still stopping: wait a moment, then try again.")
        time.sleep(0.02)
    return descriptor


def _wait_until_free(path: Path) -> None:
    deadline = time.monotonic() + _WAIT_SECONDS
    while path.exists() and not is_free(path) and time.monotonic() < deadline:
        time.sleep(0.02)


def _start_keeper(name: str, lock: int, folder: Path) -> None:
    """Start the keeper and hand it the lock we hold; wait for its word.

    It runs from inside of ``cdop``, so that this package is all it has to read.
    """
    (folder / "addresses.json").unlink(missing_ok=True)
    environment = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    with (folder / "keeper.log").open("ab") as log:
        process = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "embedded.keeper", name, str(lock)],
            cwd=ROOT / "cdop", env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log,
            pass_fds=[lock], start_new_session=True, text=True, check=False,
        )  # fmt: skip
    word, _, sentence = process.stdout.strip().partition(" ")
    if word != "ready":
        raise EmbeddedError(sentence or f"The keeper of {name} ended without a word: see {folder / 'keeper.log'}.")
    say(sentence)
