"""The supervising command: all parts up, one sentence when it cannot, nothing left behind however it ends."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import closing, contextmanager

import pytest

from cdop.embedded.places import ROOT
from tests.integration.infra import support

pytestmark = pytest.mark.slow  # each test after the first also shows that a start follows the end before it


@contextmanager
def free_port():
    """A port nobody uses at the moment."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        number = probe.getsockname()[1]
    yield number


@contextmanager
def supervisor(var, port):
    command = [sys.executable, "-m", "cdop.supervise", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, env=support.environment(var), text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.terminate()
            process.stdout.read()


def until_ready(process):
    lines = []
    for line in process.stdout:
        if line.startswith("Ready: "):
            return line
        lines.append(line)
    raise AssertionError("".join(lines))


def test_a_taken_port_is_said_before_anything_starts(var):
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with supervisor(var, port) as process:
            said = process.stdout.read()
            assert process.wait() == 1
    assert f"Port {port}" in said
    assert "make demo PORT=" in said
    assert "Traceback" not in said
    assert not var.exists()


def test_a_killed_supervisor_leaves_nothing_behind(shared_var):
    with free_port() as port:
        with supervisor(shared_var, port) as process:
            until_ready(process)
            process.kill()
            process.stdout.read()
        assert support.eventually(lambda: not support.processes_of(shared_var), 20), support.processes_of(shared_var)


def test_a_dead_part_brings_all_down_with_status_1_and_a_sentence(shared_var):
    with free_port() as port, supervisor(shared_var, port) as process:
        until_ready(process)
        workers = [pid for pid, words in support.processes_of(shared_var).items() if " worker " in words]
        support.kill(min(workers))
        said = process.stdout.read()
        assert process.wait() == 1
        assert "The part “worker” ended by itself" in said
        assert support.processes_of(shared_var) == {}


def test_a_dead_database_brings_all_down_too(shared_var):
    with free_port() as port, supervisor(shared_var, port) as process:
        until_ready(process)
        support.kill(support.server(shared_var))
        said = process.stdout.read()
        assert process.wait() == 1
        assert "The server “postgres” ended by itself" in said
        assert support.processes_of(shared_var) == {}


def test_ctrl_c_stops_everything_with_status_0(shared_var):
    with free_port() as port, supervisor(shared_var, port) as process:
        assert until_ready(process).startswith(f"Ready: http://127.0.0.1:{port}")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/") as answer:  # noqa: S310
            assert answer.status == 200
        os.kill(process.pid, signal.SIGINT)
        said = process.stdout.read()
        assert process.wait() == 0, said
        assert support.processes_of(shared_var) == {}
