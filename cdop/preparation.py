"""Whether the database and the served files already hold what this version of the code would put there.

Asking Django takes seconds for each of three commands, so the supervisor leaves a note on the database itself: a
digest of the code and data that prepared it. A new, restored or emptied database has no such note, or its content
contradicts it, and everything is done again.
"""

import hashlib
import os

import psycopg
from psycopg import sql

from cdop.embedded.places import ROOT

_APPS = ("cdop", "reporting", "panels", "cases", "accounts", "audit", "common")
_KINDS = {".py", ".csv", ".json"}
_NOTE = """
SELECT shobj_description(oid, 'pg_database'), (SELECT count(*) FROM django_migrations),
       EXISTS (SELECT FROM cases_case)
FROM pg_database WHERE datname = current_database()
"""


def is_done(*, demo: bool) -> bool:
    """Whether nothing has changed since the note was left, and the demonstration's cases are there if wanted."""
    try:
        with psycopg.connect(os.environ["DATABASE_URL"], options="-c cdop.panels=all") as connection:
            note, migrations, has_cases = connection.execute(_NOTE).fetchone() or (None, 0, False)
    except psycopg.Error:
        return False  # no tables yet: preparing will say whether anything is wrong
    return note == _text(migrations) and (has_cases or not demo)


def static_files_stand() -> bool:
    """Whether the collected static files are newer than all they were collected from."""
    manifest = ROOT / "build" / "collected" / "staticfiles.json"
    if not manifest.exists():
        return False
    sources = [path for folder in ("static", "build/static") for path in (ROOT / folder).rglob("*")]
    return max((path.stat().st_mtime for path in sources), default=0) <= manifest.stat().st_mtime


def record() -> None:
    """Leave the note; only the owner of the database can, and without it the next start merely takes longer."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as connection:
        counted = connection.execute("SELECT current_database(), count(*) FROM django_migrations").fetchone()
        name, migrations = counted or ("", 0)
        try:
            connection.execute(
                sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(_text(migrations)))
            )
        except psycopg.errors.InsufficientPrivilege:
            return


def _text(migrations: int) -> str:
    return f"prepared by {_digest()} with {migrations} migrations"


def _digest() -> str:
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for app in _APPS:
        for path in sorted((ROOT / app).rglob("*")):
            if path.suffix in _KINDS and path.is_file():
                digest.update(f"{path.relative_to(ROOT)}\n".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:32]
