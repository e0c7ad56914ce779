"""Makes, checks and restores a backup: database, files and the heads of the audit trail, of one moment."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone

from audit import anchors, chain
from audit.recording import record
from cdop.keeping import database, sealed
from cdop.keeping.sealed import Refused

DUMP, FILES, ANCHORS = "database", "files", "anchors"


def make(*, folder: Path, recipients: list[str], by) -> Path:
    """Writes one encrypted backup into ``folder`` and gives its path. The site goes on running meanwhile."""
    if not recipients:
        raise Refused("Name at least one public key: BACKUP_RECIPIENTS, or --recipient.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"cdop-{timezone.now():%Y%m%d-%H%M%S}.backup"
    with sealed.writing(path, recipients) as packer:
        _pack(packer)
    record("backup_made", by=by, subject="cdop.backup", details={"file": path.name, "sha256": _sum(path)})
    return path


@transaction.atomic
def _pack(packer: sealed.Packer) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    facts = {"made_at": timezone.now().isoformat(), "heads": anchors.heads(), "rows": database.counts()}
    with database.dumping(database.snapshot()) as dump:
        packer.add_stream(DUMP, dump)
    names = []
    for name in stored_files():
        with default_storage.open(name, "rb") as source:
            packer.add_stream(f"{FILES}/{len(names)}", source)
        names.append(name)
    path = anchors.place()
    if path and path.exists():
        packer.add(ANCHORS, path.read_bytes())
    packer.finish({**facts, "files": names})


def stored_files(folder: str = "") -> Iterator[str]:
    """Every stored file. What is added while this runs is not in the snapshot and does no harm."""
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    prefix = f"{folder}/" if folder else ""
    yield from (f"{prefix}{name}" for name in sorted(files))
    for name in sorted(folders):
        yield from stored_files(f"{prefix}{name}")


def check(*, path: Path, private_key: str, by=None) -> dict:
    """Reads all of a backup and refuses it unless it is whole; what it says of itself."""
    said = sealed.checked(path, private_key)
    if by is not None:
        details = {"file": path.name, "made_at": said["made_at"], "files": len(said["files"])}
        record("backup_checked", by=by, subject="cdop.backup", details=details)
    return said


def restore(*, path: Path, private_key: str, accept_older: str = "", by) -> dict:
    """Restores into an empty database and an empty store, then proves that all of it came; what the backup says.

    ``accept_older`` is the reason for taking a backup that is older than the newest anchor kept here.
    """
    _refuse_unless_empty()
    said = check(path=path, private_key=private_key)
    lost = _behind(said)
    if lost and not accept_older:
        raise Refused(f"The backup is older than the newest anchor here: {lost} entries of the trail would be lost.")
    _unpack(path, private_key, said["files"])
    _prove(said)
    details = {"file": path.name, "made_at": said["made_at"], "entries_lost": lost, "reason": accept_older}
    record("backup_restored", by=by, subject="cdop.backup", details=details)
    return said


def _refuse_unless_empty() -> None:
    if not database.is_empty():
        raise Refused("The database is not empty. A backup is restored into a new one, never over another.")
    if next(stored_files(), None) is not None:
        raise Refused("The store of files is not empty. A backup is restored into a new one, never over another.")


def _behind(said: dict) -> int:
    path = anchors.place()
    heads = {key: (sequence, digest) for key, (sequence, digest) in said["heads"].items()}
    return anchors.behind(path, heads) if path else 0


def _unpack(path: Path, private_key: str, names: list[str]) -> None:
    """The dump first, then each file, piece by piece."""
    with sealed.reading(path, private_key) as parts:
        rest = _into_database(parts)
        for name, content in rest:
            if name.startswith(f"{FILES}/"):
                _append(names[int(name.split("/")[1])], content)
            elif name == ANCHORS:
                _keep_anchors(content)


def _into_database(parts: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    following: list[tuple[str, bytes]] = []
    with database.restoring() as target:
        for name, content in parts:
            if not name.startswith(f"{DUMP}/"):
                following.append((name, content))
                break
            target.write(content)
    yield from following
    yield from parts


def _append(name: str, content: bytes) -> None:
    path = Path(default_storage.path(name))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("ab") as target:
        target.write(content)
    path.chmod(0o600)


def _keep_anchors(content: bytes) -> None:
    """The anchors of the backup, unless newer ones are kept here already."""
    path = anchors.place()
    if path and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_bytes(content)
        path.chmod(0o600)


def _prove(said: dict) -> None:
    """Every row, every entry of the trail and every file is there."""
    found = database.counts()
    wrong = sorted(name for name, number in said["rows"].items() if found.get(name) != number)
    if wrong:
        raise Refused(f"Rows are missing after restoring: {', '.join(wrong[:5])}.")
    fault = chain.first_fault()
    if fault:
        raise Refused(f"The audit trail does not hold after restoring: entry {fault.sequence}, {fault.reason}.")
    if {key: list(head) for key, head in anchors.heads().items()} != {k: list(v) for k, v in said["heads"].items()}:
        raise Refused("The heads of the audit trail are not those of the backup.")
    if sorted(stored_files()) != sorted(said["files"]):
        raise Refused("Files are missing after restoring.")


def _sum(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while piece := source.read(sealed.PIECE):
            digest.update(piece)
    return digest.hexdigest()


def age_of(said: dict) -> datetime:
    """When the backup was made."""
    return datetime.fromisoformat(said["made_at"])
