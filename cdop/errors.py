"""Turns refusals into pages: 403 with the reason, 409 when the moment is wrong or the page was old."""

from django.http import JsonResponse
from django.shortcuts import render

from audit.recording import record
from common.errors import Refusal, Stale


class ExplainRefusals:
    """Middleware: one place where a refusal becomes an answer, and is recorded after the rollback."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        """An answer for the errors the product raises on purpose; everything else goes on."""
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
            context = {"reason": error.sentence}
            return render(request, f"errors/{error.status}.html", context, status=error.status)
        return None


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
