"""Figures of several sizes side by side, as ``docs/performance.md`` shows them."""

import json
from math import log
from pathlib import Path


def tell(paths: list[Path]) -> int:
    """Prints a row a bar: its figure at each size with the interval and verdict, and the exponent of its growth."""
    files = sorted((json.loads(path.read_text(encoding="utf-8")) for path in paths), key=lambda one: one["cases"])
    sizes = [f"{one['cases']:,} cases" for one in files]
    print(f"| | What | Bar | {' | '.join(sizes)} | Growth |")
    print("| --- " * (len(files) + 4) + "|")
    measured = [{row["bar"]: row for row in one["bars"]} for one in files]
    for code in sorted(set().union(*measured)):
        rows = [found.get(code) for found in measured]
        any_row = next(row for row in rows if row)
        cells = [_cell(row) for row in rows]
        growth = _exponent([(one["cases"], row) for one, row in zip(files, rows, strict=True) if row])
        print(f"| {code} | {any_row['title']} | {_limit(any_row)} | {' | '.join(cells)} | {growth} |")
    return 0


def _limit(row: dict) -> str:
    return f"{row['limit']:,g} {row.get('unit', '')}".strip()


def _cell(row: dict | None) -> str:
    if row is None:
        return ""
    if "low" not in row:
        return f"{row['figure']:,.0f}, {row['verdict']}"
    return f"{row['figure']:.2g} ({row['low']:.2g} to {row['high']:.2g}), {row['verdict']}"


def _exponent(sizes: list[tuple[int, dict]]) -> str:
    (few, first), (many, last) = sizes[0], sizes[-1]
    if few == many or min(first["figure"], last["figure"]) <= 0:
        return ""
    return f"{log(last['figure'] / first['figure']) / log(many / few):.2f}".replace("-", "−")
