"""``python -m bench.crowd``: people of five roles against web processes on loopback, by Locust (``make crowd``).

A closed loop (``--think``) or an open one (``--pages-a-second``). Printed for each page: how often, the middle, the
95th and 99th of a hundred, and the 95th against a signed-in page of one row under the same load; then what the
processes, the database and the broker held while it ran. Everything ends by itself.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from bench.__main__ import set_up

FLOOR, LONGEST = "/bench/one/", 1800
LOCUST = Path(__file__).resolve().parent.parent / "build" / "load" / "bin" / "locust"


def parse() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="python -m bench.crowd", description=__doc__.split("\n")[0])
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=120, help=f"at most {LONGEST}")
    parser.add_argument("--think", type=float, default=10, help="seconds between pages, half as much to half more")
    parser.add_argument("--pages-a-second", type=float, default=0, help="of all people, however long a page takes")
    parser.add_argument("--webs", type=int, default=2, help="web processes, each on a port of its own")
    parser.add_argument("--workers", type=int, default=2, help="Celery workers beside them")
    parser.add_argument("--beside", nargs="*", default=[], choices=("report", "export"), help="heavy work meanwhile")
    parser.add_argument("--port", type=int, default=8760, help="the first port")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    return parser.parse_args()


def main() -> int:
    """0 when every page came."""
    asked = parse()
    if not LOCUST.exists():
        raise SystemExit("Locust is not there: make crowd sets it up.")
    set_up()
    from bench.beside import beside
    from bench.servers import running
    from bench.watching import Watch

    with tempfile.TemporaryDirectory() as folder, running(asked.port, asked.webs, asked.workers) as servers:
        watch, over = Watch(servers), threading.Event()
        with beside(asked.beside, servers, over) as done, watch.until(over):
            found = _locust(Path(folder), asked, servers.ports)
    found |= {"held": watch.samples, "beside": done}
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    watch.tell()
    for line in done:
        print(line)
    return _tell(found)


def _locust(folder: Path, asked: argparse.Namespace, ports: list[int]) -> dict:
    """Runs it; the sessions are in a file that only we read."""
    from bench.people import people

    crowd, result = folder / "crowd.json", folder / "result.json"
    pace = asked.people / asked.pages_a_second if asked.pages_a_second else 0
    crowd.touch(mode=0o600)
    crowd.write_text(json.dumps({
        "floor": FLOOR, "ports": ports, "think": asked.think, "pace": pace, "people": people(asked.people),
        "result": str(result),
    }))  # fmt: skip
    options = [
        "--headless", "--only-summary", "--reset-stats", "--loglevel=ERROR", f"--users={asked.people}",
        f"--spawn-rate={max(1, asked.people // 10)}", f"--run-time={min(asked.seconds, LONGEST)}s", "--stop-timeout=40",
    ]  # fmt: skip
    journeys = str(Path(__file__).with_name("journeys.py"))
    subprocess.run(
        [str(LOCUST), "-f", journeys, *options], env={"PATH": os.environ["PATH"], "CDOP_CROWD": str(crowd)},
        check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return json.loads(result.read_text())


def _tell(found: dict) -> int:
    floor = next(one["ms"][1] for one in found["pages"] if one["page"] == FLOOR)
    print(f"{'times':>6} {'middle ms':>10} {'p95 ms':>8} {'p99 ms':>8} {'p95 / one row':>14}  page")
    for one in sorted(found["pages"], key=lambda row: row["page"]):
        middle, p95, p99 = one["ms"]
        print(f"{one['times']:6} {middle:10.0f} {p95:8.0f} {p99:8.0f} {p95 / floor:14.2f}  {one['page']}")
    failed = sum(one["failed"] for one in found["pages"])
    print(f"{failed} failed of {sum(one['times'] for one in found['pages'])}")
    for fault in found["faults"]:
        print(fault)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
