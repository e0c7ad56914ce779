"""A panel-year's whole report, protected, proved and made in all formats: ``python -m bench.report_export``.

It makes an edition as the worker does, over invented deaths in a database of its own, and prints what each step took:
wall clock, and the processor time of the child processes, which a busy machine does not stretch.
"""

import argparse
import os
import random
import resource
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cdop.settings.test")
os.environ.setdefault("CDOP_TEST_FAST", "1")
os.environ["CDOP_DATABASE_ROLE"] = "owner"
os.environ["CDOP_PANELS"] = "all"

BAR = 10.0
YEAR = 2024


def main() -> int:
    """Loads a panel of 65 deaths a year, makes every public file once, prints the steps and their sum."""
    from bench.annual_statistics import _database

    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--deaths", type=int, default=65, help="deaths a year, over three years")
    asked = parser.parse_args()
    with _database():
        steps = measure(asked.deaths)
    for name, wall, cpu in steps:
        sys.stdout.write(f"{name:<34}{wall:7.2f} s wall{cpu:7.2f} s processor" + "\n")
    wall, cpu = (sum(step[place] for step in steps) for place in (1, 2))
    sys.stdout.write(
        f"{'whole report, all formats':<34}{wall:7.2f} s wall{cpu:7.2f} s processor; the bar is {BAR:.0f} s wall" + "\n"
    )
    return 0 if min(wall, cpu) <= BAR else 1


def measure(deaths: int) -> list[tuple[str, float, float]]:
    """Each step's wall clock and processor time."""
    from bench.deaths import load
    from common.dates import FinancialYear
    from common.documents.rendering import make
    from reporting.annual_report import snapshot
    from reporting.annual_report.document import build
    from reporting.annual_report.models import AnnualReport, Export
    from reporting.figures import PUBLIC, annual_figures

    panel, year = load(3 * deaths, 3, YEAR, random.Random(1)), FinancialYear(YEAR)
    report = AnnualReport(panel=panel, year=year.code)
    steps: list[tuple[str, float, float]] = []
    figures = _timed(steps, "count, protect, draw", lambda: annual_figures(panel, year, PUBLIC, draw=True))
    document = build(_timed(steps, "read texts and registers", lambda: snapshot.of_figures(report, figures)))
    for file_format in Export.Format.values:
        _timed(steps, file_format, lambda name=file_format: make(document, name))
    return steps


def _timed(steps: list, name: str, work):
    clock, used = time.perf_counter(), _processor()
    made = work()
    steps.append((name, time.perf_counter() - clock, _processor() - used))
    return made


def _processor() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


if __name__ == "__main__":
    raise SystemExit(main())
