"""Wires the applications together: settings, addresses, background work, errors."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cdop.settings.local")  # for all that begins in this package
