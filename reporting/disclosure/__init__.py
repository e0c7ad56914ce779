"""Makes figures fit to leave: ``protect`` is the only maker of a ``ProtectedTable``. Pure; knows no Django.

A child process runs it (``reporting.drawing``), because the interval and proof libraries are slow to import.
"""

from reporting.disclosure.apply import NotForPublic, protect
from reporting.disclosure.rules import NONE, Rule, under

__all__ = ["NONE", "NotForPublic", "Rule", "protect", "under"]
