"""Asks a virus scanner (clamd) about a file, over its socket. A small protocol: the file in pieces, one line back."""

import socket
import struct
from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings

CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


class ScannerDown(Exception):
    """The scanner is not there, or gave no answer that can be understood."""


@dataclass(frozen=True)
class Verdict:
    """What the scanner says: the name of what it found, or nothing."""

    found: str = ""


def configured() -> bool:
    """Whether this site has a scanner."""
    return bool(settings.CLAMD_ADDRESS)


def scan(file: BinaryIO) -> Verdict:
    """Sends the file from its beginning and reads the verdict."""
    try:
        with _connected() as link:
            link.sendall(b"zINSTREAM\0")
            _send(link, file)
            answer = _answer(link)
    except OSError as error:
        raise ScannerDown(type(error).__name__) from error
    return _read(answer)


def _connected() -> socket.socket:
    """``unix:/run/clamav/clamd.ctl`` or ``host:port``."""
    address = settings.CLAMD_ADDRESS
    if address.startswith("unix:"):
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(settings.CLAMD_SECONDS)
        try:
            link.connect(address.removeprefix("unix:"))
        except OSError:
            link.close()
            raise
        return link
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=settings.CLAMD_SECONDS)


def _send(link: socket.socket, file: BinaryIO) -> None:
    file.seek(0)
    while chunk := file.read(CHUNK):
        link.sendall(struct.pack("!I", len(chunk)) + chunk)
    link.sendall(struct.pack("!I", 0))


def _answer(link: socket.socket) -> str:
    said = b""
    while b"\0" not in said and len(said) < LONGEST_ANSWER and (chunk := link.recv(1024)):
        said += chunk
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _read(answer: str) -> Verdict:
    """``stream: OK`` or ``stream: NAME FOUND``; everything else is no verdict."""
    if answer.endswith(" FOUND"):
        return Verdict(answer.removesuffix(" FOUND").rpartition(": ")[2][:200] or "unnamed")
    if answer.endswith(": OK"):
        return Verdict()
    raise ScannerDown("no verdict")
