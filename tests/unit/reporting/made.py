"""Small raw tables for tests of protection and charts."""

from reporting.tables import COHORT, Row, Table


def table(key: str, counts: dict[str, int], not_known: int = 0, **more) -> Table:
    """A table whose rows add up to its base; the cohort is the total of the same name unless said otherwise."""
    rows = tuple(Row(code, code.title(), count) for code, count in counts.items())
    base = more.pop("base", sum(counts.values()))
    cohort = key.partition(".")[0]
    sums = {COHORT: ((f"{cohort}.total", "all"),)} | more.pop("sums", {})
    return Table(key, f"Deaths {cohort} by {key}", cohort, base, not_known, rows, sums=sums, **more)


def total(cohort: str, count: int) -> Table:
    """The number of the whole cohort."""
    return Table(f"{cohort}.total", f"Deaths {cohort}", cohort, count, 0, (Row("all", "All", count),), shares=False)
