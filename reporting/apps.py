"""Statistics, disclosure control, charts and the annual report."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Reads everything but identity."""

    name = "reporting"
