"""What may be a conflict of interest, in words that name nobody but the member."""

from cases.involvement import Ground
from panels.models import PossibleConflict


def grounds(row: PossibleConflict) -> str:
    """What the record says about the person."""
    return " and ".join(str(Ground(code).label) for code in row.grounds)


def question(row: PossibleConflict) -> str:
    """What is to be settled, and what holds until then."""
    until = (
        "Until this is settled the case stays shut to them." if row.personal else "They can read the case meanwhile."
    )
    return f"{row.user} {grounds(row)}. {until}"
