"""The answers of a form that say who somebody is: kept here, next to the child, and put together with the rest."""

from cases.identity.models import IdentityAnswers
from cases.models import FormResponse


def answers_of(response: FormResponse) -> dict:
    """What is kept for this form; the caller asks whether it may be read."""
    found = IdentityAnswers.objects.filter(response=response).first()
    return found.answers if found else {}


def changes_of(response: FormResponse) -> list[tuple[int, dict]]:
    """``(version made, what stood there before)`` of a draft."""
    found = IdentityAnswers.objects.filter(response=response).first()
    return [(made, before) for made, before in found.changes] if found else []
