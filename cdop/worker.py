"""The way in for worker and scheduler: their work is of every panel, so their connections see every row."""

import os

os.environ["CDOP_PANELS"] = "all"

from cdop.celery import app  # noqa: E402  the settings read the line above

__all__ = ["app"]
