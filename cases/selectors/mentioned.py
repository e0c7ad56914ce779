"""For what leaves the service: how many people whom the record names it names. The answer is never a name."""

from cases.identity import mentioned as identity


def people_in(text: str, *, panel) -> int:
    """How many children and relatives of the panel's record a text names."""
    return identity.mentioned(text, panel=panel)
