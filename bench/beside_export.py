"""``python -m bench.beside_export``: what pages cost while somebody fetches all cases of England, over and over.

One web process on a port of loopback; the same page is asked in turns, with an export running and without, so that
what else the machine does meets both alike. Printed: the 95th of a hundred of both, and their ratio (bar P-07: 1.5).
"""

import argparse
import sys
import threading
import time

from bench.__main__ import set_up
from bench.measure import share
from bench.servers import fetch, running

PAGES = ("/cases/", "/cases/{case}/", "/bench/one/")
BAR = 1.5


def main() -> int:
    """0 where the pages keep within the bar."""
    parser = argparse.ArgumentParser(prog="python -m bench.beside_export", description=__doc__.split("\n")[0])
    parser.add_argument("--turns", type=int, default=6, help="turns with an export and as many without")
    parser.add_argument("--seconds", type=float, default=8, help="of one turn")
    parser.add_argument("--format", default="csv", choices=("csv", "xlsx"))
    parser.add_argument("--port", type=int, default=8790)
    asked = parser.parse_args()
    set_up()
    with running(asked.port, 1, 0):
        found, files = _measured(asked)
    return _tell(found, files)


def _measured(asked: argparse.Namespace) -> tuple[dict, list[int]]:
    from bench.bars.exporting import browser, national
    from bench.world import World

    world, files = World(), []
    reader, taker = world.client().cookies["session"].value, browser(national()).cookies["session"].value
    pages = [page.format(case=world.case.pk) for page in PAGES]
    found: dict[tuple[bool, str], list[float]] = {(beside, page): [] for beside in (True, False) for page in pages}
    for page in pages:
        fetch(asked.port, page, reader)
    for turn in range(2 * asked.turns):
        over, beside = threading.Event(), turn % 2 == 1
        taking = threading.Thread(target=_take, args=(asked, taker, over, files))
        if beside:
            taking.start()
        _read(asked, reader, found, pages, beside)
        over.set()
        if beside:
            taking.join()
    return found, files


def _read(asked: argparse.Namespace, session: str, found: dict, pages: list[str], beside: bool) -> None:
    """Page after page with a breath between, until the turn is over."""
    until, number = time.monotonic() + asked.seconds, 0
    while time.monotonic() < until:
        page = pages[number % len(pages)]
        started = time.perf_counter()
        if fetch(asked.port, page, session) != 200:
            raise SystemExit(f"{page} did not come")
        found[beside, page].append(time.perf_counter() - started)
        number += 1
        time.sleep(0.05)


def _take(asked: argparse.Namespace, session: str, over: threading.Event, files: list[int]) -> None:
    """One file after the other; the last is fetched to its end."""
    from bench.beside import export

    while not over.is_set():
        files.append(export(asked.port, session, asked.format))


def _tell(found: dict, files: list[int]) -> int:
    print(f"{len(files)} files of {files[0] / 1e6:.1f} MB were fetched meanwhile" if files else "no file was fetched")
    print(f"{'p95 without':>12} {'with, ms':>9} {'ratio':>6} {'times':>6}  page")
    worst = 0.0
    for page in dict.fromkeys(page for _, page in found):
        without, beside = (1000 * share(found[way, page], 0.95) for way in (False, True))
        worst = max(worst, beside / without)
        print(f"{without:12.0f} {beside:9.0f} {beside / without:6.2f} {len(found[True, page]):6}  {page}")
    return int(worst > BAR or not files)


if __name__ == "__main__":
    sys.exit(main())
