"""A stream of named parts, encrypted to public keys whose private halves are kept elsewhere (age, X25519).

Nothing is written in the clear on the way: the parts go through a pipe into the encryption. A part of unknown length,
such as a database dump, is cut into numbered pieces. The last part is the list of all others with their checksums, so
that a stream that was cut off or changed is refused as a whole.
"""

import hashlib
import io
import json
import os
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyrage

PIECE = 4 * 1024 * 1024
LIST = "manifest.json"


class Refused(Exception):
    """The backup cannot be used; the text says why."""


class Packer:
    """Takes parts one after the other; ``sums`` is what the list at the end says of them."""

    def __init__(self, out: BinaryIO) -> None:
        self._tar = tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT)
        self.sums: dict[str, str] = {}

    def add(self, name: str, content: bytes) -> None:
        """One part that is held in memory."""
        self.sums[name] = hashlib.sha256(content).hexdigest()
        self._write(name, content)

    def add_stream(self, name: str, source: BinaryIO) -> None:
        """A part of any length, in numbered pieces; an empty one is one empty piece."""
        number = 0
        while (piece := source.read(PIECE)) or not number:
            number += 1
            self.add(f"{name}/{number:08d}", piece)

    def finish(self, facts: dict) -> None:
        """The list of parts, with ``facts`` about what was saved."""
        self._write(LIST, json.dumps({**facts, "parts": self.sums}, sort_keys=True).encode())
        self._tar.close()

    def _write(self, name: str, content: bytes) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = len(content), 0o600
        self._tar.addfile(entry, io.BytesIO(content))


@contextmanager
def writing(path: Path, recipients: list[str]) -> Iterator[Packer]:
    """A packer whose parts are encrypted into ``path``, which appears under its name only when all of it is written."""
    keys = [_recipient(words) for words in recipients]
    unfinished = path.with_name(f"{path.name}.unfinished")
    read_end, write_end = os.pipe()
    faults: list[BaseException] = []
    try:
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
            thread = _in_background(lambda: _encrypt(read_end, target, keys), faults)
            with os.fdopen(write_end, "wb") as pipe:
                yield Packer(pipe)
            thread.join()
            target.flush()
            os.fsync(target.fileno())
        if faults:
            raise Refused(f"The backup could not be written: {faults[0]}") from faults[0]
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _recipient(words: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(words.strip())
    except pyrage.RecipientError as fault:
        raise Refused(f"“{words}” is no public key: it begins with age1.") from fault


def _encrypt(read_end: int, target: BinaryIO, keys: list) -> None:
    with os.fdopen(read_end, "rb") as source:
        pyrage.encrypt_io(source, target, keys)


def _in_background(work: Callable[[], None], faults: list[BaseException]) -> threading.Thread:
    def guarded() -> None:
        try:
            work()
        except (OSError, ValueError, pyrage.EncryptError, pyrage.DecryptError) as fault:
            faults.append(fault)

    thread = threading.Thread(target=guarded, daemon=True)
    thread.start()
    return thread


@contextmanager
def reading(path: Path, private_key: str) -> Iterator[Iterator[tuple[str, bytes]]]:
    """The parts of a backup, each as its name and content, in order; ``Refused`` where it cannot be decrypted."""
    identity = _identity(private_key)
    read_end, write_end = os.pipe()
    faults: list[BaseException] = []
    thread = _in_background(lambda: _decrypt(path, write_end, identity), faults)
    try:
        with os.fdopen(read_end, "rb") as pipe:
            yield _parts(pipe)
        thread.join()
    except tarfile.TarError as fault:
        thread.join()
        raise Refused(_why(faults)) from fault
    if faults:
        raise Refused(_why(faults)) from faults[0]


def _why(faults: list[BaseException]) -> str:
    if faults and "No matching keys" in str(faults[0]):
        return "This private key does not open the backup: it was made for another one."
    return "The backup is damaged or was cut off: it cannot be decrypted to its end."


def _identity(private_key: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(private_key.strip())
    except pyrage.IdentityError as fault:
        raise Refused("The key file holds no private key: it begins with AGE-SECRET-KEY-1.") from fault


def _decrypt(path: Path, write_end: int, identity: pyrage.x25519.Identity) -> None:
    with path.open("rb") as source, os.fdopen(write_end, "wb") as pipe:
        pyrage.decrypt_io(source, pipe, [identity])


def _parts(pipe: BinaryIO) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=pipe, mode="r|") as tar:
        for entry in tar:
            opened = tar.extractfile(entry)
            if opened is None or entry.size > PIECE and entry.name != LIST:
                raise Refused(f"The backup holds a part that we never write: {entry.name[:60]}")
            yield entry.name, opened.read()


def checked(path: Path, private_key: str) -> dict:
    """Reads all of it without using any of it; what its list says, or ``Refused``."""
    sums, said = {}, None
    with reading(path, private_key) as parts:
        for name, content in parts:
            if name == LIST:
                said = json.loads(content)
            else:
                sums[name] = hashlib.sha256(content).hexdigest()
    if said is None or said["parts"] != sums:
        raise Refused("The backup is not whole: parts are missing or are not what its list says.")
    return said
