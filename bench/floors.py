"""What bars are measured against, written as well as we can: a floor that is made slow proves nothing."""

from functools import wraps

from django.contrib import admin
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.models import Case
from common import wall


def empty(request):
    """F0: nothing but the way through the server and the middleware."""
    return HttpResponse("")


empty.login_required = False


@require_safe
def one(request):
    """F1: a signed-in page that reads one row by its key, with the frame that every page has."""
    panel = request.user.current_memberships[0].panel
    return render(request, "layouts/message_page.html", {"heading": panel.name})


class CaseList(admin.ModelAdmin):
    """The usual list of a careful administrator: related rows joined, few columns, 50 a page, ordered by an index."""

    list_display = ("reference", "status", "local_authority", "died_on", "notified_on", "case_worker")
    list_filter = ("status",)
    list_select_related = ("local_authority", "case_worker")
    list_per_page = 50
    ordering = ("-notified_on", "reference")
    search_fields = ("reference",)

    def has_view_permission(self, request, obj=None):
        """Everybody may look: rights are not what is measured."""
        return True

    has_module_permission = has_view_permission


class LeanCaseList(CaseList):
    """The same without the second count."""

    show_full_result_count = False


class Site(admin.AdminSite):
    """Lets everybody in who is signed in, to the whole table: who has Django's own list has no wall between panels."""

    def has_permission(self, request):
        """Rights are not what is measured."""
        return request.user.is_authenticated

    def admin_view(self, view, cacheable=False):
        """Asks and draws with the wall open."""
        usual = super().admin_view(view, cacheable)

        @wraps(usual)
        def without_wall(request, *args, **kwargs):
            with wall.everything():
                response = usual(request, *args, **kwargs)
                return response.render() if hasattr(response, "render") else response

        return without_wall


site, lean_site = Site(name="admin"), Site(name="admin_lean")
site.register(Case, CaseList)
lean_site.register(Case, LeanCaseList)
