"""A year's statistics at national size against one statement by hand: ``python -m bench.annual_statistics``.

Both run in this process, in turn, over the same rows of a database of its own: A B, B A, A B. Printed and written as
JSON is the median of the ratios of the pairs with a bootstrap interval, never two times of different minutes. The
statement (``annual_statistics.sql``) gives the counts alone; ours gives every table of the year with what is beside:
factors, meetings, agencies, recommendations, rates, quartiles, days by owner. The deaths are bare rows with a factor
in some: what is recorded beside a case, such as a reason for delay, is read case by case and would take longer.
"""

import argparse
import contextlib
import json
import os
import random
import statistics
import sys
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cdop.settings.test")
os.environ.setdefault("CDOP_TEST_FAST", "1")
os.environ["CDOP_DATABASE_ROLE"] = "owner"
os.environ["CDOP_PANELS"] = "all"

BAR = 1.5
STATEMENT = Path(__file__).with_suffix(".sql")
YEAR = 2024
SEED = 20241001


def main() -> int:
    """Loads, measures, prints, writes; the exit status says whether the bar was missed for certain."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cases", type=int, default=70_000)
    parser.add_argument("--years", type=int, default=20, help="over how many years they are spread")
    parser.add_argument("--pairs", type=int, default=25)
    parser.add_argument("--output", type=Path, help="where to write the JSON")
    asked = parser.parse_args()
    with _database():
        found = measure(asked.cases, asked.years, asked.pairs)
    text = json.dumps(found, indent=2)
    sys.stdout.write(f"{text}\n{in_words(found)}\n")
    if asked.output:
        asked.output.write_text(f"{text}\n", encoding="utf-8")
    return 1 if found["low"] > BAR else 0


def in_words(found: dict) -> str:
    """The result in one sentence."""
    verdict = "within" if found["high"] <= BAR else "over" if found["low"] > BAR else "undecided against"
    return (
        f"{found['cases']:,} cases over {found['years']} years: {found['ratio']} times the statement by hand "
        f"(95% interval {found['low']} to {found['high']}, {found['pairs']} pairs, {found['queries']} statements), "
        f"{verdict} the bar of {BAR}."
    )


def measure(cases: int, years: int, pairs: int) -> dict:
    """Loads the rows, shows that both count the same, and times them in turn."""
    from common.dates import FinancialYear

    panel, year = _load(cases, years), FinancialYear(YEAR)
    ours, by_hand = _ours(panel, year), _by_hand(panel, year)
    _same(ours(), by_hand())
    queries = _queries(ours)
    ratios = []
    for number in range(pairs):
        order = (ours, by_hand) if number % 2 == 0 else (by_hand, ours)
        took = {run: _seconds(run) for run in order}
        ratios.append(took[ours] / took[by_hand])
    low, high = _bootstrap(ratios)
    return {
        "cases": cases, "years": years, "pairs": pairs, "queries": queries, "bar": BAR,
        "ratio": round(statistics.median(ratios), 2), "low": low, "high": high,
        "ratios": [round(ratio, 3) for ratio in ratios],
    }  # fmt: skip


def _seconds(run) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _bootstrap(ratios: list[float], rounds: int = 2000) -> tuple[float, float]:
    """95% limits of the median of the ratios."""
    dice = random.Random(SEED)
    medians = sorted(statistics.median(dice.choices(ratios, k=len(ratios))) for _ in range(rounds))
    return round(medians[int(0.025 * rounds)], 2), round(medians[int(0.975 * rounds)], 2)


def _ours(panel, year):
    from reporting.statistics import annual_tables

    return lambda: annual_tables(panel, year)


def _by_hand(panel, year):
    from django.db import connection

    from cases.workflow import COUNTED

    first = date(year.start_year - 4, 4, 1)
    known = {"panel": panel.pk, "year": year.start_year, "first": first, "last": year.last}
    known["counted"] = [str(status) for status in COUNTED]
    statement = STATEMENT.read_text(encoding="utf-8")

    def run() -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(statement, known)
            return cursor.fetchall()

    return run


def _same(tables: list, counted: list[tuple]) -> None:
    """Both sides count the same deaths: the year's total and every age, or the comparison means nothing."""
    by_key = {table.key: table for table in tables}
    names = len(counted[0]) - 2
    wanted = {1 << (names - 1): "total", (1 << (names - 1)) | (1 << (names - 3)): "age"}
    everything = (1 << names) - 1
    for absent, number, *values in counted:
        part = wanted.get(everything & ~absent)
        if values[0] == 0 and part == "total" and number != by_key["notified.total"].row("all").count:
            raise SystemExit("the two sides count different deaths")
        if values[0] == 0 and part == "age" and values[2] and number != by_key["notified.age"].row(values[2]).count:
            raise SystemExit(f"the two sides count different deaths aged {values[2]}")


def _queries(run) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        run()
    return len(seen.captured_queries)


@contextlib.contextmanager
def _database():
    """A database of its own on the servers of the tests, dropped afterwards."""
    from cdop import embedded

    embedded.ensure()
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    connection.settings_dict["TEST"]["NAME"] = "bench_cdop"  # tests may run meanwhile
    made = setup_databases(verbosity=0, interactive=False, keepdb=False)
    try:
        yield
    finally:
        teardown_databases(made, verbosity=0)


def _load(cases: int, years: int):
    """One panel with so many invented deaths, a factor in a third of the reviews, the same for the same numbers."""
    from django.db import connection

    from bench import deaths

    panel = deaths.load(cases, years, YEAR, random.Random(SEED))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return panel


if __name__ == "__main__":
    raise SystemExit(main())
