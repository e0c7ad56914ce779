"""The database's log holds no name, whatever goes wrong with a statement that has one, and whoever turns it on."""

import json
import os
import signal
import threading
from contextlib import contextmanager

import psycopg
import pytest

from tests.integration.infra import support

pytestmark = pytest.mark.slow
NAME = "Quillfeather-Unlogged"
SEEN = "Quillfeather-Logged"
FAILING = (
    f"SELECT '{NAME}'::date",
    f"INSERT INTO child VALUES (1, '{NAME}')",
    f"INSERT INTO child VALUES (3, '{NAME} is too long a name')",
    f"UPDATE child SET name = NULL WHERE name = '{NAME}'",
    f"SELECT {NAME}",
    f"DO $$ BEGIN RAISE '{NAME}'; END $$",
    f"SET statement_timeout = 100; SELECT pg_sleep(10), '{NAME}'",
    f"SET lock_timeout = 1500; UPDATE child SET name = '{NAME}' WHERE id = 2",
)


@contextmanager
def _connected(url: str, **more):
    with psycopg.connect(url, autocommit=True, **more) as connection:
        yield connection


@pytest.fixture
def server(var):
    """Where somebody has turned everything on in the file of settings: the owner's address, ours over it, its log."""
    with support.user(var) as one:
        owner = one.urls()[1]
        password = json.loads((var / "embedded" / "postgres" / "passwords.json").read_text())["postgres"]
        with _connected(owner, user="postgres", password=password) as superuser:
            for setting in ("log_min_duration_statement = 0", "log_statement = 'all'", "log_lock_waits = on"):
                superuser.execute(f"ALTER SYSTEM SET {setting}")
            superuser.execute("SELECT pg_reload_conf()")
            with _connected(owner) as connection:
                connection.execute("CREATE TABLE child (id int PRIMARY KEY, name varchar(25) NOT NULL)")
                connection.execute("INSERT INTO child VALUES (1, %s), (2, 'Held')", [NAME])
            yield owner, superuser, lambda: (var / "embedded" / "postgres" / "server.log").read_text()


def test_a_name_in_a_statement_is_not_in_the_log(server):
    owner, superuser, log = server
    with _connected(owner) as holder, holder.transaction():
        holder.execute("SELECT 1 FROM child WHERE id = 2 FOR UPDATE")
        for statement in FAILING:
            with _connected(owner) as connection, pytest.raises(psycopg.Error):
                connection.execute(statement)
    with _connected(owner, cursor_factory=psycopg.ClientCursor) as connection:
        connection.execute("SELECT pg_sleep(1), %s", [NAME])
    with _connected(owner) as connection:
        connection.execute("SELECT pg_sleep(1), %s::text", [NAME])
        superuser.execute("SELECT pg_terminate_backend(%s)", [connection.info.backend_pid])
    superuser.execute("SET log_min_duration_statement = 0")  # which only a superuser can, in a session of their own
    superuser.execute(f"SELECT '{SEEN}'")
    assert SEEN in log()
    assert NAME not in log()


def test_a_name_in_the_statement_of_a_process_that_was_killed_is_not_in_the_log(server):
    owner, _, log = server
    with psycopg.connect(owner, autocommit=True) as connection:
        doomed = threading.Timer(1, os.kill, [connection.info.backend_pid, signal.SIGKILL])
        doomed.start()
        with pytest.raises(psycopg.OperationalError):
            connection.execute(f"SELECT pg_sleep(30), '{NAME}'")
    assert support.eventually(lambda: log().count("ready to accept connections") == 2)
    assert "terminated by signal 9" in log()
    assert NAME not in log()
