"""Everybody asks for everything, once for the whole run; several tests then read the answers.

The scene is full of tokens (``tests.canaries``), so the same answers show who may come in and what they see.
"""

import logging
import time
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import OutgoingMessage
from audit.models import Event
from tests.architecture.scene import PEOPLE, Scene
from tests.asking import Answer, Asker
from tests.canaries import Canaries

METHODS = ("GET", "POST")
STRANGERS = ("chair", "conflicted", "outsider")
"""Who also asks for things that never existed."""
OUTSIDE = ("anonymous", "mfa_pending", "disabled")
"""Who is stopped before any view."""


def views(resolver=None, names: tuple[str, ...] = ()):
    """``(name with its namespace, pattern)`` of every address."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from views(entry, (*names, entry.namespace) if entry.namespace else names)
        elif isinstance(entry, URLPattern):
            yield ":".join((*names, entry.name or "")), entry


def routes() -> list[tuple[str, tuple[str, ...]]]:
    """``(name, argument names)`` of every address, by name."""
    return sorted(
        {(name, tuple(entry.pattern.converters) or tuple(entry.pattern.regex.groupindex)) for name, entry in views()}
    )


@dataclass
class Sweep:
    """What everybody was answered everywhere, and what was left behind: mail, trail, log."""

    canaries: Canaries
    answers: dict[tuple[str, str], dict[str, Answer]] = field(default_factory=dict)
    absent: dict[tuple[str, str], dict[str, Answer]] = field(default_factory=dict)
    more: dict[tuple[str, str], dict[str, Answer]] = field(default_factory=dict)
    mails: list[dict] = field(default_factory=list)
    events: list[dict] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    seconds: float = 0
    requests: int = 0


class _Listener(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self.lines = lines
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def _everybody(asker: Asker, method: str, url: str, public: bool) -> dict[str, Answer]:
    """What each is answered. Where the person can make no difference, one answer stands for all who are inside:
    on public pages, and where the method is refused before anything else is looked at."""
    answers = {who: asker.ask(who, method, url) for who in (*OUTSIDE, "manager")}
    alike = public or answers["manager"].status == 405
    others = (who for who in PEOPLE if who not in answers)
    return answers | {who: answers["manager"] if alike else asker.ask(who, method, url) for who in others}


def _asked(scene: Scene, sweep: Sweep) -> None:
    asker = Asker(scene.people, reads_trail=True)
    public = {name for name, entry in views() if not getattr(entry.callback, "login_required", True)}
    for name, arguments in routes():
        here, nowhere = scene.url(name, arguments), scene.url(name, arguments, absent=True)
        for method in METHODS:
            found = sweep.answers[name, method] = _everybody(asker, method, here, name in public)
            if here != nowhere:
                refused = [who for who in STRANGERS if found[who].status in (403, 404)]
                sweep.absent[name, method] = {who: asker.ask(who, method, nowhere) for who in refused}
    for url in scene.more():
        sweep.more[url, "GET"] = _everybody(asker, "GET", url, False)
    sweep.requests = next(asker.count) - 1


@pytest.fixture(scope="session")
def sweep(django_db_setup, django_db_blocker) -> Sweep:
    """One sweep; nothing of it stays in the database."""
    made, started = Sweep(Canaries()), time.monotonic()
    root, listener = logging.getLogger(), _Listener(made.log)
    level, root.level = root.level, logging.DEBUG
    root.addHandler(listener)
    try:
        with django_db_blocker.unblock(), transaction.atomic():
            scene = Scene(made.canaries)
            made.canaries.watch_case(scene.whole.case)
            _asked(scene, made)
            made.mails = list(OutgoingMessage.objects.values())
            made.events = list(Event.objects.values())
            transaction.set_rollback(True)
    finally:
        root.removeHandler(listener)
        root.level = level
    made.seconds = time.monotonic() - started
    return made
