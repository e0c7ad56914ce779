"""What holds everywhere. Strict first: a relaxation stands in ``local`` or ``test``, by name."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from cdop import env
from cdop.settings import patience
from cdop.settings.signin import *  # noqa: F403
from common import wall

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.text("CDOP_VAR", str(BASE_DIR / "var")))

SECRET_KEY = env.secret("SECRET_KEY")
FIELD_KEY = env.secret("FIELD_KEY")  # encrypts second-factor secrets; kept apart from the database
DEBUG = False
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.listing("CSRF_TRUSTED_ORIGINS")
SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000")
DEMONSTRATION = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "csp",
    "crispy_forms",
    "django_prose_editor",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "common",
    "audit",
    "accounts",
    "cases",
    "panels",
    "reporting",
    "cdop",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "common.middleware.RequestContext",
    "common.middleware.ResponseHeaders",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SessionLimits",
    "accounts.middleware.OwnPanels",
    "accounts.middleware.ScreenLock",
    "accounts.middleware.SecondFactorRequired",
    "accounts.middleware.FreshProof",
    "cdop.errors.ExplainRefusals",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "cdop.urls"
WSGI_APPLICATION = "cdop.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "common.forms.renderer.Plain"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.site",
            ],
        },
    },
]


def _held(database: dict) -> dict:
    """How we hold a database: each action opens its own transaction, and a dead connection fails nobody's page."""
    options = {
        **database["OPTIONS"],  # such as sslmode
        "pool": {"min_size": 1, "max_size": 8, "timeout": 4, "reset": wall.forget},
        "options": f"{env.opened()} {patience.here().options()}",
    }
    return {**database, "ATOMIC_REQUESTS": False, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}


DATABASES = {"default": _held(env.database())}
if _replica := env.replica():
    DATABASES["replica"] = _held(_replica) | {"TEST": {"MIRROR": "default"}}
DATABASE_ROUTERS = ["common.replica.Reads"]

EXPORT_SECONDS = patience.EXPORT_SECONDS  # how long the file of all cases may take, whoever fetches it
AUDIT_ANCHORS = env.text("AUDIT_ANCHORS")  # a file outside the database for the heads of the audit trail
METRICS_TOKEN = env.secret("METRICS_TOKEN", "")  # what monitoring shows to read /metrics/; without one there is none
CERTIFICATE_AT = env.text("CERTIFICATE_AT")  # host:port of the proxy, where the site's own name leads nowhere
BACKUP_RECIPIENTS = env.listing("BACKUP_RECIPIENTS")  # public keys; the private ones are kept elsewhere

SESSION_ENGINE = "common.sessions"  # in the database: without a broker people stay in, and an end holds
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_IDLE_SECONDS = 15 * 60
SESSION_ABSOLUTE_SECONDS = 8 * 3600
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_SAMESITE = "Lax"
DEVICE_COOKIE_NAME = "__Host-device"
DEVICE_COOKIE_AGE = 60 * 24 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False

CRISPY_ALLOWED_TEMPLATE_PACKS = "govuk"
CRISPY_TEMPLATE_PACK = "govuk"

REDIS_URL = env.secret("REDIS_URL")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

TASKS = "cdop.celery.app"  # loaded by workers, and by a web process with the first thing that it hands over
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_TIME_LIMIT = 600
CELERY_TIMEZONE = "Europe/London"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.secret("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "no-reply@example.org")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
LANGUAGES = [("en-gb", "English")]
FORMAT_MODULE_PATH = []

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "build" / "collected"
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "build" / "static"]
STORAGES = {
    "default": {
        "BACKEND": "common.storage.WholeFiles",
        "OPTIONS": {"location": VAR_DIR / "files", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
ATTACHMENT_MAX_BYTES = 20 * 1024 * 1024
ATTACHMENT_MAX_PER_CASE = 500
ATTACHMENT_QUOTA_BYTES = env.number("DOCUMENT_QUOTA_MB", 20_000) * 1024 * 1024  # of one panel
CLAMD_ADDRESS = env.text("CLAMD_ADDRESS")  # unix:/run/clamav/clamd.ctl or host:port; empty where there is no scanner
CLAMD_SECONDS = 30

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # “no-referrer” makes browsers post forms with “Origin: null”, which is refused
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_SSL_REDIRECT = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = {
    feature: [] for feature in ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")
}
TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "common.logs.RequestIdFilter"},
        "secrets": {"()": "common.logs.SecretFilter"},
    },
    "formatters": {
        "plain": {
            "()": "common.logs.PlainFormatter",
            "format": "%(levelname)s %(name)s [%(request_id)s] %(message)s",
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["request_id", "secrets"]}
    },
    "root": {"handlers": ["console"], "level": "INFO"},
}
