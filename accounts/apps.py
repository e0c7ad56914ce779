"""People, organisations, panels, roles, sign-in, outgoing messages."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and what they may do."""

    name = "accounts"
