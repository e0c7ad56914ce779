"""The append-only record of who did and saw what."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """One table of events and its seals."""

    name = "audit"
