"""The Celery application. Tasks carry ids only; rows in the database say what is due."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cdop.settings.local")

app = Celery("cdop")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
