"""Text that must not be readable in the database: second-factor secrets, messages with a one-time link."""

from cryptography.fernet import Fernet
from django.conf import settings


def encrypt(text: str) -> str:
    """The stored form of a secret, under a key that is not in the database."""
    return Fernet(settings.FIELD_KEY).encrypt(text.encode()).decode()


def decrypt(stored: str) -> str:
    """The secret again."""
    return Fernet(settings.FIELD_KEY).decrypt(stored.encode()).decode()
