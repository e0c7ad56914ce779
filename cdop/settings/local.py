"""A developer's machine and the demonstration: plain HTTP on loopback, invented data, example secrets."""

import os

os.environ.setdefault("SECRET_KEY", "local-only-not-a-secret")  # noqa: S105
os.environ.setdefault("FIELD_KEY", "bG9jYWwtb25seS1ub3QtYS1zZWNyZXQtMzItYnl0ZXM=")

from cdop import env  # noqa: E402
from cdop.settings import patience  # noqa: E402
from cdop.settings.base import *  # noqa: E402, F403

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DEMONSTRATION = True

# Loopback has no TLS: cookies lose the prefix that demands it.
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
SESSION_COOKIE_NAME = "session"
CSRF_COOKIE_SECURE = False
CSRF_COOKIE_NAME = "csrf"
DEVICE_COOKIE_NAME = "device"

# A laptop that does other things at the same time may wait longer for its database.
_LIMITS = patience.here(patience.PAGES_OF_A_BUSY_LAPTOP).options()
DATABASES["default"]["OPTIONS"]["options"] = f"{env.opened()} {_LIMITS}"  # noqa: F405

# Mail of the demonstration is kept as files that its users can open; see the README.
if "EMAIL_HOST" not in os.environ:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"  # noqa: F405
EMAIL_USE_TLS = False

# Whoever tries things out for an hour is not asked for a code every five minutes.
ACCOUNT_REAUTHENTICATION_TIMEOUT = env.number("PROOF_SECONDS", 300)  # noqa: F405
