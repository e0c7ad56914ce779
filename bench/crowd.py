"""``python -m bench.crowd``: people of five roles with time to think, against web processes on loopback.

Each web process has a port of its own and people ask them in turn, so that two prove that nothing is kept in one. The
servers, as many workers, and the crowd end by themselves. Printed for each page: how often, the middle, the 95th of a
hundred, and that against a signed-in page of one row under the same load.
"""

import argparse
import contextlib
import http.client
import os
import subprocess
import sys
import threading
import time
from collections import defaultdict
from random import Random

from bench.__main__ import set_up

HOST, FLOOR = "127.0.0.1", "/bench/one/"
JOURNEYS = {
    "manager": ("/cases/", "/cases/{case}/", "/cases/{case}/timeline/", "/board/", "/notifications/"),
    "doctor": ("/cases/", "/time-limits/"),
    "chair": ("/panel/", "/panel/learning/", "/panel/actions/"),
    "auditor": ("/people/audit/",),
    "analyst": ("/figures/",),
}


def main() -> int:
    """0 when every page came."""
    parser = argparse.ArgumentParser(prog="python -m bench.crowd", description=__doc__.split("\n")[0])
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=120, help="at most 1800")
    parser.add_argument("--think", type=float, default=10, help="seconds between pages, half as much to half more")
    parser.add_argument("--webs", type=int, default=2, help="web processes, each on a port of its own")
    parser.add_argument("--workers", type=int, default=2, help="Celery workers beside them")
    parser.add_argument("--port", type=int, default=8760, help="the first port")
    asked = parser.parse_args()
    set_up()
    ports = [asked.port + number for number in range(asked.webs)]
    with contextlib.ExitStack() as stack:
        webs = [stack.enter_context(_running(_web(port))) for port in ports]
        for number in range(asked.workers):
            stack.enter_context(_running(_worker(number)))
        for port in ports:
            _wait(port)
        before = _memory(webs)
        found = _crowd(asked, ports)
        after = _memory(webs)
    print(f"memory of the web processes, MB: {before} at first, {after} at the end")
    return _tell(found)


def _web(port: int) -> list[str]:
    options = ["--worker-class=gthread", "--workers=1", "--threads=4", "--no-control-socket", "--log-level=warning"]
    return [sys.executable, "-m", "gunicorn", "cdop.wsgi", f"--bind={HOST}:{port}", *options]


def _worker(number: int) -> list[str]:
    options = [
        "--concurrency=1",
        "--without-gossip",
        "--without-mingle",
        "--loglevel=ERROR",
        f"--hostname=bench{number}",
    ]
    return [sys.executable, "-m", "celery", "--quiet", "-A", "cdop.worker", "worker", *options]


@contextlib.contextmanager
def _running(command: list[str]):
    process = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(port: int) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError):
            return _get(port, "/health/", "")
        time.sleep(0.1)
    raise SystemExit(f"Nothing answers on port {port}.")


def _get(port: int, path: str, session: str) -> int:
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    try:
        connection.request("GET", path, headers={"Cookie": f"session={session}"})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def _memory(processes: list[subprocess.Popen]) -> list[int]:
    """Resident megabytes of the children that answer."""
    found = []
    for process in processes:
        with open(f"/proc/{process.pid}/task/{process.pid}/children") as children:
            for child in children.read().split():
                with open(f"/proc/{child}/status") as status:
                    size = next(line for line in status if line.startswith("VmRSS"))
                found.append(int(size.split()[1]) // 1024)
    return found


def _crowd(asked: argparse.Namespace, ports: list[int]) -> dict:
    from bench.world import World

    world, found, until = World(), defaultdict(list), time.monotonic() + min(asked.seconds, 1800)
    sessions = {role: world.client(role).cookies["session"].value for role in JOURNEYS}

    def person(number: int) -> None:
        random = Random(number)
        role = list(JOURNEYS)[number % len(JOURNEYS)]
        pages = [page.format(case=world.case.pk) for page in JOURNEYS[role]]
        step = number
        time.sleep(random.random() * asked.think)
        while time.monotonic() < until:
            page = FLOOR if step % 4 == 0 else pages[step % len(pages)]
            started = time.perf_counter()
            try:
                status = _get(ports[step % len(ports)], page, sessions[role])
            except OSError:
                status = 0
            found[page].append((time.perf_counter() - started, status))
            step += 1
            time.sleep(asked.think * (0.5 + random.random()))

    threads = [threading.Thread(target=person, args=(number,)) for number in range(asked.people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _tell(found: dict) -> int:
    floor = _share([took for took, _ in found[FLOOR]], 0.95)
    failed = sum(status != 200 for rows in found.values() for _, status in rows)
    print(f"{'times':>6} {'middle ms':>10} {'p95 ms':>8} {'p95 / one row':>14}  page")
    for page, rows in sorted(found.items()):
        times = [took for took, _ in rows]
        p95 = _share(times, 0.95)
        print(f"{len(times):6} {1000 * _share(times, 0.5):10.0f} {1000 * p95:8.0f} {p95 / floor:14.2f}  {page}")
    print(f"{failed} failed of {sum(map(len, found.values()))}")
    return int(failed > 0)


def _share(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


if __name__ == "__main__":
    sys.exit(main())
