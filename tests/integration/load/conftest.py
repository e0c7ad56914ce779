"""A database of its own for cases in number: they are committed, and no other test is to meet them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, connections

UNTIL = date(2026, 3, 31)


@contextmanager
def _elsewhere(name: str) -> Iterator[None]:
    """Everything goes to the database called ``name``; what was begun in the usual one waits."""
    usual = connections["default"]
    other = connections.create_connection("default")
    other.settings_dict = {**deepcopy(usual.settings_dict), "NAME": name}
    connections["default"] = other
    try:
        yield
    finally:
        other.close()
        connections["default"] = usual


@contextmanager
def made(suffix: str, unblocked: Callable) -> Iterator[Callable]:
    """A copy of the empty test database; gives what leads there."""
    empty = connection.settings_dict["NAME"]
    name = f"{empty}_{suffix}"
    with unblocked():
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{empty}"')
    yield lambda: _elsewhere(name)
    with unblocked(), connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}"')


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker):
    """2 panels with 2 years each: the way there, and what the command printed."""
    with made("load", django_db_blocker.unblock) as there:
        printed = StringIO()
        with django_db_blocker.unblock(), there():
            call_command("generate_load", panels=2, years=2, seed=7, until=UNTIL, stdout=printed)
        yield there, printed.getvalue()


@pytest.fixture
def full(db, loaded):
    """The test runs in that database, and has to leave it as it was."""
    there, printed = loaded
    with there():
        yield printed
