"""One line of time from all that happened in a case, the latest first."""

from datetime import date, datetime, time

from django.utils import timezone

from cases.models import InformationRequest
from cases.presenters.links import to
from cases.workflow import Status, Step
from common.components import Link, TimelineEntry
from common.formats import day

State = InformationRequest.State


def timeline(view, changes: list, notes: list, documents: list, more: list[TimelineEntry] = ()) -> list[TimelineEntry]:
    """``more`` and steps, notes, requests, processes, delays, key workers, documents, recommendations."""
    entries = [
        *more,
        *(_change(change) for change in changes),
        *(_note(note) for note in notes),
        *_case(view.case),
        *(entry for request in view.requests for entry in _request(view.case, request)),
        *(entry for process in view.processes for entry in _process(process)),
        *(entry for delay in view.delays for entry in _delay(delay)),
        *(entry for worker in view.key_workers for entry in _key_worker(worker)),
        *(_document(view.case, document) for document in documents),
        *(entry for row in view.recommendations for entry in _recommendation(row)),
    ]
    return sorted(entries, key=lambda entry: _moment(entry.when), reverse=True)


def _moment(when: date | datetime) -> datetime:
    if isinstance(when, datetime):
        return when
    return timezone.make_aware(datetime.combine(when, time.min))


def _change(change) -> TimelineEntry:
    title = "Case opened" if not change.from_status else Step(change.step).label
    text = change.reason if change.from_status else ""
    now = f"Now: {Status(change.to_status).label}."
    return TimelineEntry(title, change.at, change.by_label, f"{text}\n{now}".strip())


def _note(note) -> TimelineEntry:
    return TimelineEntry("Note", note.happened_on, str(note.by), note.text)


def _case(case):
    yield TimelineEntry("Death", case.died_on)
    yield TimelineEntry("Death notified to the panel", case.notified_on)
    if case.ncmd_notified_on:
        yield TimelineEntry("National database told", case.ncmd_notified_on)
    if case.cdrm_on and case.status == Status.CDRM_SCHEDULED:
        yield TimelineEntry("Child death review meeting arranged for this day", case.cdrm_on)
    elif case.cdrm_on:
        yield TimelineEntry("Child death review meeting", case.cdrm_on)


def _request(case, request):
    links = [Link("Open the request", to("request", case, info_request=request.pk), f"to {request.organisation}")]
    text = f"{request.respondent_name}, due {day(request.due_on)}."
    yield TimelineEntry(f"Information asked of {request.organisation}", request.asked_on, "", text, links)
    if request.state == State.RECEIVED:
        yield TimelineEntry(f"Information received from {request.organisation}", request.answered_on, "", "", links)
    if request.state == State.NOT_KNOWN_CHILD:
        yield TimelineEntry(f"{request.organisation} did not know the child", request.answered_on)
    if request.state == State.CANCELLED:
        title = f"Request to {request.organisation} cancelled"
        yield TimelineEntry(title, request.updated_at, "", request.cancel_reason)


def _process(process):
    if process.started_on:
        yield TimelineEntry(f"{process} started", process.started_on)
    if process.ended_on:
        yield TimelineEntry(f"{process} ended", process.ended_on, "", process.outcome)


def _delay(delay):
    yield TimelineEntry(
        f"Delay: {str(delay).lower()}", delay.started_on, "", f"Waiting for {delay.owner}. {delay.note}"
    )
    if delay.ended_on:
        yield TimelineEntry(f"Delay over: {str(delay).lower()}", delay.ended_on)


def _key_worker(worker):
    yield TimelineEntry(f"Key worker: {worker.name}", worker.starts_on, "", str(worker.organisation))
    if worker.ends_on:
        yield TimelineEntry(f"Key worker ended: {worker.name}", worker.ends_on)


def _document(case, document) -> TimelineEntry:
    if document.removed_at:
        return TimelineEntry(f"Document removed: {document.title}", document.removed_at, "", document.removed_reason)
    url = to("download", case, attachment=document.pk)
    return TimelineEntry(
        f"Document added: {document.title}",
        document.created_at,
        document.sender,
        "",
        [Link("Download", url, document.title)],
    )


def _recommendation(row):
    yield TimelineEntry("Recommendation", row.made_on, "", f"{row.text}\n{row.owner}, by {day(row.due_on)}.")
    if row.closed_on:
        title = f"Recommendation {row.get_state_display().lower()}"
        yield TimelineEntry(title, row.closed_on, "", row.answer)
