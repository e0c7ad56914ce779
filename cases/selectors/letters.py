"""The wording of emails to agencies, as it stands today."""

from dataclasses import dataclass

from cases import letters
from cases.models import Letter


@dataclass(frozen=True)
class Wording:
    """One email of a panel: its text, its version (0 for the standard one)."""

    kind: str
    subject: str
    body: str
    version: int = 0

    @property
    def is_own(self) -> bool:
        """Whether the panel worded it itself."""
        return self.version > 0


def wordings(panel) -> list[Wording]:
    """Every email, in the order in which they are sent."""
    own = {row.kind: row for row in Letter.objects.filter(panel=panel)}
    return [_wording(kind, own.get(kind)) for kind in letters.KINDS]


def wording(panel, kind: str) -> Wording | None:
    """One email; nothing for a kind that there is not."""
    if kind not in letters.KINDS:
        return None
    return _wording(kind, Letter.objects.filter(panel=panel, kind=kind).first())


def _wording(kind: str, row: Letter | None) -> Wording:
    return Wording(kind, row.subject, row.body, row.version) if row else Wording(kind, *letters.standard(kind))
