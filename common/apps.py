"""What two apps need and neither owns."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """No tables."""

    name = "common"
