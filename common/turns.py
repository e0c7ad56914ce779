"""One person does one heavy thing at a time. With the cache out of reach nobody is refused: this spares the machine."""

import hashlib
import logging
from collections.abc import Generator, Iterator

from django.core.cache import cache

from common.broker import away
from common.errors import NotNow

log = logging.getLogger(__name__)


class Turn:
    """What is held from here until it is given back, or at most for so many seconds. Refused while it is held."""

    def __init__(self, name: str, person, seconds: int, refusal: str) -> None:
        self.key = f"turn:{hashlib.sha256(f'{name}:{person.pk}'.encode()).hexdigest()[:32]}"
        try:
            free = cache.add(self.key, True, seconds)
        except away() as error:
            log.warning("turns are not counted: %s", type(error).__name__)
            free = True
        if not free:
            raise NotNow("one_at_a_time", refusal)

    def give_back(self) -> None:
        """The next may begin."""
        try:
            cache.delete(self.key)
        except away() as error:
            log.warning("a turn ends by itself: %s", type(error).__name__)


class Lasting:
    """Lines that are sent after the page is done; when they end, or nobody wants them any more, the turn is over."""

    def __init__(self, turn: Turn, lines: Generator[bytes]) -> None:
        self.turn, self.lines = turn, lines

    def __iter__(self) -> Iterator[bytes]:
        return self.lines

    def close(self) -> None:
        """The server calls this whatever happened, even where no line was ever fetched."""
        try:
            self.lines.close()
        finally:
            self.turn.give_back()
