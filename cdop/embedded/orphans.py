"""Children that end when their parent dies, however it dies."""

import ctypes
import os
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def death_notice(number: int) -> Callable[[], None]:
    """What a child runs before its program, so that it gets ``number`` when we die, however we die (Linux only).

    It is tied to the thread that starts the child: start children from the main thread.
    """
    prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None
    parent = os.getpid()

    def arrange() -> None:
        if prctl:
            prctl(_PR_SET_PDEATHSIG, number)
            if os.getppid() != parent:  # we died before the arrangement was made
                os._exit(1)

    return arrange
