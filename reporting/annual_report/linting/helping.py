"""What a button beside the text does to it, where no script does: put in, replace, say whose number it is. Pure."""

import json
from collections.abc import Mapping

from reporting.annual_report.live.tokens import external

HELPS = ("look", "insert", "replace", "outside", "check")
"""The buttons that show the page again with the text as it was typed."""
MOVED = "These words no longer stand in the text, so nothing was replaced."
WHOSE = "Say whose number it is and on which day it was read, then press the button again."


def helped(text: str, post: Mapping[str, str]) -> tuple[str, str]:
    """The text after what was asked for, and a complaint where it could not be done."""
    text = text.replace("\r\n", "\n")
    if "insert" in post:
        return f"{text.rstrip()} {post['insert']}".strip(), ""
    if "replace" in post:
        start, words, typed = _asked(post["replace"], 3)
        return replaced(text, start, words, typed)
    if "outside" in post:
        start, words = _asked(post["outside"], 2)
        source, read_on = post.get("outside_source", "").strip(), post.get("outside_on", "").strip()
        if not source or not read_on:
            return text, WHOSE
        return replaced(text, start, words, external(words, source, read_on))
    return text, ""


def _asked(value: str, parts: int) -> tuple:
    """The place, the words and what is to stand there; nothing that fits no text where the value is not ours."""
    try:
        found = json.loads(value)
    except ValueError:
        found = []
    whole = isinstance(found, list) and len(found) == parts and isinstance(found[0], int)
    return tuple(found) if whole and all(isinstance(one, str) for one in found[1:]) else (0, "\0", "")[:parts]


def replaced(text: str, start: int, words: str, typed: str) -> tuple[str, str]:
    """``typed`` in place of ``words``: where they stood, else where they now first stand."""
    at = start if text[start : start + len(words)] == words else text.find(words)
    if at < 0:
        return text, MOVED
    return f"{text[:at]}{typed}{text[at + len(words) :]}", ""
