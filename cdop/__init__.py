"""Wires the applications together: settings, addresses, background work, errors."""

from cdop.celery import app as celery_app

__all__ = ["celery_app"]
