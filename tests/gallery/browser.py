"""Serves the gallery to a browser without a server: each request is answered by Django's own test client."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client, override_settings

TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
HOST = "http://gallery.test"
SIZES = {320: 640, 768: 1024, 1280: 900}

plain = override_settings(
    ROOT_URLCONF="tests.gallery.urls",
    ALLOWED_HOSTS=["gallery.test", "testserver"],
    MIDDLEWARE=[
        "csp.middleware.CSPMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    MESSAGE_STORAGE="django.contrib.messages.storage.cookie.CookieStorage",
    SECURE_SSL_REDIRECT=False,
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [settings.BASE_DIR / "templates", Path(__file__).parent / "templates"],
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.messages.context_processors.messages",
                    "tests.gallery.pages.frame",
                ]
            },
        }
    ],
)


def answer(route) -> None:
    """One request of the browser."""
    request = route.request
    address = urlsplit(request.url)
    if address.path.startswith("/static/"):
        found = finders.find(address.path.removeprefix("/static/"))
        if not found:
            route.fulfill(status=404, body="")
            return
        route.fulfill(body=Path(found).read_bytes(), content_type=TYPES[Path(found).suffix])
        return
    response = _ask(request, address)
    headers = {name.lower(): value for name, value in response.items() if name.lower() != "set-cookie"}
    route.fulfill(status=response.status_code, body=response.content, headers=headers)


def _ask(request, address):
    client = Client(SERVER_NAME="gallery.test")
    target = f"{address.path}?{address.query}"
    if request.method == "POST":
        kind = request.headers.get("content-type", "")
        return client.generic("POST", target, request.post_data_buffer or b"", content_type=kind)
    return client.get(target)


def visible_text(html: str) -> str:
    """Text with its white space collapsed."""
    return re.sub(r"\s+", " ", html).strip()
