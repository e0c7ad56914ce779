"""What each page of the panel shows: selectors read, presenters put into words, here the two meet."""


def number(text: str | None, otherwise: int) -> int:
    """A whole number that a button sent, or ``otherwise``."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise
