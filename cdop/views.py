"""Pages that belong to no app: the way in, the health check, the statements."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.context import site


@require_safe
def home(request):
    """Sends a person to the first page of their role."""
    links = site(request)["navigation"]
    return redirect(links[0].url) if links else render(request, "home.html")


@login_not_required
@require_safe
def health(request):
    """Whether the web process reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def page(request, name: str):
    """A statement that stands in a template."""
    return render(request, f"pages/{name}.html")
