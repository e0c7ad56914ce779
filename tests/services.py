"""Loaded by pytest before the settings: real services, and the schema owner's role, which may make test databases.

The tests have servers of their own, without the waits for the disk: a running demonstration is not touched.
"""

import os

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cdop.settings.test")  # importing cdop would choose the local ones
os.environ.setdefault("CDOP_TEST_FAST", "1")
os.environ["CDOP_DATABASE_ROLE"] = "owner"
os.environ["CDOP_PANELS"] = "all"

from cdop import embedded  # noqa: E402  reads the lines above

try:
    embedded.ensure()
except embedded.EmbeddedError as error:
    pytest.exit(str(error), returncode=1)
