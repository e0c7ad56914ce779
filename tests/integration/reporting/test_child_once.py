"""Several people who ask for the same new figures at once start one child process between them."""

import threading
import time
import uuid

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
