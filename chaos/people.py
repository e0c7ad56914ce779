"""People at work: each asks for something, again and again with the same key, until they are told that it is done."""

import http.client
import threading
import time
import uuid
from collections import Counter
from datetime import timedelta
from random import Random
from urllib.parse import urlencode

from chaos.ledger import Ledger, Write

SECRET = "c" * 32  # the token that guards forms is compared with its cookie, so a person may choose it
PATIENCE = 10  # seconds before somebody takes a page for dead


class People:
    """The managers of one panel with a browser each, already signed in."""

    def __init__(self, port: int, ledger: Ledger, office: "Office", count: int):
        """Nobody works yet."""
        self.port, self.ledger, self.office = port, ledger, office
        self.going_home = threading.Event()
        self.longest = 0.0
        self.answers: Counter = Counter()  # by status; 0 where none came
        self._last = time.monotonic()
        self.threads = [threading.Thread(target=self._work, args=(number,), daemon=True) for number in range(count)]

    def begin(self) -> None:
        """All start."""
        for thread in self.threads:
            thread.start()

    def end(self) -> None:
        """Nobody begins anything new; what is begun is seen through."""
        self.going_home.set()
        for thread in self.threads:
            thread.join()

    def _work(self, number: int) -> None:
        random = Random(number)
        while not self.going_home.is_set():
            kind = random.choice(("note", "request"))
            write = self.ledger.begin(kind, random.choice(self.office.cases))
            self._insist(write)

    def _insist(self, write: Write) -> None:
        """Sends it until it is acknowledged; a last time a minute after everybody was to go home."""
        for _ in range(600):
            write.sent += 1
            if self._send(write):
                write.acknowledged = True
                self._heard()
                return
            time.sleep(0.1)

    def _heard(self) -> None:
        now = time.monotonic()
        self.longest, self._last = max(self.longest, now - self._last), now

    def _send(self, write: Write) -> bool:
        """Whether the service said that it is done: it leads on to the next page, as after every form."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        path, fields = self.office.form(write)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"csrf={SECRET}; session={self.office.session}",
        }
        try:
            connection.request("POST", path, urlencode({"csrfmiddlewaretoken": SECRET, **fields}), headers)
            answer = connection.getresponse()
            self.answers[answer.status] += 1
            return answer.status == http.HTTPStatus.FOUND and "sign-in" not in answer.headers["Location"]
        except (OSError, http.client.HTTPException):
            self.answers[0] += 1
            return False
        finally:
            connection.close()


class Office:
    """The panel's manager, a session of theirs, and the open cases they work on."""

    def __init__(self) -> None:
        """Read from the made-up database; once, since it will be down later."""
        from django.db import connection
        from django.test import Client

        from accounts.models import Organisation, User
        from accounts.roles import Role
        from audit.models import Event
        from cases.models import Case
        from cases.workflow import OPEN
        from common.dates import today

        manager = User.objects.filter(memberships__role=Role.MANAGER).first()
        browser = Client(HTTP_HOST="127.0.0.1")
        browser.force_login(manager)
        self.session = browser.cookies["session"].value
        self.cases: list[uuid.UUID] = list(
            Case.objects.visible_to(manager).filter(status__in=OPEN).values_list("pk", flat=True)[:10]
        )
        self.organisation = Organisation.objects.order_by("name").first().pk
        self.today, self.due = today(), today() + timedelta(days=30)
        self.trail = Event.objects.order_by("pk").values_list("pk", flat=True).last()
        connection.close()
        connection.close_pool()  # ours would not outlive the first kill

    def form(self, write: Write) -> tuple[str, dict]:
        """Where a write goes and what is filled in."""
        if write.kind == "note":
            return f"/cases/{write.case}/notes/new/", {
                "new_id": write.key, "text": write.words, **_date("happened_on", self.today),
            }  # fmt: skip
        return f"/cases/{write.case}/requests/new/", {
            "new_id": write.key, "organisation": self.organisation, "respondent_name": write.words,
            "respondent_email": f"{write.words}@example.org", "form": "reporting", **_date("due_on", self.due),
        }  # fmt: skip


def _date(name: str, day) -> dict:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
