"""Does a text give away who the child was? Pure code: a text and what the record knows in, places in the text out.

``check(text, facts)`` is the whole of it, and ``check_together`` the same for texts that are read side by side. It runs
in this process, asks no service and needs no model. It finds what the record knows in the ways people write it, and
what looks like an identifier whatever the record knows. It does not understand a story: a person still reads the text.
"""

from collections.abc import Mapping

from cases.identifiability.facts import Hit, Kind, KnownDate, KnownFacts, Number, Person, Place

__all__ = ["Hit", "Kind", "KnownDate", "KnownFacts", "Number", "Person", "Place", "check", "check_together"]


def check(text: str, facts: KnownFacts) -> list[Hit]:
    """Every place in ``text`` that may say who the child was, in order; none overlaps another."""
    from cases.identifiability import matching  # its words and patterns are many, and few requests read a text

    return matching.check(text, facts)


def check_together(texts: Mapping[str, str], facts: KnownFacts) -> dict[str, list[Hit]]:
    """As ``check``, for texts that are read side by side: what is rare only over several of them is found too."""
    from cases.identifiability import matching

    return matching.check_together(texts, facts)
