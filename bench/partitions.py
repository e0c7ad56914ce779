"""``python -m bench.partitions``: the trail as one table and in partitions by chain, side by side (decision 31).

Both are copies of the entries of so many chains, made and measured in one transaction that is never committed: nothing
of them stays, however it ends. A page is counted where the plan reads it; the first reading of each is thrown away.
"""

import argparse
import json
import sys

from bench.__main__ import set_up
from bench.measure import seconds

ONE, PARTED = TABLES = ("trail_as_one", "trail_in_parts")
INDEXES = ("chain, id DESC", "case_id, id DESC", "upper(case_reference), id DESC", "actor_id, id DESC")
READS = {
    "newest of a panel": "chain = %(chain)s",
    "of a case, its panel known": "chain = %(chain)s AND case_id = %(case_id)s",
    "of a case": "case_id = %(case_id)s",
    "of a case by its reference": "upper(case_reference) = upper(%(case_reference)s)",
    "of a person": "actor_id = %(actor_id)s",
    "of a person in a panel": "chain = %(chain)s AND actor_id = %(actor_id)s",
}
TURNS, FAR = 3, 10**12


def main() -> int:
    """Makes both, reads and writes both, and leaves nothing."""
    parser = argparse.ArgumentParser(prog="python -m bench.partitions", description=__doc__.split("\n")[0])
    parser.add_argument("--chains", type=int, default=60, help="of how many panels entries are copied (60)")
    parser.add_argument("--parts", type=int, default=16, help="partitions (16)")
    parser.add_argument("--written", type=int, default=50_000, help="entries written at once (50,000)")
    asked = parser.parse_args()
    set_up("owner")
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        _measure(cursor, asked)
        transaction.set_rollback(True)
    return 0


def _measure(cursor, asked: argparse.Namespace) -> None:
    _say(f"{_make(cursor, asked.chains, asked.parts):,} entries, {asked.parts} partitions")
    for name, where in READS.items():
        one, parted = (_read(cursor, table, where) for table in TABLES)
        _say(f"{name}: {one} as one table, {parted} in partitions")
    _say(_written(cursor, asked.written))


def _make(cursor, chains: int, parts: int) -> int:
    cursor.execute("SET LOCAL statement_timeout = 0")
    cursor.execute(f"CREATE UNLOGGED TABLE {ONE} (LIKE audit_event)")
    cursor.execute(f"CREATE TABLE {PARTED} (LIKE audit_event) PARTITION BY HASH (chain)")
    for part in range(parts):
        bounds = f"FOR VALUES WITH (MODULUS {parts}, REMAINDER {part})"
        cursor.execute(f"CREATE UNLOGGED TABLE {PARTED}_{part} PARTITION OF {PARTED} {bounds}")
    for table, key in ((ONE, "id"), (PARTED, "chain, id")):
        first = "SELECT chain FROM audit_head ORDER BY chain LIMIT %s"
        cursor.execute(f"INSERT INTO {table} SELECT * FROM audit_event WHERE chain IN ({first}) ORDER BY id", [chains])
        copied = cursor.rowcount
        for columns in INDEXES:
            cursor.execute(f"CREATE INDEX ON {table} ({columns})")
        cursor.execute(f"ALTER TABLE {table} ADD PRIMARY KEY ({key})")
        cursor.execute(f"ANALYZE {table}")
    return copied


def _read(cursor, table: str, where: str) -> str:
    """Of a page of 25 with the one that says whether more follow: pages, and the time to plan."""
    cursor.execute(
        f"SELECT chain, case_id, case_reference, actor_id FROM {ONE} WHERE case_id <> '' ORDER BY id LIMIT 1"
    )
    sought = dict(zip(("chain", "case_id", "case_reference", "actor_id"), cursor.fetchone(), strict=True))
    for _ in range(2):
        statement = f"SELECT * FROM {table} WHERE {where} ORDER BY id DESC LIMIT 26"
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", sought)
        (found,) = cursor.fetchone()
    plan = (json.loads(found) if isinstance(found, str) else found)[0]
    pages = sum(plan["Plan"][f"Shared {kind} Blocks"] for kind in ("Hit", "Read"))
    return f"{pages} pages and {plan['Planning Time']:.2f} ms to plan"


def _written(cursor, number: int) -> str:
    """Entries of all chains once more, with keys that are free; taken back, so that the next turn writes the same."""
    cursor.execute(f"CREATE TEMP TABLE again ON COMMIT DROP AS SELECT * FROM {ONE} LIMIT %s", [number])
    cursor.execute("UPDATE again SET id = id + %s", [FAR])
    took = {table: [] for table in TABLES}
    for table in TABLES * TURNS:
        cursor.execute("SAVEPOINT turn")
        took[table].append(seconds(lambda table=table: cursor.execute(f"INSERT INTO {table} SELECT * FROM again")))
        cursor.execute("ROLLBACK TO SAVEPOINT turn")
    one, parted = (f"{min(times):.2f} to {max(times):.2f} seconds" for times in took.values())
    return f"{number:,} entries written: {one} as one table, {parted} in partitions"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
