"""What every answer carries, whatever its status: the browser's protections, and nothing kept or listed."""

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client
from redis import exceptions as broker

from cdop import views
from cdop.settings import base

pytestmark = pytest.mark.django_db
ALWAYS = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    # not “no-referrer”: with it browsers post forms with “Origin: null”, which the check against forgery refuses
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
DIRECTIVES = {
    "default-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "style-src 'self'",
}


@pytest.fixture
def browser(settings):
    """A client that is treated as in production."""
    settings.SECURE_HSTS_SECONDS = base.SECURE_HSTS_SECONDS
    settings.SECURE_SSL_REDIRECT = True
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def _fail():
    raise RuntimeError("planted")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/health/", 200),
        ("get", "/account/login/", 200),
        ("get", "/notify/", 200),
        ("get", "/", 302),
        ("get", "/nowhere/", 404),
        ("post", "/account/login/", 403),
        ("post", "/health/", 403),
    ],
)
def test_every_answer_is_protected(browser, method, path, status):
    response = getattr(browser, method)(path, secure=True)
    assert response.status_code == status
    _check(response)


@pytest.mark.filterwarnings("ignore")
def test_a_failure_is_protected_and_says_nothing(browser, monkeypatch):
    monkeypatch.setattr(views.looking, "ready", _fail)
    response = browser.get("/health/", secure=True)
    assert response.status_code == 500
    assert b"planted" not in response.content
    assert response.wsgi_request.id.encode() in response.content
    _check(response)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("away", [OperationalError, InterfaceError, broker.ConnectionError, broker.TimeoutError])
def test_what_is_out_of_reach_is_said_to_be(browser, monkeypatch, away):
    def fail():
        raise away("planted")

    monkeypatch.setattr(views.looking, "ready", fail)
    response = browser.get("/health/", secure=True)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert b"planted" not in response.content
    assert b"not available just now" in response.content
    _check(response)


def _check(response):
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS
    assert "no-store" in response.headers["Cache-Control"]
    assert "Server" not in response.headers
    policy = response.headers["Content-Security-Policy"]
    assert {part.strip() for part in policy.split(";")} >= DIRECTIVES
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "camera=()" in response.headers["Permissions-Policy"]


def test_plain_http_is_sent_to_https(browser):
    response = browser.get("/account/login/")
    assert response.status_code == 301
    assert response["Location"].startswith("https://")
