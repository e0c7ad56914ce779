"""What every test shares: no network beyond this machine, a panel, a person for each role."""

import secrets
import socket
import time

import pytest
from django.test import Client
from xdist.scheduler import LoadFileScheduling

from accounts.roles import Role
from common import throttle
from tests import factories
from tests.sweep import sweep  # noqa: F401  a fixture

SWEPT = (
    "architecture/test_access_matrix.py", "integration/test_canaries.py", "integration/test_answers.py",
    "integration/test_looks.py",
)  # fmt: skip
"""What reads the answers of one sweep, which takes minutes: the same worker has to run them."""


class BySweep(LoadFileScheduling):
    """A file to a worker, and the files that read one sweep to the same."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "sweep" if file.endswith(SWEPT) else file


def pytest_xdist_make_scheduler(config, log):
    """The long files stand first on the command line (``make test``), so that none is left for the end."""
    return BySweep(config, log) if config.getvalue("dist") == "loadfile" else None


_connect = socket.socket.connect


def _loopback_only(sock, address):
    if sock.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
        raise OSError(f"tests may not reach {address[0]}")
    return _connect(sock, address)


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    socket.socket.connect = _loopback_only
    yield
    socket.socket.connect = _connect


@pytest.fixture(autouse=True)
def _own_counts(monkeypatch):
    """Limits count by source, and every test comes from the same: what one does counts for no other."""
    mark, count = secrets.token_hex(8), throttle._count
    monkeypatch.setattr(throttle, "_count", lambda key, seconds: count(f"{mark}:{key}", seconds))


@pytest.fixture(autouse=True, scope="session")
def _signed_in_with_both_steps():
    """A session that a test begins without the pages is as fresh as one that began with them, and stays so for an hour:
    the long sweeps would outlive a proof on a busy machine."""
    begin = Client.force_login

    def force_login(self, user, backend=None):
        begin(self, user, backend)
        prove(self, user, time.time() + 3600)

    Client.force_login = force_login
    yield
    Client.force_login = begin


def prove(client, user, at: float) -> None:
    """As if ``user`` had given the second step at this moment."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": at}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


@pytest.fixture
def panel(db):
    """An invented panel with three areas."""
    return factories.panel()


@pytest.fixture
def other_panel(db):
    """A second panel in the same installation, whose name begins like the first's."""
    return factories.panel(code="samplenorth", name="Sampleshire North CDOP", areas=("E06000042",))


@pytest.fixture
def person(panel):
    """``person(Role.MANAGER)``: somebody who holds the role on the panel, second factor set up."""

    def make(role: str, **fields):
        return factories.person(fields.pop("panel", panel), role, **fields)

    return make


@pytest.fixture
def manager(person):
    """The panel's CDR manager."""
    return person(Role.MANAGER)


@pytest.fixture
def doctor(person, panel):
    """A designated doctor for every area of the panel."""
    return person(Role.DOCTOR, areas=panel.areas.all())


@pytest.fixture
def chair(person):
    """The panel's chair."""
    return person(Role.CHAIR)


@pytest.fixture
def member(person):
    """A core panel member."""
    return person(Role.MEMBER, seat="core")


@pytest.fixture
def signed_in(client):
    """``signed_in(user)``: a test client in that person's session."""

    def enter(user):
        client.force_login(user)
        return client

    return enter


def pytest_addoption(parser):
    """``--write-matrix`` writes the access matrix as it is, for review."""
    parser.addoption("--write-matrix", action="store_true", help="write docs/access-matrix.csv as it is now")
