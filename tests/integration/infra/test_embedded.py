"""The embedded database: shared, kept, stopped by the last user, and back after every kind of crash."""

import os
import pwd
import shutil
import subprocess
import sys

import psycopg
import pytest

from cdop.embedded import places
from cdop.embedded.places import ROOT
from tests.integration.infra import support

pytestmark = pytest.mark.slow


def query(url, statement):
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(statement).fetchone()[0]


def write(url, value):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (value text)")
        connection.execute("INSERT INTO kept VALUES (%s)", [value])


def test_two_users_share_one_server_and_the_last_one_stops_it(shared_var):
    with support.user(shared_var) as first, support.user(shared_var) as second:
        address, owner = first.urls()
        assert [address, owner] == second.urls()
        write(owner, "before")
        first.leave()
        assert query(address, "SELECT count(*) FROM kept WHERE value = 'before'") == 1
        second.leave()
        assert support.eventually(lambda: support.stopped(shared_var))
    with support.user(shared_var) as third:
        assert query(third.urls()[0], "SELECT count(*) FROM kept WHERE value = 'before'") == 1


def test_a_killed_user_is_a_user_who_left(shared_var):
    with support.user(shared_var) as only:
        only.urls()
        only.kill()
        assert support.eventually(lambda: support.stopped(shared_var))


def test_after_the_keeper_or_the_server_is_killed_the_next_user_has_the_data(shared_var):
    for victim in (support.keeper, support.server):
        with support.user(shared_var) as one:
            write(one.urls()[1], victim.__name__)
            support.kill(victim(shared_var))
            with support.user(shared_var) as next_one:
                assert query(next_one.urls()[0], f"SELECT count(*) FROM kept WHERE value = '{victim.__name__}'") == 1  # noqa: S608


def test_a_stale_pid_file_that_names_a_living_program_of_the_same_account_does_not_hinder(shared_var):
    with support.user(shared_var) as one:
        one.urls()
    assert support.eventually(lambda: support.stopped(shared_var))
    data = shared_var / "postgres" / "data"
    owner = pwd.getpwuid(data.stat().st_uid)
    account = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    with subprocess.Popen(["/bin/sleep", "60"], cwd="/", **account) as stranger:
        (data / "postmaster.pid").write_text(f"{stranger.pid}\n{data}\n1795473237\n5432\n\n\n")
        shutil.chown(data / "postmaster.pid", owner.pw_uid, owner.pw_gid)
        with support.user(shared_var) as next_one:
            assert query(next_one.urls()[0], "SELECT 1") == 1
        assert stranger.poll() is None
        stranger.kill()


def test_the_application_role_may_use_what_the_owner_makes_but_not_change_it(shared_var):
    with support.user(shared_var) as one:
        address, owner = one.urls()
        with psycopg.connect(address, autocommit=True) as connection:
            for refused in (
                "SET ROLE cdop_owner",
                "CREATE TABLE t (i int)",
                "CREATE TEMP TABLE t (i int)",
                "CREATE SCHEMA s",
                "COPY (SELECT 1) TO PROGRAM 'true'",
                "SELECT * FROM pg_authid",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(refused)
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute("CREATE DATABASE test_of_template")
        with psycopg.connect(owner.replace("/cdop?", "/test_of_template?"), autocommit=True) as connection:
            names = {row[0] for row in connection.execute("SELECT extname FROM pg_extension")}
            assert names >= {"pg_trgm", "unaccent", "citext", "btree_gist"}
            connection.execute("CREATE TABLE made (id serial)")
            connection.execute("SET ROLE cdop_app")
            connection.execute("INSERT INTO made DEFAULT VALUES")
            for refused in (
                "CREATE TABLE other (id int)",
                "ALTER TABLE made ADD x int",
                "TRUNCATE made",
                "DROP TABLE made",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(refused)


def test_a_server_that_cannot_start_is_explained_in_a_sentence(var):
    with support.user(var) as one:
        one.urls()
    assert support.eventually(lambda: support.stopped(var))
    (var / "postgres" / "data" / "PG_VERSION").write_text("9.6\n")
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=support.environment(var), capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "is another version's" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another account")
def test_where_the_servers_account_may_not_pass_its_data_lies_elsewhere_and_no_permission_changes(var, monkeypatch):
    var.parent.chmod(0o700)
    monkeypatch.setenv("CDOP_VAR", str(var))
    elsewhere = places.state_dir()
    try:
        with support.user(var) as one:
            write(one.urls()[1], "kept")
            assert str(elsewhere) in one.leave()
        with support.user(var) as again:
            assert query(again.urls()[0], "SELECT value FROM kept") == "kept"
        assert var.parent.stat().st_mode & 0o777 == 0o700
        _wait_and_remove(var)
        with support.user(var) as anew:
            assert query(anew.urls()[0], "SELECT to_regclass('kept') IS NULL")
        assert len(list(elsewhere.glob("postgres-*"))) == 1
    finally:
        assert support.eventually(lambda: support.stopped(var))
        shutil.rmtree(elsewhere)


def _wait_and_remove(var):
    assert support.eventually(lambda: support.stopped(var))
    shutil.rmtree(var)
