"""Reads that may lag, against a real streaming replica of the tests' own database."""

import os
import subprocess
import time
from datetime import date

import psycopg
import pytest
from django.db import connection, connections

from accounts.roles import Role
from audit.models import Event
from cases.models import Case
from cdop.embedded.places import Places
from cdop.embedded.postgres import Postgres
from common import wall
from common.dates import FinancialYear
from common.replica import REPLICA, may_lag
from reporting.actions import look
from reporting.figures import CONFIDENTIAL, annual_figures
from tests import factories
from tests.integration.reporting import rows

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, databases=["default", REPLICA])]
YEAR = FinancialYear(2023)


class Standby:
    """A second server that follows the first one's log."""

    def __init__(self) -> None:
        self.first = Postgres()
        self.first.place(Places(Postgres.name))
        places = self.first.places
        self.home, self.drop = places.home / "standby", places.drop
        self.socket = self.home / "run"
        subprocess.run(["rm", "-rf", str(self.home)], check=True)  # of a run that was broken off
        for folder in (self.home, self.socket):
            places.own_dir(folder)
        self.environment = {**os.environ, "PGPASSWORD": self.first.passwords["postgres"]}

    def start(self) -> None:
        """Copies the first server and follows it from there."""
        copy = ["pg_basebackup", "-D", str(self.home / "data"), "-R", "-X", "stream", "-c", "fast", "-U", "postgres"]
        self._run(*copy, "-h", str(self.first.places.run))
        options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={self.socket}", "-c", "fsync=off"]
        self.server = subprocess.Popen(
            [str(self.first.programs / "postgres"), "-D", str(self.home / "data"), *options],
            cwd="/", env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self.drop,
        )  # fmt: skip
        self._wait()

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.first.programs / program), *arguments]
        done = subprocess.run(command, cwd="/", env=self.environment, capture_output=True, text=True, **self.drop)
        assert done.returncode == 0, done.stderr

    def _wait(self) -> None:
        for _ in range(300):
            try:
                return self.ask("SELECT 1")
            except psycopg.OperationalError:
                time.sleep(0.1)
        raise AssertionError("the replica does not answer")

    def ask(self, statement: str) -> object:
        """One value, as its superuser."""
        password = self.first.passwords["postgres"]
        place = {"host": str(self.socket), "user": "postgres", "dbname": connection.settings_dict["NAME"]}
        with psycopg.connect(**place, password=password, autocommit=True) as other:
            return other.execute(statement).fetchone()[0]

    def follow(self) -> None:
        """Waits until it holds what the first one held just now."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_lsn()")
            place = cursor.fetchone()[0]
        for _ in range(300):
            if self.ask(f"SELECT pg_last_wal_replay_lsn() >= '{place}'"):
                return
            time.sleep(0.1)
        raise AssertionError("the replica does not follow")

    def stop(self) -> None:
        """Ends it and takes its files away."""
        self.server.terminate()
        self.server.wait(30)
        subprocess.run(["rm", "-rf", str(self.home)], check=True)


@pytest.fixture(scope="module", autouse=True)
def standby(django_db_setup, django_db_blocker):
    """Before any test of this module, so that its connection is known as one that the tests may use."""
    with django_db_blocker.unblock():
        one = Standby()
        one.start()
        mirror = {**connection.settings_dict["TEST"], "MIRROR": "default"}
        connections.settings[REPLICA] = {**connection.settings_dict, "HOST": str(one.socket), "TEST": mirror}
        yield one
        connections[REPLICA].close()
        del connections[REPLICA], connections.settings[REPLICA]
        one.stop()


@pytest.fixture
def death(panel):
    return lambda: rows.case(panel, age_days=400, notified_on=date(2023, 6, 1), died_on=date(2023, 5, 31))


def counted(figures) -> int:
    return figures["notified.total"].base


def test_a_look_at_figures_asks_the_replica_and_a_file_the_database(standby, panel, person, death):
    analyst = person(Role.ANALYST)

    def seen() -> int:
        return counted(look(panel=panel, year=YEAR, edition=CONFIDENTIAL, by=analyst))

    death()
    standby.follow()
    assert seen() == 1

    standby.ask("SELECT pg_wal_replay_pause()::text")
    death()
    assert seen() == 1  # as it was a moment ago
    assert counted(annual_figures(panel, YEAR, CONFIDENTIAL)) == 2
    assert Event.objects.filter(verb="figures_viewed").count() == 2  # the look is written where writes go

    standby.ask("SELECT pg_wal_replay_resume()::text")
    standby.follow()
    assert seen() == 2


def test_the_replica_stands_behind_the_wall(standby, panel, death):
    case = death()
    standby.follow()
    other = factories.panel(code="elsewhere")
    for opened, seen in (([panel.pk], True), ([other.pk], False), ([], False)):
        with wall.only(opened), may_lag():
            assert Case.objects.filter(pk=case.pk).exists() is seen


def test_nothing_is_written_to_it(standby, panel, death):
    case = death()
    standby.follow()
    with may_lag():
        found = Case.objects.get(pk=case.pk)
    assert found._state.db == REPLICA
    found.save(update_fields=["updated_at"])
    assert found._state.db == "default"
