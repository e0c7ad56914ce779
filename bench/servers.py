"""Web processes and workers of a measurement: started on loopback, looked at while they run, ended with it."""

import contextlib
import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

HOST = "127.0.0.1"


@dataclass
class Servers:
    """What runs, and what it took each time somebody looked."""

    ports: list[int]
    webs: list[subprocess.Popen] = field(default_factory=list)
    workers: list[subprocess.Popen] = field(default_factory=list)

    def memory(self) -> dict[str, list[int]]:
        """Resident megabytes of each process that answers or works."""
        return {"webs": _resident(self.webs), "workers": _resident(self.workers)}


@contextlib.contextmanager
def running(first_port: int, webs: int, workers: int) -> Iterator[Servers]:
    """That many of each, until the block ends."""
    servers = Servers([first_port + number for number in range(webs)])
    with contextlib.ExitStack() as stack:
        servers.webs = [stack.enter_context(_process(_web(port))) for port in servers.ports]
        servers.workers = [stack.enter_context(_process(_worker(number))) for number in range(workers)]
        for port in servers.ports:
            _wait(port)
        yield servers


def _web(port: int) -> list[str]:
    options = ["--worker-class=gthread", "--workers=1", "--threads=4", "--no-control-socket", "--log-level=warning"]
    return [sys.executable, "-m", "gunicorn", "cdop.wsgi", f"--bind={HOST}:{port}", *options]


def _worker(number: int) -> list[str]:
    options = ["--concurrency=1", "--without-gossip", "--without-mingle", "--loglevel=ERROR"]
    name = f"--hostname=bench{number}"
    return [sys.executable, "-m", "celery", "--quiet", "-A", "cdop.worker", "worker", *options, name]


@contextlib.contextmanager
def _process(command: list[str]) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(port: int) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError):
            fetch(port, "/health/")
            return
        time.sleep(0.1)
    raise SystemExit(f"Nothing answers on port {port}.")


def fetch(port: int, path: str, session: str = "") -> int:
    """The status of a page that was fetched whole."""
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    try:
        connection.request("GET", path, headers={"Cookie": f"session={session}"})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def _resident(processes: list[subprocess.Popen]) -> list[int]:
    """Of the children, where a master has any."""
    return [_megabytes(child) for process in processes for child in children(process.pid) or [process.pid]]


def children(pid: int) -> list[int]:
    """The processes that it started itself."""
    with open(f"/proc/{pid}/task/{pid}/children") as children:
        return [int(child) for child in children.read().split()]


def _megabytes(pid: int) -> int:
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS"))
