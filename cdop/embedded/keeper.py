"""The process that owns one embedded server: starts it, waits until nobody uses it any more, stops it.

Run by ``lease`` as ``python -m embedded.keeper NAME LOCK``; it prints one line, ``ready`` or ``failed WHY``.
"""

import fcntl
import json
import os
import re
import signal
import subprocess
import sys
import time

from .lease import open_lock, try_lock
from .orphans import death_notice
from .places import EmbeddedError, Places, control_dir
from .service import Service
from .services import SERVICES

_START_SECONDS = 80
_POLL_SECONDS = 0.1
_asked_to_stop: list[int] = []


def main(name: str, keeper_lock: int) -> None:
    """Detach, start, report, watch, stop."""
    os.set_inheritable(keeper_lock, False)
    if os.fork():
        return  # the caller waits for this parent only, so nobody is left with a child to collect
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: _asked_to_stop.append(received))
    try:
        service = SERVICES[name]()
        service.place(Places(name))
        process = _start(service)
    except (EmbeddedError, OSError) as error:
        return _report(f"failed {error}")
    _publish(service)
    _report(f"ready {service.places.elsewhere()}")
    _watch(service, process)


def _report(line: str) -> None:
    """Say the one line and close the channel, so that the caller goes on."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 1)
    os.close(nothing)


def _publish(service: Service) -> None:
    """The file whose presence means that the server is ready."""
    path = control_dir(service.name) / "addresses.json"
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(service.addresses(), file)
    draft.rename(path)


def _start(service: Service) -> subprocess.Popen:
    """Start the server once every process of an earlier one is gone, and wait until it answers."""
    service.places.prepare()
    lock = _server_lock(service)
    service.initialise()
    process = _spawn(service, lock)
    os.close(lock)  # the server and its children hold it now
    try:
        _wait_until_ready(service, process)
        service.provision()
    except EmbeddedError:
        _stop(service, process)
        raise
    return process


def _server_lock(service: Service) -> int:
    """The lock that the server's own processes inherit: while any of them lives, no second server starts."""
    lock = open_lock(service.places.home / "server.lock")
    deadline = time.monotonic() + _START_SECONDS / 4
    while not try_lock(lock, fcntl.LOCK_EX):
        if time.monotonic() > deadline:
            raise EmbeddedError(
                f"An earlier {service.name} of this checkout still runs on {service.places.data} and does not end:"
                " end that process, then try again."
            )
        time.sleep(0.05)
    return lock


def _spawn(service: Service, lock: int) -> subprocess.Popen:
    log_path = control_dir(service.name) / "server.log"
    if log_path.exists() and log_path.stat().st_size > 5_000_000:
        log_path.replace(log_path.with_suffix(".log.1"))
    with os.fdopen(os.open(log_path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as log:
        return subprocess.Popen(  # noqa: S603
            service.command(), cwd="/", env=service.environment, start_new_session=True, pass_fds=[lock],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            preexec_fn=death_notice(service.orphan_signal), **service.places.drop,
        )  # fmt: skip


def _wait_until_ready(service: Service, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not service.answers():
        if process.poll() is not None:
            raise EmbeddedError(f"{service.name} did not start: {service.explain(_last_words(service))}")
        if time.monotonic() > deadline or _asked_to_stop:
            raise EmbeddedError(f"{service.name} did not get ready in time: see {_log(service)}.")
        time.sleep(0.02)


def _log(service: Service):
    return control_dir(service.name) / "server.log"


def _last_words(service: Service) -> str:
    """The fatal line of the log, or else its last one, without the time before it."""
    lines = _log(service).read_text(errors="replace").splitlines()
    fatal = [line for line in lines[-5:] if "FATAL" in line and "system is starting up" not in line]
    return re.sub(r"^.*FATAL:\s*", "", (fatal or lines or ["it said nothing"])[-1]).rstrip(".")


def _watch(service: Service, process: subprocess.Popen) -> None:
    """Until the server ends by itself, the last user leaves, or somebody ends us."""
    lease = open_lock(control_dir(service.name) / "lease")
    while process.poll() is None and not _asked_to_stop and not try_lock(lease, fcntl.LOCK_EX):
        time.sleep(_POLL_SECONDS)
    (control_dir(service.name) / "addresses.json").unlink(missing_ok=True)
    _stop(service, process)


def _stop(service: Service, process: subprocess.Popen) -> None:
    """First the polite way, then the harder ones; last the whole process group."""
    for number, patience in service.stop_signals:
        if process.poll() is not None:
            return
        process.send_signal(number)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
