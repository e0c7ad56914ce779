"""How figures grow with the number of cases: the exponent between two files of figures."""

import json
from math import log
from pathlib import Path


def tell(small: Path, large: Path) -> int:
    """Prints an exponent for each bar in both files: 0 is constant, 1 is linear."""
    few, many = (json.loads(path.read_text(encoding="utf-8")) for path in sorted((small, large), key=_cases))
    scale = many["cases"] / few["cases"]
    print(f"from {few['cases']:,} to {many['cases']:,} cases")
    before = {row["bar"]: row for row in few["bars"]}
    for row in many["bars"]:
        first = before.get(row["bar"])
        if first and first["figure"] > 0 and row["figure"] > 0:
            print(f"{row['bar']:8} {log(row['figure'] / first['figure']) / log(scale):7.3f}  {row['title']}")
    return 0


def _cases(path: Path) -> int:
    return json.loads(path.read_text(encoding="utf-8"))["cases"]
