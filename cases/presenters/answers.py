"""A request as the person who was asked sees it: own list, own answer, own copy."""

from django.urls import reverse

from cases.models import InformationRequest
from cases.presenters.requests import form_name, tag, waits
from common.components import Cell, Column, Table
from common.formats import day, file_size, short_day

__all__ = ["as_text", "form_name", "own_table", "tag", "waits"]


def own_table(requests) -> Table:
    """A respondent's own requests: reference and dates; who the child is stands on the page of each."""
    rows = [
        [
            Cell(request.case.reference, url=reverse("cases:answer", kwargs={"info_request": request.pk})),
            form_name(request),
            short_day(request.asked_on),
            short_day(request.due_on),
            Cell("", tags=[tag(request)]),
        ]
        for request in requests
    ]
    columns = [Column(c) for c in ("Reference", "Form", "Asked", "Answer by", "Where it stands")]
    return Table("Requests addressed to you", columns, rows, stack=True, caption_hidden=True)


def as_text(request: InformationRequest, files: list, parts: list = ()) -> str:
    """The copy that a respondent keeps: reference, dates, the form, what was written, the names of the files."""
    knew = request.state == InformationRequest.State.RECEIVED
    said = request.return_text if knew else "The agency did not know this child."
    lines = [
        f"Answer to a request for information, {request.case.reference}",
        "",
        f"Form: {form_name(request)}",
        f"Organisation: {request.organisation}",
        f"Asked on: {day(request.asked_on)}",
        f"Sent on: {day(request.answered_on)}",
        "",
        said,
    ]
    for part in parts:
        lines += ["", part.title, "-" * len(part.title), *(f"{row.label}: {row.value}" for row in part.rows)]
    if files:
        lines += ["", "Files:", *(f"- {row.file_name} ({file_size(row.size)})" for row in files)]
    return "\n".join(lines) + "\n"
