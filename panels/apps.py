"""Meetings, agendas, conflicts of interest, decisions."""

from django.apps import AppConfig


class PanelsConfig(AppConfig):
    """The panel's meetings."""

    name = "panels"
