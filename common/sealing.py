"""Text kept so that the database alone does not give it away: the key is not stored there."""

import json

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def seal(value: object) -> str:
    """``value`` as JSON, encrypted; the empty string stands for nothing kept."""
    return Fernet(settings.FIELD_KEY).encrypt(json.dumps(value).encode()).decode()


def unseal(text: str) -> object | None:
    """What was sealed, or ``None`` when there is nothing, or it cannot be read with today's key."""
    if not text:
        return None
    try:
        return json.loads(Fernet(settings.FIELD_KEY).decrypt(text.encode()))
    except InvalidToken:
        return None
