"""The three answers a request can get instead of what it asked for.

``Refused``: this person may not (403). ``NotNow``: the moment is wrong (409). ``Stale``: somebody else
changed it first (409). Each carries a sentence for the reader; code tests ``code``, never the sentence.
"""

import errno
from collections.abc import Sequence


class Refusal(Exception):
    """A reason, with a code for programs and a sentence for people."""

    status = 403

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class Refused(Refusal):
    """This person may not do this."""


class NotNow(Refusal):
    """This person may do this, but not in the present state. ``unmet`` lists what has to be so first."""

    status = 409

    def __init__(self, code: str, sentence: str, unmet: Sequence[str] = ()) -> None:
        super().__init__(code, sentence)
        self.unmet = tuple(unmet)


class Stale(Refusal):
    """The row was changed after the page was opened; nothing was overwritten.

    ``differences`` lists ``(label, what you wrote, what is saved now)``.
    """

    status = 409

    def __init__(self, differences: list[tuple[str, str, str]] | None = None) -> None:
        super().__init__("stale", "Someone else changed this after you opened it. Nothing was overwritten.")
        self.differences = differences or []


NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


def no_room(error: BaseException | None) -> bool:
    """Whether a file could not be written because the disk is full, or takes nothing any more."""
    return isinstance(error, OSError) and error.errno in NO_ROOM
