"""The test suite: as local, with plain static files and fast password hashes."""

from cdop.settings.local import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
AUDIT_ANCHORS = ""
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DATABASES["default"]["OPTIONS"] = env.opened()  # noqa: F405  a pool would keep test databases open
WHITENOISE_AUTOREFRESH = True  # finds files where they lie; the collected ones may not be made yet
