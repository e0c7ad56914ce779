"""The whole product as a newcomer starts it: supervisor, database, broker, worker, scheduler, demonstration data."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from common.dates import today

ROOT = Path(__file__).parents[2]
START_SECONDS = 300
LONG_PROOF = {"PROOF_SECONDS": str(8 * 3600)}
"""Journeys keep their sessions: a proof must not grow old between two of them."""


class Postbox(Message):
    """A real SMTP server's handler that keeps what it is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.received: list = []

    def handle_message(self, message) -> None:
        self.received.append(message)

    def wait_for(self, recipient: str, subject: str, seconds: float = 90):
        """The newest message to ``recipient`` whose subject holds ``subject``."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for message in reversed(self.received):
                if message["To"] == recipient and subject in (message["Subject"] or ""):
                    return message
            time.sleep(0.2)
        raise AssertionError(f"no message “{subject}” came to {recipient}: {[m['Subject'] for m in self.received]}")


@dataclass
class Site:
    """A running site: its address, what it printed, its post, and the day on which it began."""

    process: subprocess.Popen | None
    url: str
    var: Path
    post: Postbox
    printed: list[str] = field(default_factory=list)

    def wait_until_ready(self) -> None:
        """Reads the log until the line that begins ``Ready:``; a process that ends before it has failed."""
        spoken = threading.Event()
        self.reader = threading.Thread(target=self._read, args=(spoken,), daemon=True)
        self.reader.start()
        if not spoken.wait(START_SECONDS) or not self.ready:
            raise AssertionError("the site did not start:\n" + "".join(self.printed[-40:]))

    def _read(self, spoken: threading.Event) -> None:
        for line in self.process.stdout:
            self.printed.append(line)
            if re.match(r"(\S+ +\| )?Ready:", line):
                self.ready = True
                spoken.set()
        spoken.set()

    def manage(self, *arguments: str) -> subprocess.CompletedProcess:
        """Runs a management command beside the running site."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)

    @property
    def environment(self) -> dict:
        """The environment of the site and of commands beside it."""
        return environment(self.var, self.post_port)

    post_port: int = 0
    began: date = field(default_factory=today)
    reader: threading.Thread | None = None
    ready: bool = False


def environment(var: Path, post_port: int) -> dict:
    """What the supervisor and commands beside it are told; nothing of the test run's own database."""
    dropped = (
        "DATABASE_URL",
        "DATABASE_OWNER_URL",
        "REDIS_URL",
        "CDOP_DATABASE_ROLE",
        "DJANGO_SETTINGS_MODULE",
        "AUDIT_ANCHORS",
    )
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {"CDOP_VAR": str(var), "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(post_port), **LONG_PROOF}


def free_port() -> int:
    """A port of the loopback that nobody listens on; the SMTP controller cannot find one by itself."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(var: Path, port: int) -> tuple[Site, Controller]:
    """Starts the post and the site, and waits until it answers."""
    post, post_port = Postbox(), free_port()
    controller = Controller(post, hostname="127.0.0.1", port=post_port)
    controller.start()
    process = subprocess.Popen(
        [sys.executable, "-m", "cdop.supervise", "--demo", "--port", str(port)],
        cwd=ROOT,
        env=environment(var, post_port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    site = Site(process, f"http://127.0.0.1:{port}", var, post, post_port=post_port)
    try:
        site.wait_until_ready()
    except AssertionError:
        stop(site, controller)
        raise
    return site, controller


def join(url: str) -> tuple[Site, Controller]:
    """A site that somebody else started with ``EMAIL_PORT``; only its post is ours."""
    post, port = Postbox(), int(os.environ["CDOP_SITE_SMTP"])
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    return Site(None, url, Path(os.environ["CDOP_SITE_VAR"]), post, post_port=port), controller


def stop(site: Site, controller: Controller) -> int:
    """Ends the site as Ctrl-C does; its exit status."""
    site.process.send_signal(signal.SIGINT)
    try:
        status = site.process.wait(timeout=30)
    finally:
        controller.stop()
    if site.reader is not None:
        site.reader.join(timeout=10)  # it reads what was printed to its end
    site.process.stdout.close()
    return status
