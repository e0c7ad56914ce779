"""Asks addresses in one person's name after another, and undoes whatever the asking did."""

import itertools
import time
from dataclasses import dataclass
from http.cookies import SimpleCookie

from django.db import transaction
from django.db.models import Max
from django.test import Client

from accounts import middleware
from audit.models import Event


@dataclass(frozen=True)
class Answer:
    """What came back, whole."""

    status: int
    headers: dict[str, str]
    body: bytes
    entries: tuple[str, ...] = ()
    """What the trail says of it, verb by verb, where the asker reads the trail."""

    @property
    def is_page(self) -> bool:
        """Whether a browser would draw it."""
        return self.headers.get("Content-Type", "").startswith("text/html")


class Asker:
    """A browser for each person. Every answer stands by itself: rows and session are put back."""

    def __init__(self, people: dict, proven: bool = False, reads_trail: bool = False) -> None:
        """``proven``: password and code were given just now, so that nothing asks for them again."""
        self.proven = proven
        self.newest = Event.objects.aggregate(pk=Max("pk"))["pk"] or 0 if reads_trail else None
        self.clients, self.cookies, self.count = {}, {}, itertools.count(1)
        for who, user in people.items():
            client = Client(raise_request_exception=False)
            if user is not None:
                self._enter(client, user)
            self.clients[who] = client
            self.cookies[who] = client.cookies.output(header="", sep=";")

    def _enter(self, client: Client, user) -> None:
        """Signs in, with a session that needs no writing at each request."""
        client.force_login(user)
        session = client.session
        session[middleware.STARTED] = session[middleware.SEEN] = int(time.time()) + 3600
        if self.proven:
            given = {"method": "mfa", "type": "totp", "reauthenticated": True, "at": time.time() + 3600}
            session["account_authentication_methods"] = [given]
            session["account_authentication_methods_user"] = str(user.pk)
        session.save()

    def ask(self, who: str, method: str, url: str, data: dict | None = None, before_undoing=None, **extra) -> Answer:
        """Asks once, from an address of its own so that no limit is reached."""
        client, n = self.clients[who], next(self.count)
        client.cookies = SimpleCookie(self.cookies[who])
        extra.setdefault("REMOTE_ADDR", f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}")
        with transaction.atomic():
            response = client.post(url, data, **extra) if method == "POST" else client.generic(method, url, **extra)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            if before_undoing is not None:
                before_undoing()
            entries = self._entries()
            transaction.set_rollback(True)
        return Answer(response.status_code, dict(response.headers), body, entries)

    def _entries(self) -> tuple[str, ...]:
        if self.newest is None:
            return ()
        return tuple(Event.objects.filter(pk__gt=self.newest).order_by("pk").values_list("verb", flat=True))
