"""A virus scanner for tests: speaks the protocol of clamd over a real socket, and finds what it is told to."""

import socketserver
import struct
import threading
from contextlib import contextmanager


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        command = self._exactly(10)
        assert command == b"zINSTREAM\0", command
        content = b""
        while length := struct.unpack("!I", self._exactly(4))[0]:
            content += self._exactly(length)
        self.server.seen.append(content)
        self.request.sendall(self.server.answer(content).encode() + b"\0")

    def _exactly(self, count: int) -> bytes:
        got = b""
        while len(got) < count and (more := self.request.recv(count - len(got))):
            got += more
        return got


class Scanner(socketserver.ThreadingTCPServer):
    """Finds ``Invented.Test`` in what holds the word EICAR; ``answers`` with something else where it is told to."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.seen: list[bytes] = []
        self.answers: str | None = None

    def answer(self, content: bytes) -> str:
        """What clamd would say."""
        return self.answers or ("stream: Invented.Test FOUND" if b"EICAR" in content else "stream: OK")


@contextmanager
def scanner(settings):
    """A running scanner that the settings point to; after it the address stays, and nobody answers there."""
    with Scanner() as server:
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
