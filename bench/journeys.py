"""What people of a crowd do, as Locust runs it (in an environment of its own, so nothing of the project is imported).

``CDOP_CROWD`` names a file with the people, each with a role's pages and an open session, and how they wait:
``think`` is a closed loop, in which somebody reads for a while after each page; ``pace`` is an open one, in which each
begins a page every so many seconds, however long the last one took.
"""

import itertools
import json
import os
import re
from pathlib import Path

from locust import HttpUser, between, constant_pacing, events, task

CROWD = json.loads(Path(os.environ["CDOP_CROWD"]).read_text())
FLOOR, EVERY = CROWD["floor"], 4
NUMBERS = itertools.count()
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|version)" value="([^"]*)"')
SHARES = (0.5, 0.95, 0.99)


class Person(HttpUser):
    """One of the crowd; processes are asked in turn, so that two prove that nothing is kept in one."""

    host = f"http://127.0.0.1:{CROWD['ports'][0]}"
    wait_time = constant_pacing(CROWD["pace"]) if CROWD["pace"] else between(CROWD["think"] / 2, CROWD["think"] * 1.5)

    def on_start(self) -> None:
        """Becomes the next person, and begins at another page than the one before."""
        number = next(NUMBERS)
        self.me = CROWD["people"][number % len(CROWD["people"])]
        self.client.cookies.set("session", self.me["session"])
        self.steps = itertools.count(number)

    @task
    def step(self) -> None:
        """The page of one row every fourth time, else the next of one's own."""
        at = next(self.steps)
        self.site = f"http://127.0.0.1:{CROWD['ports'][at % len(CROWD['ports'])]}"
        if at % EVERY == 0:
            self._look(FLOOR, FLOOR)
        else:
            kind, name, path, fields = self.me["pages"][at % len(self.me["pages"])]
            self._send(name, path, fields) if kind == "send" else self._look(name, path)

    def _look(self, name: str, path: str) -> str:
        with self.client.get(self.site + path, name=name, catch_response=True, allow_redirects=False) as answer:
            if answer.status_code != 200:
                answer.failure(f"answered {answer.status_code}")
            return answer.text or ""

    def _send(self, name: str, path: str, fields: dict) -> None:
        """Opens the form, then sends it with its token and the version that it showed."""
        hidden = dict(HIDDEN.findall(self._look(f"{name}: its form", path)))
        sent = self.client.post(
            self.site + path, {**fields, **hidden}, name=f"{name}: sent", catch_response=True, allow_redirects=False
        )
        with sent as answer:
            # Somebody else of the crowd may have saved in between: to be told so is the right answer, too.
            if answer.status_code not in (302, 303, 409):
                answer.failure(f"answered {answer.status_code}")


@events.quitting.add_listener
def tell(environment, **kwargs) -> None:
    """Leaves what was measured where the caller looks for it."""
    found = [
        {
            "page": one.name, "times": one.num_requests, "failed": one.num_failures,
            "ms": [one.get_response_time_percentile(share) for share in SHARES],
        }
        for one in environment.stats.entries.values()
    ]  # fmt: skip
    faults = [f"{one.method} {one.name}: {one.error} ({one.occurrences})" for one in environment.stats.errors.values()]
    Path(CROWD["result"]).write_text(json.dumps({"pages": found, "faults": faults}))
