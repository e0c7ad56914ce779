"""Requests for information as tables, tags and lists."""

from cases.models import InformationRequest
from cases.presenters.links import to
from cases.vocabularies import RequestedForm
from common.components import Cell, Column, Link, SummaryRow, Table, Tag
from common.dates import today
from common.formats import day, file_size, short_day

State = InformationRequest.State
COLOURS = {State.RECEIVED: "green", State.NOT_KNOWN_CHILD: "grey", State.CANCELLED: "grey"}


def form_name(request: InformationRequest) -> str:
    """The form asked for, in words."""
    return dict(RequestedForm.choices).get(request.form, request.form)


def waits(request: InformationRequest) -> bool:
    """Whether the answer is still awaited."""
    return request.state == State.ASKED


def tag(request: InformationRequest) -> Tag:
    """Where the request stands, with what is overdue."""
    if not waits(request):
        return Tag(request.get_state_display(), COLOURS[request.state])
    return Tag("Overdue", "red") if request.due_on < today() else Tag("Asked", "blue")


def table(case, requests: list) -> Table:
    """All requests of a case."""
    rows = [
        [
            Cell(request.organisation, url=to("request", case, info_request=request.pk)),
            Cell(request.respondent_name, note=request.respondent_role),
            form_name(request),
            short_day(request.asked_on),
            short_day(request.due_on),
            Cell(short_day(request.answered_on), tags=[tag(request)]),
        ]
        for request in requests
    ]
    columns = [Column(c) for c in ("Organisation", "Who is asked", "Form", "Asked", "Due", "Answer")]
    return Table("Requests for information", columns, rows, stack=True, caption_hidden=True)


def rows(request: InformationRequest) -> list[SummaryRow]:
    """One request in full."""
    found = [
        SummaryRow("Organisation", request.organisation),
        SummaryRow("Who is asked", f"{request.respondent_name}\n{request.respondent_role}".strip()),
        SummaryRow("Email", request.respondent_email),
        SummaryRow("Form", form_name(request)),
        SummaryRow("Asked on", day(request.asked_on)),
        SummaryRow("Due", day(request.due_on)),
    ]
    if request.last_chased_on:
        found.append(SummaryRow("Last chased on", day(request.last_chased_on)))
    if request.state == State.CANCELLED:
        found.append(SummaryRow("Cancelled because", request.cancel_reason))
    if request.answered_on:
        how = request.get_answered_via_display()
        found.append(SummaryRow("Answered on", f"{day(request.answered_on)}\n{how}".strip()))
        found.append(SummaryRow("Answered by", request.answered_by or request.answered_name or "The system"))
    return found


def documents(request: InformationRequest) -> list[Link]:
    """The files of an answer that was sent; one that came another way has none."""
    if request.answered_via != InformationRequest.Via.SERVICE:
        return []
    return [
        Link(f"{row.title} ({file_size(row.size)})", to("download", request.case, attachment=row.pk))
        for row in request.attachments.all()
        if row.removed_at is None
    ]


def from_professional(person) -> dict:
    """What is known of a professional who may be asked, as the start of the form."""
    if person is None:
        return {}
    return {
        "respondent_name": person.name,
        "respondent_role": person.role,
        "respondent_email": person.email,
    }
