"""What somebody searches for, between the form that asks and the page that answers: sealed, and for a short while.

A browser keeps in files of its own what a page was asked for, by an address or by POST, to open its tabs again. A
search whose words name somebody is therefore sent by POST and answered with the way to a page that finds them here.
"""

import time
from collections.abc import Mapping

from common.sealing import seal, unseal

SECONDS = 10 * 60
LONGEST = 500  # of one answer; the form says what is too long


def keep(session, name: str, given: Mapping[str, str], fields: tuple[str, ...]) -> None:
    """Keeps these answers of a form as what is asked for on the page ``name``, in place of what was before."""
    words = {field: given.get(field, "")[:LONGEST] for field in fields}
    session[name] = {"sealed": seal(words), "until": int(time.time()) + SECONDS}


def kept(session, name: str) -> dict[str, str] | None:
    """What is asked for there; nothing where nothing was, or too long ago."""
    held = session.get(name)
    if held is None:
        return None
    if time.time() < held["until"]:
        return unseal(held["sealed"])
    del session[name]
    return None
