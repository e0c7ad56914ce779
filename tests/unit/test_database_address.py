"""What an address asks of a connection holds for the service and for the tools that make backups."""

import runpy
from urllib.parse import quote

import pytest
from django.core.exceptions import ImproperlyConfigured

from cdop import env
from cdop.keeping import database
from cdop.settings import base

ADDRESS = "postgresql://somebody:secret@db.example.org:5433/cdop"


@pytest.fixture
def at(monkeypatch):
    """``at("?sslmode=require")``: the settings of a process whose database has this address."""

    def settings(query: str) -> dict:
        monkeypatch.delenv("CDOP_DATABASE_ROLE", raising=False)
        monkeypatch.setenv("DATABASE_URL", ADDRESS + query)
        return runpy.run_path(base.__file__)["DATABASES"]["default"]

    return settings


def test_what_the_address_asks_for_is_kept_beside_our_own(at):
    plain, asked = at("")["OPTIONS"], at("?sslmode=verify-full&sslrootcert=/etc/ca.pem&connect_timeout=3")["OPTIONS"]
    assert asked == {**plain, "sslmode": "verify-full", "sslrootcert": "/etc/ca.pem", "connect_timeout": 3}
    assert {"pool", "options"} <= plain.keys()


def test_the_tools_ask_for_the_same(at):
    at("?sslmode=verify-full&sslrootcert=/etc/ca.pem")
    given = database._surroundings()
    wanted = {"PGSSLMODE": "verify-full", "PGSSLROOTCERT": "/etc/ca.pem", "PGHOST": "db.example.org"}
    assert wanted.items() <= given.items()
    assert given["PGOPTIONS"] == "-c cdop.panels=all"


def test_a_folder_of_a_socket_is_a_host_and_no_option(at):
    found = at(f"?host={quote('/run/postgresql')}&sslmode=disable")
    assert found["HOST"] == "/run/postgresql"
    assert found["OPTIONS"]["sslmode"] == "disable"
    assert "host" not in found["OPTIONS"]


@pytest.mark.parametrize("query", [f"?options={quote('-c cdop.panels=all')}", "?pool=1"])
def test_an_address_cannot_open_the_wall(at, query):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL may not hold options or pool"):
        at(query)
    assert env.OURS == {"options", "pool"}
