"""One child's death as work: notification, information, analysis."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The case and, walled off inside it, identity."""

    name = "cases"
