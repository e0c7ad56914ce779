"""``python -m bench [--only P-03 …]``: measures bars and says under, over or undecided."""

import argparse
import compileall
import json
import os
import sys
from pathlib import Path


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", nargs="*", default=[], metavar="P-NN", help="bars whose numbers begin so")
    parser.add_argument("--pairs", type=int, default=15, help="pairs before any is dropped (15)")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    parser.add_argument("--list", action="store_true", help="name the bars and stop")
    parser.add_argument("--growth", type=Path, nargs=2, metavar="FILE", help="exponents between two such files")
    parser.add_argument("--table", type=Path, nargs="+", metavar="FILE", help="such files side by side, in Markdown")
    return parser.parse_args(arguments)


def main() -> int:
    """0 unless a bar is missed for certain."""
    options = parse()
    if options.growth:
        from bench.growth import tell

        return tell(*options.growth)
    if options.table:
        from bench.table import tell as tell_table

        return tell_table(options.table)
    set_up()
    from bench.bar import chosen
    from bench.run import run

    bars = chosen(options.only)
    if options.list:
        for bar in bars:
            print(f"{bar.code:8} {bar.title}")
        return 0
    report = run(bars, options.pairs)
    if options.json:
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return int(any(row["verdict"] == "over" for row in report["bars"]))


def set_up(role: str = "app") -> None:
    """The settings of measuring, the servers that are missing, and every bar."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    os.environ["CDOP_DATABASE_ROLE"] = role
    os.environ["CDOP_PANELS"] = "all"
    from cdop import embedded

    embedded.ensure()
    compiled()
    import django

    django.setup()
    from bench import bars  # noqa: F401  each module of bars registers its own


def compiled() -> None:
    """As the image's build does: a shell may forbid Python to write what it compiled, and each start would do it again.

    The libraries, with them the floors, were compiled when they were installed.
    """
    root = Path(__file__).parents[1]
    for package in root.glob("*/__init__.py"):
        compileall.compile_dir(package.parent, quiet=1)


if __name__ == "__main__":
    sys.exit(main())
