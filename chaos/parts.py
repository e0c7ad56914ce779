"""The service on a machine of its own: its parts, each of which can be killed and brought back."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from cdop import embedded, supervise
from cdop.embedded.places import ROOT, var_dir

NOTICED_WITHIN = 5


class Parts:
    """Database and broker (embedded), web, worker and scheduler."""

    def __init__(self, port: int):
        """Nothing runs yet; the port is ours from now on, so that a dead web server means waiting, not a refusal."""
        self.log = var_dir().parent / "log"
        self.listener = supervise.claim_port(port)
        self.port = self.listener.getsockname()[1]
        self.processes: dict[str, subprocess.Popen] = {}
        self.deeds: dict[str, Callable[[], None]] = {
            "web": lambda: self._end("web"),
            "one web process": lambda: self._end_one("web"),
            "worker": lambda: self._end("worker"),
            "one worker process": lambda: self._end_one("worker"),
            "scheduler": lambda: self._end("beat"),
            "database": lambda: _kill_server("DATABASE_URL"),
            "one connection of the database": lambda: _kill(_connections(_server("DATABASE_URL"))),
            "broker": lambda: _kill_server("REDIS_URL"),
        }

    def prepare(self) -> None:
        """Servers, schema, reference data and cases that nobody lived."""
        embedded.ensure()
        self._manage("owner", "migrate", "--noinput", "--verbosity=0")
        self._manage("app", "load_reference_data")
        self._manage("owner", "generate_load", "--panels=1", "--years=2", "--light")

    def _manage(self, role: str, *words: str) -> None:
        command = [sys.executable, "manage.py", *words]
        subprocess.run(command, cwd=ROOT, env=supervise.environment(role), check=True, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        """Whatever does not run."""
        embedded.revive()
        for name, command in supervise.commands(self.listener.fileno()).items():
            if name not in self.processes or self.processes[name].poll() is not None:
                with self.log.open("ab") as log:
                    self.processes[name] = subprocess.Popen(
                        command, cwd=ROOT, env=supervise.environment("app"), start_new_session=True,
                        pass_fds=[self.listener.fileno()], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                    )  # fmt: skip

    def heal(self, patience: float = 60) -> float:
        """Starts what does not run and waits until the site says that it is well; the seconds it took."""
        began = time.monotonic()
        while time.monotonic() < began + patience:
            self.start()
            if supervise.answers(self.port) and not embedded.lost():
                return time.monotonic() - began
            time.sleep(0.05)
        raise SystemExit("The site did not come back.")

    def stop(self) -> None:
        """Everything, the servers too."""
        for name in self.processes:
            self._end(name)
        self.listener.close()
        embedded.leave()

    def _end(self, name: str) -> None:
        process = self.processes[name]
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass  # it has gone already
        process.wait()

    def _end_one(self, name: str) -> None:
        _kill(_children(self.processes[name].pid))


def _children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _connections(server: list[int]) -> list[int]:
    return [pid for parent in server for pid in _children(parent) if "cdop_app" in _line(Path(f"/proc/{pid}"))]


def _server(variable: str) -> list[int]:
    """The server behind the address in ``variable``, if it runs: the process that names the private socket."""
    folder = os.path.dirname(urlsplit(unquote(os.environ[variable])).path)
    if variable == "DATABASE_URL":
        folder = parse_qs(urlsplit(os.environ[variable]).query)["host"][0]
    return sorted(int(path.name) for path in Path("/proc").glob("[0-9]*") if _serves(_line(path), folder))


def _serves(line: str, folder: str) -> bool:
    return folder in line and ("postgres -D" in line or "valkey-server" in line)


def _line(path: Path) -> str:
    try:
        return (path / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""  # it ended while we looked


def _kill_server(variable: str) -> None:
    """Also waits until its keeper has noticed, so that nobody takes it for well."""
    _kill(_server(variable))
    until = time.monotonic() + NOTICED_WITHIN
    while not embedded.lost() and time.monotonic() < until:
        time.sleep(0.02)


def _kill(found: list[int]) -> None:
    """The first of them, without any chance to clean up."""
    for pid in found[:1]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
