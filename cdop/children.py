"""Processes of the supervisor: each in a session of its own, its lines shown with its name."""

import os
import signal
import subprocess
import sys
import threading
import time

from cdop.embedded.orphans import death_notice
from cdop.embedded.places import ROOT


class Child:
    """A process in a session of its own whose lines are shown with its name."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], **more):
        """Start it; from the main thread, since its life is tied to the thread that starts it."""
        self.name = name
        self.process = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=death_notice(signal.SIGTERM), **more,
        )  # fmt: skip
        self.reader = threading.Thread(target=self._show, daemon=True)
        self.reader.start()

    def _show(self) -> None:
        for line in self.process.stdout or ():
            say(f"{self.name:<7}| {line.decode(errors='replace').rstrip()}")

    def ask_to_stop(self) -> None:
        """Politely."""
        if self.process.poll() is None:
            self.process.terminate()

    def end(self, deadline: float) -> None:
        """Wait, then end whatever is left of its session: a killed worker leaves its own children behind."""
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass  # nobody is left (macOS says it the second way)
        self.process.wait()
        self.reader.join(1)


def say(line: str) -> None:
    """One line for the person at the terminal; without a terminal any more, stop."""
    try:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except OSError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  for the rest of our short life
        os.kill(os.getpid(), signal.SIGTERM)
