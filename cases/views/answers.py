"""The agency respondent's pages: own requests, one answer. Nothing else of the case is here."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.panels import current_panel
from cases import policy
from cases.actions import attachments, requests
from cases.forms.requests import AnswerForm
from cases.identity.shared import child_for_request
from cases.presenters import requests as presenter
from cases.selectors import requests as selectors
from cases.selectors import scope
from common.downloads import download

PAGE = 25


@require_safe
def listing(request):
    """The requests addressed to this person."""
    panel = current_panel(request)
    policy.own_requests(panel, request.user)
    page = Paginator(selectors.own(request.user, panel), PAGE).get_page(request.GET.get("page"))
    return render(request, "cases/answers.html", {"page": page, "table": presenter.own_table(page.object_list)})


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, info_request):
    """One request: what is asked about which child, and the answer while it can be changed."""
    found = scope.own_request(info_request, request.user)
    policy.answer_request(found, request.user)
    saved = {"version": found.version, "text": found.return_text}
    form = AnswerForm(request.POST or None, request.FILES or None, initial=saved)
    if request.method == "POST" and form.is_valid():
        return _keep(request, found, form.cleaned_data)
    context = {
        "info": found,
        "found_by": child_for_request(found, by=request.user),
        "rows": presenter.rows(found),
        "waiting": presenter.waits(found),
        "tag": presenter.tag(found),
        "form_name": presenter.form_name(found),
        "files": selectors.own_files(found, request.user),
        "form": form,
    }
    return render(request, "cases/answer.html", context)


def _keep(request, found, data: dict):
    asked = {"request_id": found.pk, "by": request.user, "version": data["version"], "text": data["text"]}
    asked |= {"file": data["file"], "file_id": data["new_id"]}
    if "save" in request.POST:
        requests.save_answer(**asked)
        messages.success(request, "Your draft is saved. It is not sent yet.")
        return redirect("cases:answer", info_request=found.pk)
    requests.answer(**asked, knew_child="not_known" not in request.POST)
    messages.success(request, "Thank you. Your answer has been sent.")
    return redirect("cases:answer", info_request=found.pk)


@require_POST
def detach(request, info_request, attachment):
    """Takes a file back before the answer is sent."""
    found = scope.own_request(info_request, request.user)
    attachments.withdraw(attachment_id=scope.own_attachment(found, attachment, request.user).pk, by=request.user)
    messages.success(request, "The file has been taken away")
    return redirect("cases:answer", info_request=found.pk)


@require_safe
def file(request, info_request, attachment):
    """One's own file again."""
    found = scope.own_request(info_request, request.user)
    row = attachments.read(attachment_id=scope.own_attachment(found, attachment, request.user).pk, by=request.user)
    return download(row.file.open("rb"), name=row.file_name, content_type=row.content_type)
