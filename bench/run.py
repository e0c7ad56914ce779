"""Runs bars one after the other and tells what came out."""

from bench.bar import Bar
from bench.measure import compare
from bench.world import World


def run(bars: list[Bar], pairs: int) -> dict:
    """Measures; prints a line a bar; returns all of it."""
    world = World()
    print(f"{world.cases:,} cases; the panel in hand has {world.panel.n:,}")
    print(f"{'bar':8} {'verdict':10} {'figure':>9} {'95% interval':>17} {'bar':>7} {'pairs':>9}  what")
    return {"cases": world.cases, "panel": world.panel.n, "bars": [_one(bar, world, pairs) for bar in bars]}


def _one(bar: Bar, world: World, pairs: int) -> dict:
    row = _paired(bar, world, pairs) if bar.is_pair else _counted(bar, world)
    span = f"{row['low']:.2f} to {row['high']:.2f}" if bar.is_pair else bar.unit
    kept = f"{row['pairs']} (-{row['dropped']})" if bar.is_pair else ""
    print(
        f"{bar.code:8} {row['verdict']:10} {row['figure']:9,.2f} {span:>17} {bar.limit:7,g} {kept:>9}  {bar.title}",
        flush=True,
    )
    return row


def _paired(bar: Bar, world: World, pairs: int) -> dict:
    ours, floor = bar.make(world)
    result = compare(ours, floor, pairs)
    return {
        "bar": bar.code, "title": bar.title, "limit": bar.limit, "verdict": result.verdict(bar.limit),
        "figure": result.ratio, **vars(result),
    }  # fmt: skip


def _counted(bar: Bar, world: World) -> dict:
    found = bar.make(world)
    reached = found >= bar.limit if bar.at_least else found <= bar.limit
    return {
        "bar": bar.code, "title": bar.title, "limit": bar.limit, "unit": bar.unit, "figure": found,
        "verdict": "under" if reached else "over",
    }  # fmt: skip
