"""Loaded by pytest before the settings: real services, and the schema owner's role, which may make test databases."""

import os

from cdop import embedded

os.environ["CDOP_DATABASE_ROLE"] = "owner"
embedded.ensure()
