"""Pairs, a probe of the machine, and a verdict. The rules stand here, before anything is measured.

- One call of each first, thrown away. Then A and B in turn, the order changing from pair to pair.
- Before each pair a fixed computation and a fixed write to disk. A pair whose computation took over 15 % longer or
  shorter than the median of all is dropped. The write is printed and drops nothing: reading pages does not wait for it.
- The figure is the median of the ratios; its interval comes from 2,000 resamples with a fixed seed.
- Under: the whole interval lies under the bar. Over: it lies over it. Otherwise, or with fewer than 9 pairs: undecided.
"""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from statistics import median

TOLERANCE = 0.15
FEWEST = 9
RESAMPLES = 2000
MOST_ROUNDS = 4


@dataclass(frozen=True)
class Result:
    """One bar, measured."""

    ratio: float
    low: float
    high: float
    pairs: int
    dropped: int
    ours_ms: float
    floor_ms: float
    probe_ms: float
    disk_ms: float

    def verdict(self, limit: float) -> str:
        """Under, over or undecided."""
        if self.pairs < FEWEST:
            return "undecided"
        return "under" if self.high < limit else "over" if self.low > limit else "undecided"


@dataclass(frozen=True)
class Pair:
    """Times of one pair, and of the probe before it, in seconds."""

    ours: float
    floor: float
    probe: float
    disk: float


def seconds(call: Callable[[], object]) -> float:
    """How long a call takes."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def share(times: list[float], part: float) -> float:
    """The time under which this part of all lies; 0.95 is the 95th of a hundred."""
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


def compute() -> None:
    """The fixed computation."""
    total = 0
    for number in range(60_000):
        total = (total * 31 + number) % 1_000_003


def write() -> None:
    """The fixed write."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"x" * 4096)
        file.flush()
        os.fsync(file.fileno())


def compare(ours: Callable[[], object], floor: Callable[[], object], pairs: int) -> Result:
    """Measures in turn; where too many pairs were dropped, goes on for up to four times as many."""
    ours(), floor()
    found: list[Pair] = []
    for _ in range(MOST_ROUNDS):
        found += [_pair(ours, floor, swap=bool(n % 2)) for n in range(pairs)]
        if len(steady(found)) >= max(FEWEST, pairs * 2 // 3):
            break
    return summarise(found)


def _pair(ours: Callable, floor: Callable, *, swap: bool) -> Pair:
    probe, disk = seconds(compute), seconds(write)
    if swap:
        second = seconds(floor)
        return Pair(seconds(ours), second, probe, disk)
    first = seconds(ours)
    return Pair(first, seconds(floor), probe, disk)


def steady(found: list[Pair]) -> list[Pair]:
    """Without the pairs that the rule drops."""
    usual = median(pair.probe for pair in found)
    return [pair for pair in found if abs(pair.probe / usual - 1) <= TOLERANCE]


def summarise(found: list[Pair]) -> Result:
    """The median of the ratios with its interval."""
    kept = steady(found)
    ratios = [pair.ours / pair.floor for pair in kept]
    low, high = interval(ratios)
    return Result(
        ratio=median(ratios),
        low=low,
        high=high,
        pairs=len(kept),
        dropped=len(found) - len(kept),
        ours_ms=1000 * median(pair.ours for pair in kept),
        floor_ms=1000 * median(pair.floor for pair in kept),
        probe_ms=1000 * median(pair.probe for pair in found),
        disk_ms=1000 * median(pair.disk for pair in found),
    )


def interval(ratios: list[float]) -> tuple[float, float]:
    """95 % of the medians of resamples lie between these."""
    random = Random(20)
    medians = sorted(median(random.choices(ratios, k=len(ratios))) for _ in range(RESAMPLES))
    return medians[int(RESAMPLES * 0.025)], medians[int(RESAMPLES * 0.975) - 1]
