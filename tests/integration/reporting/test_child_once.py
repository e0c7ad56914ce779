"""Several people who ask for the same new figures at once start one child process between them."""

import threading
import time
import uuid

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from audit.models import Event
from reporting import child


def _ask_at_once(people: int) -> list:
    question, answers = {"asked": uuid.uuid4().hex}, []

    def ask() -> None:
        try:
            answers.append(child.ask(question))
        except child.DrawingFailed:
            answers.append("failed")

    threads = [threading.Thread(target=ask) for _ in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers


def test_one_draws_for_all(monkeypatch):
    started = []

    def draw(text: str) -> str:
        started.append(text)
        time.sleep(0.5)
        return '{"drawn": true}'

    monkeypatch.setattr(child, "_run", draw)
    assert _ask_at_once(4) == [{"drawn": True}] * 4
    assert len(started) == 1


def test_those_who_waited_try_themselves_when_it_failed(monkeypatch):
    tries = []

    def draw(text: str) -> str:
        tries.append(text)
        time.sleep(0.3)
        if len(tries) == 1:
            raise child.DrawingFailed("this time")
        return '{"drawn": true}'

    monkeypatch.setattr(child, "_run", draw)
    answers = _ask_at_once(2)
    assert sorted(map(str, answers)) == ["failed", "{'drawn': True}"]


def _held_up(monkeypatch) -> threading.Event:
    """Drawing takes until the event is set."""
    goes_on = threading.Event()

    def draw(text: str) -> str:
        goes_on.wait(30)
        return '{"drawn": true}'

    monkeypatch.setattr(child, "_run", draw)
    return goes_on


def test_a_page_waits_for_nobody(monkeypatch):
    goes_on = _held_up(monkeypatch)
    questions = [{"asked": uuid.uuid4().hex} for _ in range(3)]
    threads = [threading.Thread(target=child.ask, args=(one,), kwargs={"in_turn": True}) for one in questions[:2]]
    for thread in threads:
        thread.start()
    try:
        until = time.monotonic() + 10
        while child._DRAWERS.acquire(blocking=False) and time.monotonic() < until:
            child._DRAWERS.release()
            time.sleep(0.01)
        for question in questions:  # two are being drawn, and there is no room for a third
            with pytest.raises(child.StillDrawing):
                child.ask(question, in_turn=True)
    finally:
        goes_on.set()
        for thread in threads:
            thread.join(30)
    assert child.ask(questions[0], in_turn=True) == {"drawn": True}
    assert child.ask(questions[2], in_turn=True) == {"drawn": True}


def test_the_page_says_so_looks_again_and_is_no_look(monkeypatch, signed_in, manager):
    monkeypatch.setattr(child, "_DRAWERS", threading.BoundedSemaphore(1))
    monkeypatch.setattr(child, "_versions", lambda: uuid.uuid4().hex)  # nothing is remembered
    client, here = signed_in(manager), f"{reverse('reporting:dashboard')}?theme=rates"
    with child._DRAWERS:
        page = client.get(here)
    assert page.status_code == 200
    assert page["Refresh"] == "3"
    words = BeautifulSoup(page.content, "html.parser")
    assert "are being worked out" in words.h1.get_text()
    assert words.find("a", string="Look again now")["href"] == here
    assert not Event.objects.filter(verb="figures_viewed").exists()

    page = client.get(here)
    assert "Refresh" not in page
    assert Event.objects.filter(verb="figures_viewed").count() == 1
