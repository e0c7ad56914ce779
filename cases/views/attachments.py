"""Documents of a case: listed, added, downloaded, removed."""

from functools import partial

from django.views.decorators.http import require_http_methods, require_safe

from cases import policy
from cases.actions import attachments
from cases.forms.attachments import RemoveForm, UploadForm
from cases.presenters import attachments as presenter
from cases.selectors import case_page, documents, scope
from cases.selectors.scope import case_for
from cases.views.frame import find, form_page, tab_page
from common.downloads import download as sent
from common.policy import allowed

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def listing(request, case):
    """The documents of a case."""

    def context(row, child):
        may_remove = allowed(policy.manage, row, request.user)
        found = case_page.attachments_of(row)
        return {"table": presenter.table(row, found, may_remove), "scan": presenter.scan_words(found)}

    return tab_page(request, case, "documents", "documents", context)


@FORM
def add(request, case):
    """A document somebody sent."""
    row = find(request, case, policy.contribute)
    return form_page(
        request,
        row,
        UploadForm(request.POST or None, request.FILES or None, refusal=partial(documents.refusal, row)),
        tab="documents",
        heading="Add a document",
        act=lambda data: attachments.add(case_id=row.pk, by=request.user, **data),
        done="The document has been added",
    )


@require_safe
def download(request, case, attachment):
    """The document itself; the look is recorded. Always a download, never shown inside a page."""
    row = case_for(case, request.user)
    found = attachments.read(attachment_id=scope.attachment_of(row, attachment).pk, by=request.user)
    return sent(found.file.open("rb"), name=found.file_name, content_type=found.content_type)


@FORM
def remove(request, case, attachment):
    """Takes a document away from everybody."""
    row = find(request, case)
    found = scope.attachment_of(row, attachment)
    return form_page(
        request,
        row,
        RemoveForm(request.POST or None),
        tab="documents",
        heading="Remove the document",
        caption=found.title,
        warning="Nobody will be able to open it any more. Its name, size and the reason stay on record.",
        act=lambda data: attachments.remove(attachment_id=found.pk, by=request.user, **data),
        done="The document has been removed",
    )
