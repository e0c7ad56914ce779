"""The one command that runs everything on one machine: ``python -m cdop.supervise [--demo] [--port N]``.

Database and broker (embedded, or those of DATABASE_URL and REDIS_URL), then migrations, reference data and, once,
the demonstration's data; then web server, worker and scheduler until Ctrl-C. Production runs these apart, see
``docker-compose.yml``.
"""

import argparse
import http.client
import os
import signal
import socket
import sys
import time
from contextlib import closing

from cdop import embedded, preparation
from cdop.children import Child, say
from cdop.embedded.places import var_dir

HOST = "127.0.0.1"
READY_SECONDS = 180
STOP_SECONDS = 10
SIGN_IN_HINT = "Sign in as one of the invented people of the README, section “Demonstration sign-ins”."


class Failed(Exception):
    """The whole cannot run; the text says why and what to do."""


class Interrupted(Exception):
    """Somebody asked us to stop."""


class Supervisor:
    """Brings the parts up in order, watches them, and takes all of them down together."""

    def __init__(self, options: argparse.Namespace):
        """Listen to Ctrl-C and the system's request to stop from the first moment."""
        self.options = options
        self.children: list[Child] = []
        self.requests_to_stop = 0
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note_request)

    def _note_request(self, _number: int, _frame: object) -> None:
        self.requests_to_stop += 1

    def run(self) -> None:
        """Until somebody asks to stop (Interrupted) or something fails (Failed)."""
        with closing(claim_port(self.options.port)) as listener:
            start_servers()
            self._prepare()
            self._start_parts(listener)
        self._wait_until_ready()
        say(f"Ready: http://{HOST}:{self.options.port}" + (f" {SIGN_IN_HINT}" if self.options.demo else ""))
        while True:
            self._pause(0.2)

    def stop(self) -> None:
        """Ask all at once, then end what is left. A second Ctrl-C does not wait."""
        for child in self.children:
            child.ask_to_stop()
        patience = 0 if self.requests_to_stop > 1 else STOP_SECONDS
        deadline = time.monotonic() + patience
        while self.requests_to_stop < 2 and time.monotonic() < deadline and self._somebody_lives():
            time.sleep(0.05)
        for child in self.children:
            child.end(time.monotonic())

    def _somebody_lives(self) -> bool:
        return any(child.process.poll() is None for child in self.children)

    def _prepare(self) -> None:
        if not preparation.static_files_stand():
            self._step("static", ["collectstatic", "--noinput", "--verbosity=0"], environment("app"))
        if preparation.is_done(demo=self.options.demo):
            return
        self._step("migrate", ["migrate", "--noinput", "--verbosity=1"], environment("owner"))
        self._step("data", ["load_reference_data"], environment("app"))
        if self.options.demo:
            self._step("demo", ["seed_demo", "--once"], environment("app"))
        preparation.record()

    def _step(self, name: str, arguments: list[str], variables: dict[str, str]) -> None:
        child = Child(name, [sys.executable, "manage.py", *arguments], variables)
        self.children.append(child)
        while child.process.poll() is None:
            self._obey()
            time.sleep(0.02)
        self.children.remove(child)
        child.end(time.monotonic())
        if child.process.returncode:
            raise Failed(f"“manage.py {' '.join(arguments)}” failed: its last lines above say why.")

    def _start_parts(self, listener: socket.socket) -> None:
        for name, command in commands(listener.fileno()).items():
            self.children.append(Child(name, command, environment("app"), pass_fds=[listener.fileno()]))

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not answers(self.options.port):
            self._pause(0.1)
            if time.monotonic() > deadline:
                raise Failed(
                    f"The site did not answer at /health/ within {READY_SECONDS} seconds: see its lines above."
                )

    def _pause(self, seconds: float) -> None:
        self._obey()
        for child in self.children:
            if child.process.poll() is not None:
                code = child.process.returncode
                raise Failed(f"The part “{child.name}” ended by itself (status {code}), so everything is stopped.")
        if ended := embedded.lost():
            raise Failed(f"The server “{ended[0]}” ended by itself, so everything is stopped. Start again.")
        time.sleep(seconds)

    def _obey(self) -> None:
        if self.requests_to_stop:
            raise Interrupted


def claim_port(port: int) -> socket.socket:
    """The socket the web server will listen on: taken before anything starts, so that nothing starts in vain."""
    listener = socket.socket(socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        raise Failed(
            f"Port {port} cannot be used ({getattr(error, 'strerror', None) or error}). Stop what runs there,"
            f" or choose another one: make demo PORT={port + 1 if port < 65535 else 8000}"
        ) from error
    return listener


def start_servers() -> None:
    """Database and broker."""
    try:
        embedded.ensure()
    except embedded.EmbeddedError as error:
        raise Failed(str(error)) from error


def environment(role: str) -> dict[str, str]:
    """What a part may know: only migrations get the address of the role that owns the schema."""
    variables = {**os.environ, "CDOP_DATABASE_ROLE": role, "PYTHONUNBUFFERED": "1"}
    if role != "owner":
        variables.pop("DATABASE_OWNER_URL", None)
    return variables


def commands(listener: int) -> dict[str, list[str]]:
    """What runs besides the servers: web on the open socket ``listener``, worker and scheduler."""
    web = [
        sys.executable, "-m", "gunicorn", "cdop.wsgi", "--worker-class=gthread", "--workers=2", "--threads=4",
        "--preload",  # the application is read once, not once a worker
        f"--bind=fd://{listener}", "--graceful-timeout=5", "--no-control-socket", "--log-level=warning",
    ]  # fmt: skip
    celery = [sys.executable, "-m", "celery", "--quiet", "-A", "cdop.worker"]
    worker = [*celery, "worker", "--loglevel=INFO", "--concurrency=2", "--without-gossip", "--without-mingle"]
    beat = [*celery, "beat", "--loglevel=WARNING", f"--schedule={beat_file()}", "--pidfile="]
    return {"web": web, "worker": worker, "beat": beat}


def beat_file() -> str:
    """Where the scheduler remembers what ran last."""
    folder = var_dir() / "beat"
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder / "schedule")


def answers(port: int) -> bool:
    """Whether the site says that it is well."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/health/")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="python -m cdop.supervise", description=__doc__.split("\n")[0])
    parser.add_argument("--demo", action="store_true", help="load the demonstration panel once")
    parser.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (8000)")
    return parser.parse_args(arguments)


def main() -> int:
    """0 after a request to stop, 1 after a failure; either way nothing is left running."""
    options = parse()
    if os.environ["DJANGO_SETTINGS_MODULE"].endswith(".production"):
        say("This command is for one machine and invented data: production runs apart, see docker-compose.yml.")
        return 1
    os.environ.setdefault("SITE_URL", f"http://{HOST}:{options.port}")  # links in mail lead here, whatever the port
    supervisor, status = Supervisor(options), 0
    try:
        supervisor.run()
    except Interrupted:
        say("Stopping …")
    except Failed as failure:
        say(str(failure))
        status = 1
    finally:
        supervisor.stop()
        embedded.leave()
    say("Stopped.")
    return status


if __name__ == "__main__":
    sys.exit(main())
