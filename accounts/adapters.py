"""Where our rules meet the sign-in library: no sign-up, secrets encrypted at rest."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation only."""

    def is_open_for_signup(self, request) -> bool:
        """Never: an administrator invites people."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second-factor secrets are stored encrypted, under a key that is not in the database."""

    def encrypt(self, text: str) -> str:
        """The stored form of a secret."""
        return Fernet(settings.FIELD_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return Fernet(settings.FIELD_KEY).decrypt(encrypted_text.encode()).decode()
