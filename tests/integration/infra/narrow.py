"""The service on a database whose own disk fills up: what people are told, as JSON. Run by the test beside it.

``python -m tests.integration.infra.narrow VAR``, where ``VAR/postgres`` is a small disk of its own.
"""

import http.client
import json
import os
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from cdop import supervise
from cdop.embedded.places import ROOT
from chaos.__main__ import _surroundings
from chaos.ledger import Ledger, Write
from chaos.people import SECRET

MANY = 400


def main(var: Path) -> None:
    """Starts it, fills the disk in two ways, and frees it again."""
    _surroundings(var, mail_port=9)
    from chaos.parts import Parts

    parts = Parts(0)
    try:
        parts.prepare()
        sys.stdout.write(json.dumps(_story(parts, var / "postgres")))
    finally:
        parts.stop()


def _story(parts, disk: Path) -> dict:
    import django

    django.setup()
    from chaos.people import Office
    from chaos.proof import findings

    parts.heal()
    desk, ledger = Desk(parts.port, Office()), Ledger()
    told = {"before": desk.until(ledger, lambda _: True)}
    with full(disk):
        told["tables"] = desk.until(ledger, lambda status: status != http.HTTPStatus.FOUND)
    told["tables again"] = desk.send_left(ledger)
    with full(disk):
        _use_up_the_log(disk.parent)
        told["log"] = desk.until(ledger, lambda status: status != http.HTTPStatus.FOUND)
    parts.heal()
    told["log again"] = desk.send_left(ledger)
    told["faults"] = findings(ledger, Counter(), desk.office.trail)
    command = [sys.executable, "manage.py", "verify_audit"]
    told["verified"] = subprocess.run(command, cwd=ROOT, env=supervise.environment("app"), check=False).returncode
    return told


class Desk:
    """Somebody who writes notes."""

    def __init__(self, port: int, office):
        self.port, self.office = port, office

    def until(self, ledger: Ledger, enough) -> list:
        """Notes, one after the other, until an answer is ``enough``: its status, what it says, how many before it."""
        for count in range(MANY):
            status, said = self.send(ledger.begin("note", self.office.cases[0]))
            if enough(status):
                return [status, said, count]
        return [0, "never", MANY]

    def send_left(self, ledger: Ledger) -> list[int]:
        """What was refused, by the same form, twice."""
        left = [write for write in ledger.of("note") if not write.acknowledged]
        return [self.send(write)[0] for write in left for _ in range(2)]

    def send(self, write: Write) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        path, fields = self.office.form(write)
        cookie = f"csrf={SECRET}; session={self.office.session}"
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        connection.request("POST", path, urlencode({"csrfmiddlewaretoken": SECRET, **fields}), headers)
        answer = connection.getresponse()
        write.acknowledged |= answer.status == http.HTTPStatus.FOUND
        return answer.status, answer.read().decode()


@contextmanager
def full(disk: Path):
    """Not a byte is left on it meanwhile."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        room = os.statvfs(disk)
        os.posix_fallocate(file.fileno(), 0, room.f_bavail * room.f_frsize)
    try:
        yield
    finally:
        ballast.unlink()


def _use_up_the_log(var: Path) -> None:
    """Goes on to the next file of the database's own log of changes, until there is none and none can be made."""
    password = json.loads((var / "embedded" / "postgres" / "passwords.json").read_text())["postgres"]
    address = {"host": str(var / "postgres" / "run"), "user": "postgres", "password": password, "dbname": "cdop"}
    try:
        with psycopg.connect(**address, autocommit=True) as superuser:
            for _ in range(MANY):
                superuser.execute("SELECT pg_logical_emit_message(false, 'x', 'x'), pg_switch_wal()")
    except psycopg.OperationalError:
        return  # it broke off, as it does where it cannot write down what it does
    raise SystemExit("The log of changes never ran out of room.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
