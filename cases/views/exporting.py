"""The case-level table as a file: a page that says what leaves, then the file as its answer."""

from contextlib import ExitStack

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.panels import panels_of
from accounts.roles import Role
from accounts.views.mixins import panel_of
from cases import policy
from cases.actions import exporting as actions
from cases.forms.exporting import XLSX, ExportForm
from cases.selectors import exporting as selectors
from common.dates import today
from common.documents import workbook
from common.downloads import download, stream
from common.turns import Lasting, Turn

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BUSY = "You are taking a file of cases out already. Wait until it is there, or ten minutes, and try again."


@require_http_methods(["GET", "HEAD", "POST"])
def page(request):
    """Which cases, as what, what for; posted, the file comes back."""
    panel = panel_of(request)
    policy.export_cases(panel, request.user)
    managed = [one for one in panels_of(request.user) if request.user.has_role(one.pk, Role.MANAGER)]
    years = selectors.years(request.user, [one.pk for one in managed])
    form = ExportForm(request.POST or None, panel=panel, panels=managed, years=years)
    form.cancel_url = reverse("cases:worklist")
    if request.method == "POST" and form.is_valid():
        return _file(request, form)
    return render(request, "cases/export.html", {"form": form, "heading": "Take cases out as a file"})


def _file(request, form: ExportForm):
    """The trail first, then the rows. A person fetches one such file at a time."""
    given = form.cleaned_data
    said = {"wanted": form.wanted, "dates_of_birth": given["dates_of_birth"], "by": request.user}
    name = f"cases-{form.panel.code}-{today():%Y-%m-%d}.{given['file_format']}"
    turn = Turn("cases:export", request.user, settings.EXPORT_SECONDS, BUSY)
    with ExitStack() as failed:
        failed.callback(turn.give_back)
        noted = {"panels": form.chosen, "file_format": given["file_format"], "purpose": given["purpose"]}
        actions.note_export(**noted, **said)
        lines = actions.lines(**said)
        if given["file_format"] == XLSX:
            return download(workbook.of_csv(lines), name=name, content_type=SHEET)
        failed.pop_all()
        return stream(Lasting(turn, lines), name=name, content_type="text/csv; charset=utf-8")
