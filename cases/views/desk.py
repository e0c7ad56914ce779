"""One request as the person who was asked works on it: the same pages for somebody signed in and for a link.

A desk says whose request it is and where its pages are; nothing else of the case can be reached from it.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cases.actions import attachments, handovers, links, requests
from cases.forms.requests import AnswerForm, PassOnForm
from cases.identity.shared import child_for_request
from cases.models import InformationRequest
from cases.presenters import answers as presenter
from cases.presenters.responses import parts, state_tag
from cases.selectors import requests as selectors
from cases.selectors import responses, scope
from common.downloads import download

SIGNED_IN = {
    "page": "answer", "file": "own_file", "detach": "detach", "pass_on": "pass_on", "copy": "answer_copy",
    "form": "own_form_overview", "begin": "own_form_begin",
}  # fmt: skip
BY_LINK = {
    "page": "respond", "file": "respond_file", "detach": "respond_detach", "pass_on": "respond_pass",
    "copy": "respond_copy", "form": "respond_form_overview", "begin": "respond_form_begin",
}  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """The request, who works on it, and whether they came by a link."""

    found: InformationRequest
    by: object
    by_link: bool = False

    def url(self, name: str, **keys) -> str:
        """The address of one of the pages."""
        if self.by_link:
            return reverse(f"cases:{BY_LINK[name]}", kwargs=keys)
        return reverse(f"cases:{SIGNED_IN[name]}", kwargs={"info_request": self.found.pk, **keys})

    @property
    def urls(self) -> dict[str, str]:
        """The pages that need no key."""
        return {name: self.url(name) for name in ("page", "pass_on", "copy")}


def page(request, desk: Desk) -> HttpResponse:
    """What is asked about which child, and the answer while it can be changed."""
    found = desk.found
    form = AnswerForm(
        request.POST or None, request.FILES or None, initial={"version": found.version, "text": found.return_text}
    )
    if request.method == "POST" and form.is_valid():
        return _keep(request, desk, form.cleaned_data)
    files, begun = selectors.own_files(found), responses.of_request(found)
    context = {
        "desk": desk,
        "info": found,
        "found_by": child_for_request(found, by=desk.by),
        "waiting": presenter.waits(found),
        "tag": presenter.tag(found),
        "form_name": presenter.form_name(found),
        "files": [(row, desk.url("file", attachment=row.pk), desk.url("detach", attachment=row.pk)) for row in files],
        "form": form,
        "begun": begun,
        "form_tag": state_tag(begun) if begun else None,
        "form_url": desk.url("form"),
        "begin_url": desk.url("begin"),
    }
    return render(request, "cases/answer.html", context)


def _keep(request, desk: Desk, data: dict) -> HttpResponse:
    asked = {"request_id": desk.found.pk, "by": desk.by, "version": data["version"], "text": data["text"]}
    asked |= {"file": data["file"], "file_id": data["new_id"]}
    if "save" in request.POST:
        requests.save_answer(**asked)
        messages.success(request, _saved(desk))
    else:
        requests.answer(**asked, knew_child="not_known" not in request.POST)
        messages.success(request, "Thank you. Your answer has been sent.")
    return redirect(desk.url("page"))


def _saved(desk: Desk) -> str:
    if not desk.by_link:
        return "Your draft is saved. It is not sent yet."
    links.send_fresh(request_id=desk.found.pk, by=desk.by)
    return "Your draft is saved. It is not sent yet. A fresh link to come back with is on its way; your code stays."


def pass_on(request, desk: Desk) -> HttpResponse:
    """Hands the request to a colleague; the code to tell them is shown once."""
    form = PassOnForm(request.POST or None, initial={"version": desk.found.version})
    form.cancel_url = desk.url("page")
    if request.method == "POST" and form.is_valid():
        code = handovers.pass_on(request_id=desk.found.pk, by=desk.by, **form.cleaned_data)
        context = {"code": code, "name": form.cleaned_data["name"], "info": desk.found, "desk": desk}
        return render(request, "cases/respond/passed.html", context)
    return render(request, "cases/respond/pass_on.html", {"form": form, "info": desk.found, "desk": desk})


def copy(request, desk: Desk) -> HttpResponse:
    """What was sent, as a text file. Its name says nothing about the child."""
    files = selectors.files_for_copy(desk.found, by=desk.by)
    text = presenter.as_text(desk.found, files, _form_parts(desk, files))
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="answer-{desk.found.case.reference}.txt"'
    return response


def _form_parts(desk: Desk, files: list) -> list:
    row = responses.of_request(desk.found)
    if row is None or row.is_draft:
        return []
    names = {str(file.pk): file.file_name for file in files}
    return parts(responses.definition_of(row), responses.answers_of(row, by=desk.by), files=names, blank=False)


def detach(request, desk: Desk, attachment) -> HttpResponse:
    """Takes a file back before the answer is sent."""
    attachments.withdraw(attachment_id=scope.own_attachment(desk.found, attachment).pk, by=desk.by)
    messages.success(request, "The file has been taken away")
    return redirect(desk.url("page"))


def file(desk: Desk, attachment) -> FileResponse:
    """One's own file again."""
    row = attachments.read(attachment_id=scope.own_attachment(desk.found, attachment).pk, by=desk.by)
    return download(row.file.open("rb"), name=row.file_name, content_type=row.content_type)
