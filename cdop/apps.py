"""The wiring app: it brings commands and demonstration data."""

from django.apps import AppConfig


class CdopConfig(AppConfig):
    """No models of its own."""

    name = "cdop"
