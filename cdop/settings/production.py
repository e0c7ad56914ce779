"""Production: ``base`` is already strict; this adds refusals to start with anything unsafe."""

from django.core.exceptions import ImproperlyConfigured

from cdop.settings.base import *  # noqa: F403

LOGGING["formatters"]["plain"] = {  # noqa: F405
    "()": "common.logs.StructuredFormatter",
    "format": "%(levelname)s %(name)s %(request_id)s %(message)s",
    "rename_fields": {"levelname": "level", "name": "logger"},
    "timestamp": True,
}
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

_UNSAFE = {
    "SECRET_KEY is a default or shorter than 50 characters": len(SECRET_KEY) < 50  # noqa: F405
    or "not-a-secret" in SECRET_KEY,  # noqa: F405
    "FIELD_KEY is a default": FIELD_KEY.startswith("bG9jYWwt"),  # noqa: F405
    "ALLOWED_HOSTS is empty or allows any host": not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS,  # noqa: F405
    "DEBUG is on": DEBUG or env.flag("DEBUG"),  # noqa: F405
    "SITE_URL is not https": not SITE_URL.startswith("https://"),  # noqa: F405
}
for _sentence, _found in _UNSAFE.items():
    if _found:
        raise ImproperlyConfigured(f"Refusing to start: {_sentence}.")
