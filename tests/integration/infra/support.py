"""Runs our commands in processes of their own, on servers apart from those of the test run and of the checkout."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from cdop.embedded import lease
from cdop.embedded.places import ROOT

APART = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "CDOP_DATABASE_ROLE",
    "DJANGO_SETTINGS_MODULE",
    "CDOP_TEST_FAST",
)
USER = """
import os, sys
from cdop import embedded
embedded.ensure(broker=False)
print(os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"], flush=True)
sys.stdin.read()
"""


def environment(var: Path) -> dict[str, str]:
    """Ours, without the addresses of the servers of this test run."""
    return {**{key: value for key, value in os.environ.items() if key not in APART}, "CDOP_VAR": str(var)}


class User:
    """A process that uses the embedded database until it is told to leave."""

    def __init__(self, var: Path):
        """Start it; ``urls`` waits for its answer."""
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER], cwd=ROOT, env=environment(var), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def urls(self) -> list[str]:
        """Application's and owner's address."""
        return self.process.stdout.readline().split()

    def leave(self) -> str:
        """End it and return what it said to the person at the terminal."""
        return self.process.communicate()[1]

    def kill(self) -> None:
        """End it without any chance to clean up."""
        self.process.kill()
        self.process.communicate()


@contextmanager
def user(var: Path):
    """A user that is gone at the end of the block."""
    one = User(var)
    try:
        yield one
    finally:
        if one.process.returncode is None:
            one.leave()


def eventually(condition, seconds: float = 15) -> bool:
    """Whether the condition comes true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def stopped(var: Path, name: str = "postgres") -> bool:
    """Whether neither a keeper nor any process of the server lives."""
    return lease.is_free(var / "embedded" / name / "keeper.lock") and lease.is_free(var / name / "server.lock")


def processes_of(var: Path) -> dict[int, str]:
    """The processes that were started with ``var`` as their folder, or serve it."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            surroundings = (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if os.fsencode(var) in surroundings:
            found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    return found


def keeper(var: Path) -> int:
    """The process that owns the database server."""
    (number,) = (pid for pid, words in processes_of(var).items() if "embedded.keeper postgres" in words)
    return number


def server(var: Path) -> int:
    """PostgreSQL's first process."""
    (number,) = (pid for pid, words in processes_of(var).items() if "bin/postgres -D" in words)
    return number


def kill(number: int) -> None:
    """End a process without any chance to clean up."""
    os.kill(number, signal.SIGKILL)
