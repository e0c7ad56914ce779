"""Plain and rich text: nothing that a reader could take for a page or run."""

import re

from common.files.kinds import KINDS_IN_WORDS, BadFile

_PAGE = ("<!doctype", "<html", "<svg", "<?xml", "<script")
_OBJECT = re.compile(rb"\\(?:\*\\)?(?:object|objdata|objemb|objlink|objocx|objupdate|ddeauto|bin)\b", re.IGNORECASE)


def plain(content: bytes) -> None:
    """UTF-8 throughout, without control characters that no text has, and no page in disguise."""
    try:
        words = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadFile(f"The selected file must be one of: {KINDS_IN_WORDS}") from error
    opening = words.lstrip("\ufeff \t\r\n")[:100].lower()
    if "\x00" in words or opening.startswith(_PAGE):
        raise BadFile(f"The selected file must be one of: {KINDS_IN_WORDS}")


def rich(content: bytes) -> None:
    """Rich text without anything embedded in it."""
    if _OBJECT.search(content):
        raise BadFile("The selected file has another file or a program inside it, so it is not taken")
