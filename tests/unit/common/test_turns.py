"""One heavy thing at a time."""

from types import SimpleNamespace

import pytest
from redis.exceptions import ConnectionError as NoBroker

from common import turns
from common.errors import NotNow
from common.turns import Lasting, Turn

SOMEBODY, ANOTHER = SimpleNamespace(pk="one"), SimpleNamespace(pk="another")


@pytest.fixture(autouse=True)
def memory(monkeypatch):
    """A cache of this test alone."""
    held = set()

    def add(key, value, seconds) -> bool:
        return key not in held and not held.add(key)

    monkeypatch.setattr(turns, "cache", SimpleNamespace(add=add, delete=held.discard))
    return held


def _turn(person=SOMEBODY) -> Turn:
    return Turn("heavy", person, 60, "You have one already.")


def test_it_is_held_by_one_person_until_it_is_given_back(memory):
    first = _turn()
    with pytest.raises(NotNow, match="You have one already"):
        _turn()
    _turn(ANOTHER)
    first.give_back()
    _turn()
    assert not [key for key in memory if "one" in key]  # whose it is cannot be read from the key


def test_lines_that_nobody_fetches_give_it_back_too(memory):
    ended = []

    def lines():
        try:
            yield b"first"
            yield b"second"
        finally:
            ended.append(True)

    begun = Lasting(_turn(), lines())
    assert next(iter(begun)) == b"first"
    begun.close()
    assert (ended, memory) == ([True], set())
    Lasting(_turn(), lines()).close()
    assert memory == set()


def test_without_a_cache_nobody_is_refused(monkeypatch):
    def broken(*_):
        raise NoBroker

    monkeypatch.setattr(turns, "cache", SimpleNamespace(add=broken, delete=broken))
    _turn().give_back()
    _turn()
