"""Turns refusals into pages: 403 with the reason, 409 when the moment is wrong or the page was old."""

from django.db import IntegrityError
from django.http import JsonResponse
from django.shortcuts import render
from psycopg.errors import UniqueViolation

from audit.recording import record
from common.errors import NotNow, Refusal, Stale

USED = NotNow("used", "This page was sent before, for something else. Nothing was saved. Open it anew and try again.")


class ExplainRefusals:
    """Middleware: one place where a refusal becomes an answer, and is recorded after the rollback."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        """An answer for the errors the product raises on purpose; everything else goes on."""
        error = USED if _takes_a_key_again(error) else error
        if isinstance(error, Refusal) and request.headers.get("Accept") == "application/json":
            return JsonResponse({"reason": error.sentence}, status=error.status)  # asked by a script of ours
        if isinstance(error, Stale):
            return render(
                request,
                "errors/stale.html",
                {"reason": error.sentence, "differences": error.differences},
                status=409,
            )
        if isinstance(error, Refusal):
            _note(request, error)
            context = {"reason": error.sentence, "unmet": getattr(error, "unmet", ())}
            return render(request, f"errors/{error.status}.html", context, status=error.status)
        return None


def _takes_a_key_again(error: Exception) -> bool:
    """Whether a page was sent whose key another row has: a page sent twice gives that row, so it was for another."""
    broken = error.__cause__ if isinstance(error, IntegrityError) else None
    return isinstance(broken, UniqueViolation) and (broken.diag.constraint_name or "").endswith("_pkey")


def _note(request, error: Refusal) -> None:
    if request.user.is_authenticated:
        record(
            "refused",
            by=request.user,
            subject=request.user,
            details={"code": error.code, "view": _view(request)},
        )


def _view(request) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""
