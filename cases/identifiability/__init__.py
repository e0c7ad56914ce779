"""Does a text give away who the child was? Pure code: a text and what the record knows in, places in the text out.

``check(text, facts)`` is the whole of it, and ``check_together`` the same for texts that are read side by side. It runs
in this process, asks no service and needs no model. It finds what the record knows in the ways people write it, and
what looks like an identifier whatever the record knows. It does not understand a story: a person still reads the text.
"""

from cases.identifiability.check import check, check_together
from cases.identifiability.facts import Hit, Kind, KnownDate, KnownFacts, Number, Person, Place

__all__ = ["Hit", "Kind", "KnownDate", "KnownFacts", "Number", "Person", "Place", "check", "check_together"]
