"""Every environment variable the product reads, typed and in one place.

A missing or unusable value stops the start with a sentence that names the variable.
Secrets may also stand in a file: ``SECRET_KEY_FILE`` is read where ``SECRET_KEY`` is absent.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

_env = environ.Env()
OURS = {"options", "pool"}  # of a connection: among them is which rows it is shown


def secret(name: str, default: str | None = None) -> str:
    """The value of ``name``, or the content of the file that ``name``_FILE points to."""
    path = os.environ.get(f"{name}_FILE")
    if name not in os.environ and path:
        return Path(path).read_text(encoding="utf-8").strip()
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name} (or {name}_FILE).")
    return value


def text(name: str, default: str = "") -> str:
    """A plain text value."""
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    """A yes or no value."""
    return _env.bool(name, default=default)


def number(name: str, default: int) -> int:
    """A whole number."""
    return _env.int(name, default=default)


def listing(name: str) -> list[str]:
    """Values separated by commas."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def single_sign_on(identifier: str, name: str) -> list[dict]:
    """The OpenID Connect provider of the organisation, or none where ``OIDC_ISSUER`` is not set.

    The issuer is asked over TLS; on the loopback alone it may do without, for tests.
    """
    issuer = text("OIDC_ISSUER").rstrip("/")
    if not issuer:
        return []
    if not issuer.startswith("https://") and urlsplit(issuer).hostname not in ("127.0.0.1", "localhost"):
        raise ImproperlyConfigured("OIDC_ISSUER must begin with https://.")
    return [
        {
            "provider_id": identifier,
            "name": name,
            "client_id": secret("OIDC_CLIENT_ID"),
            "secret": secret("OIDC_CLIENT_SECRET"),
            "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
        }
    ]


def database() -> dict:
    """The connection of the role this process runs as: the application's, or the schema owner's.

    Only schema work (migrations) runs as the owner; the application's role cannot alter the audit trail. What the
    address asks of the connection (``?sslmode=verify-full``) is kept.
    """
    if is_owner():
        return _reached("DATABASE_OWNER_URL", secret("DATABASE_OWNER_URL"))
    return _reached("DATABASE_URL", secret("DATABASE_URL"))


def replica() -> dict | None:
    """The same database on a streaming replica, for the application; nothing where none is named."""
    url = secret("DATABASE_REPLICA_URL", "")
    return _reached("DATABASE_REPLICA_URL", url) if url and not is_owner() else None


def _reached(name: str, url: str) -> dict:
    parts = _parts(url)
    if OURS & parts["OPTIONS"].keys():
        raise ImproperlyConfigured(f"{name} may not hold {' or '.join(sorted(OURS))}: the service sets them itself.")
    return {"ENGINE": "django.db.backends.postgresql", **parts}


def is_owner() -> bool:
    """Whether this process runs as the owner of the schema."""
    return os.environ.get("CDOP_DATABASE_ROLE") == "owner"


def opened() -> str:
    """How a connection begins: with every row in worker, commands and tests, with none in the web process.

    Whoever starts says so (``manage.py``, ``cdop.worker``); a process that nobody thought of sees nothing.
    """
    return "-c cdop.panels=all" if text("CDOP_PANELS") == "all" else ""


def _parts(url: str) -> dict:
    config = {"OPTIONS": {}, **environ.Env.db_url_config(url)}
    host = config["OPTIONS"].pop("host", None)
    if host:
        config["HOST"] = host[0] if isinstance(host, list) else host
    return {key: config[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS") if key in config}
