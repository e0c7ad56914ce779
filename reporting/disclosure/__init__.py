"""Makes figures fit to leave: ``protect`` is the only maker of a ``ProtectedTable``. Pure; knows no Django.

A child process runs it (``reporting.drawing``), because the interval and proof libraries are slow to import.
"""

from reporting.disclosure.apply import NotForPublic, protect, protect_and_prove
from reporting.disclosure.deciding import NotProvable
from reporting.disclosure.ledger import Release
from reporting.disclosure.profiles import PROFILES, Profile
from reporting.disclosure.rules import NONE, Rule, under

__all__ = [
    "NONE",
    "PROFILES",
    "NotForPublic",
    "NotProvable",
    "Profile",
    "Release",
    "Rule",
    "protect",
    "protect_and_prove",
    "under",
]
