"""What a keeper must know about a server."""

import signal
from typing import ClassVar

from .places import Places


class Service:
    """One kind of embedded server."""

    name: ClassVar[str]
    orphan_signal: ClassVar[int] = signal.SIGTERM
    stop_signals: ClassVar[tuple[tuple[int, float], ...]] = ((signal.SIGTERM, 20),)
    environment: ClassVar[dict[str, str]] = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
    places: Places

    def place(self, places: Places) -> None:
        """Take the places where this server lives; also where its programs are."""
        raise NotImplementedError

    def initialise(self) -> None:
        """Make the data directory when there is none."""
        raise NotImplementedError

    def command(self) -> list[str]:
        """The command line of the server."""
        raise NotImplementedError

    def answers(self) -> bool:
        """Whether the server takes connections."""
        raise NotImplementedError

    def provision(self) -> None:
        """What must exist inside the server before anybody uses it."""

    def addresses(self) -> dict[str, str]:
        """The environment variables that lead to the server."""
        raise NotImplementedError

    def explain(self, last_words: str) -> str:
        """Why a start failed, from the end of the log, and the way out."""
        return f"{last_words}. To start empty, move {self.places.home} away."
