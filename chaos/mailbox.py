"""A real mail server that counts: how often each message came."""

import socket
from collections import Counter
from contextlib import closing
from email import message_from_bytes

from aiosmtpd.controller import Controller


class Mailbox:
    """Takes everything on a port of its own."""

    def __init__(self) -> None:
        """Open at once; ``port`` is known then."""
        self.came: Counter = Counter()
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    async def handle_DATA(self, _server, _session, envelope) -> str:
        """One message."""
        self.came[message_from_bytes(envelope.content)["Message-ID"]] += 1
        return "250 OK"

    def close(self) -> None:
        """No more."""
        self._controller.stop()
