"""What processes, database and broker hold while a measurement runs: a soak is passed where nothing of it grows."""

import contextlib
import threading
import time
from collections.abc import Iterator

import redis
from django.conf import settings
from django.db import connection

from bench.servers import Servers

EVERY = 15
BACKENDS = (
    "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND datname = current_database()"
)


class Watch:
    """Looks every so many seconds."""

    def __init__(self, servers: Servers) -> None:
        self.servers, self.samples = servers, []
        self.broker = redis.Redis.from_url(settings.REDIS_URL)

    @contextlib.contextmanager
    def until(self, over: threading.Event) -> Iterator[None]:
        """Goes on until the block ends, and says that it is over."""
        thread = threading.Thread(target=self._look, args=(over, time.monotonic()))
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _look(self, over: threading.Event, started: float) -> None:
        while True:
            self.samples.append({
                "seconds": round(time.monotonic() - started), **self.servers.memory(),
                "connections": self._connections(), "queued": self.broker.llen("celery"),
            })  # fmt: skip
            if over.wait(EVERY):
                connection.close()
                return

    @staticmethod
    def _connections() -> int:
        with connection.cursor() as cursor:
            cursor.execute(BACKENDS)
            return cursor.fetchone()[0]

    def tell(self) -> None:
        """The first look, the one after a fifth of the time, when all is warm, the last, and the most of each."""
        first, warm, last = self.samples[0], self.samples[len(self.samples) // 5], self.samples[-1]
        for name in ("webs", "workers", "connections", "queued"):
            most = max(
                (sample[name] for sample in self.samples), key=lambda held: held if name[0] in "cq" else sum(held)
            )
            print(f"{name:12} {first[name]} at first, {warm[name]} when warm, {last[name]} at the end, {most} at most")
