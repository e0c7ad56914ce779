"""Addresses that hold a secret: no answer there hands its address to another page."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse


def unreferred(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Every answer of ``view``, refusals included: the next page may learn the site it came from, not the address.

    “no-referrer” would make the browser post the button with “Origin: null”, which is refused.
    """

    @wraps(view)
    def answered(request, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "strict-origin"
        return response

    return answered
