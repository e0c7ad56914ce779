"""The drill: a backup made beside a running site is restored into an empty place, and bad ones are refused."""

import io
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pyrage
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import Panel
from audit import actions as audit_actions
from audit.models import Event
from audit.recording import SYSTEM, record
from cdop.keeping import actions, sealed
from cdop.keeping.sealed import Refused
from tests import factories
from tests import scenarios_casework as scenarios

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROOT = Path(__file__).parents[3]
NAME = "backup_drill"


@pytest.fixture
def key():
    """A pair of keys as words: private, public."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


@pytest.fixture
def site(settings, tmp_path):
    """A panel with a person, two documents and a trail whose heads are written down."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        },
    }
    settings.AUDIT_ANCHORS = str(tmp_path / "anchors.log")
    panel = factories.panel()
    person = factories.person(panel)
    default_storage.save("attachments/one/first", ContentFile(b"first" * 1000))
    default_storage.save("attachments/two/second", ContentFile(os.urandom(sealed.PIECE + 17)))
    default_storage.save("attachments/empty", ContentFile(b""))
    for number in range(3):
        record("user_changed", by=person, subject=person, panel=panel, details={"number": number})
    audit_actions.anchor(by=SYSTEM)
    return tmp_path


@pytest.fixture
def made(site, key):
    """The backup, and the key that opens it."""
    return actions.make(folder=site / "backups", recipients=[key[1]], by=SYSTEM), key[0]


@pytest.fixture
def elsewhere(tmp_path_factory):
    """An empty database on the same server, an empty store, and a way to run commands there."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {NAME}")
        cursor.execute(f"CREATE DATABASE {NAME}")
    var = tmp_path_factory.mktemp("elsewhere")
    urls = {name: _of_drill(os.environ[name]) for name in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    environment = {**os.environ, **urls, "CDOP_VAR": str(var), "DJANGO_SETTINGS_MODULE": "cdop.settings.local"}
    environment |= {"AUDIT_ANCHORS": str(var / "anchors.log")}

    def run(*arguments):
        command = [sys.executable, "manage.py", *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    run.var = var
    yield run
    # Without FORCE the server itself sends its housekeeping away and waits; an owner of a database may not end it.
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {NAME}")


def _of_drill(url: str) -> str:
    head, _, tail = url.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{NAME}?{tail}"


def _key_file(run, private_key: str) -> Path:
    path = run.var / "key"
    path.write_text(private_key)
    return path


def test_a_backup_comes_back_whole(made, elsewhere, site):
    path, private_key = made
    done = elsewhere("restore", path, "--identity", _key_file(elsewhere, private_key))
    assert done.returncode == 0, done.stderr
    assert "The audit trail holds" in done.stdout
    assert (elsewhere.var / "files/attachments/one/first").read_bytes() == b"first" * 1000
    original = (site / "files/attachments/two/second").read_bytes()
    assert (elsewhere.var / "files/attachments/two/second").read_bytes() == original
    verified = elsewhere("verify_audit")
    assert verified.returncode == 0, verified.stderr


def test_what_stands_behind_the_wall_comes_back_and_stands_behind_it_again(site, key, elsewhere):
    for panel in (Panel.objects.get(), factories.panel(code="samplefar", areas=())):
        scenarios.open_case(panel)
    path = actions.make(folder=site / "backups", recipients=[key[1]], by=SYSTEM)
    assert elsewhere("restore", path, "--identity", _key_file(elsewhere, key[0])).returncode == 0
    counted = "SELECT count(*) FROM cases_case"
    for panels, seen in (("all", 2), ("", 0), (f"{{{Panel.objects.first().pk}}}", 1)):
        with psycopg.connect(_of_drill(os.environ["DATABASE_URL"]), options=f"-c cdop.panels={panels}") as there:
            assert there.execute(counted).fetchone()[0] == seen


def test_nothing_of_it_can_be_read_without_the_key(made, site):
    raw = made[0].read_bytes()
    assert b"first" * 3 not in raw
    assert b"Panel" not in raw
    assert [path.name for path in (site / "backups").iterdir()] == [made[0].name]


def _truncated(raw: bytes) -> bytes:
    return raw[: len(raw) * 2 // 3]


def _flipped(raw: bytes) -> bytes:
    at = len(raw) // 2
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


def test_a_damaged_backup_is_refused(made):
    path, private_key = made
    whole = path.read_bytes()
    for spoil in (_truncated, _flipped, lambda raw: raw[:10], lambda raw: b"", lambda raw: raw + b"more"):
        path.write_bytes(spoil(whole))
        with pytest.raises(Refused, match="damaged or was cut off"):
            actions.check(path=path, private_key=private_key)


def test_a_damaged_backup_changes_nothing(made, elsewhere):
    path, private_key = made
    path.write_bytes(_truncated(path.read_bytes()))
    done = elsewhere("restore", path, "--identity", _key_file(elsewhere, private_key))
    assert done.returncode == 1
    assert "damaged or was cut off" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (elsewhere.var / "files").exists()


def test_another_key_does_not_open_it(made):
    other = str(pyrage.x25519.Identity.generate())
    with pytest.raises(Refused, match="made for another one"):
        actions.check(path=made[0], private_key=other)


def test_a_backup_older_than_an_anchor_needs_a_reason(made, elsewhere, settings):
    path, private_key = made
    person = factories.person(factories.panel("Elsewhere"))
    record("user_changed", by=person, subject=person)
    audit_actions.anchor(by=SYSTEM)
    (elsewhere.var / "anchors.log").write_bytes(Path(settings.AUDIT_ANCHORS).read_bytes())
    arguments = ("restore", path, "--identity", _key_file(elsewhere, private_key))
    refused = elsewhere(*arguments)
    assert refused.returncode == 1
    assert "older than the newest anchor" in refused.stderr
    taken = elsewhere(*arguments, "--accept-older", "The disk of the newer one is lost.")
    assert taken.returncode == 0, taken.stderr


def test_nothing_is_restored_over_what_is_there(made):
    with pytest.raises(Refused, match="not empty"):
        actions.restore(path=made[0], private_key=made[1], by=SYSTEM)


def test_making_and_checking_are_in_the_trail(made):
    actions.check(path=made[0], private_key=made[1], by=SYSTEM)
    assert list(Event.objects.order_by("id").values_list("verb", flat=True))[-2:] == ["backup_made", "backup_checked"]


def test_the_command_makes_keys_backups_and_checks(site, settings):
    out = io.StringIO()
    call_command("backup", make_key=site / "key", stdout=out)
    settings.BACKUP_RECIPIENTS = [out.getvalue().strip()]
    call_command("backup", to=site / "out", stdout=out)
    [path] = (site / "out").iterdir()
    call_command("backup", check=path, identity=site / "key", stdout=out)
    assert "is whole" in out.getvalue()
    assert (site / "key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"to": "out"}, "at least one public key"),
        ({"to": "out", "recipient": ["ssh-rsa nonsense"]}, "no public key"),
        ({}, "Say where"),
        ({"check": "none"}, "which private key"),
    ],
)
def test_faults_are_said_in_a_sentence(site, options, sentence):
    paths = {name: site / value if isinstance(value, str) else value for name, value in options.items()}
    with pytest.raises(CommandError, match=sentence):
        call_command("backup", **paths)
