"""What to do next in a case, the most urgent first: the answer to “it is Tuesday, where do I begin?”"""

from dataclasses import dataclass
from datetime import date, timedelta

from cases import clocks, followup, workflow
from cases.models import InformationRequest
from cases.presenters.case import current_key_worker
from cases.presenters.links import elsewhere, to
from cases.presenters.processes import blocked
from cases.workflow import Status, Step
from common.components import Tag
from common.formats import day

SOON = timedelta(days=7)
OPEN_ACTION = followup.OPEN


@dataclass(frozen=True)
class Todo:
    """One thing to do: words, where, by when."""

    words: str
    url: str
    due_on: date | None = None
    note: str = ""
    tag: Tag | None = None


def _tag(due_on: date | None, today: date) -> Tag | None:
    if due_on is None:
        return None
    if due_on < today:
        return Tag("Overdue", "red")
    return Tag("Due soon", "yellow") if due_on <= today + SOON else None


def _do(words: str, url: str, today: date, due_on: date | None = None, note: str = "") -> Todo:
    return Todo(words, url, due_on, note, _tag(due_on, today))


def todos(view, targets: list[clocks.Clock], today: date) -> list[Todo]:
    """Everything to do now in the case of a ``case_page.Overview`` with its time limits, dated things first."""
    due = {clock.code: None if clock.state == clocks.State.HELD else clock.due_on for clock in targets}
    found = [*_office(view, today), *_information(view, today), *_stage(view, due, today), *_register(view, today)]
    return sorted(found, key=lambda item: (item.due_on is None, item.due_on or today))


def _office(view, today: date):
    case = view.case
    if case.status not in workflow.OPEN:
        return
    if case.ncmd_notified_on is None and not case.imported:
        due = case.died_on + timedelta(days=clocks.NCMD_DAYS)
        yield _do("Record when the national database was told", to("national", case), today, due, "Within 48 hours.")
    if current_key_worker(view.key_workers) is None:
        yield _do("Name a key worker for the family", to("key_worker_new", case), today, None, "Nobody is named now.")


def _information(view, today: date):
    case = view.case
    if case.status not in workflow.OPEN:
        return
    waiting = [r for r in view.requests if r.state == InformationRequest.State.ASKED]
    for request in waiting:
        url = to("request", case, info_request=request.pk)
        if request.due_on < today:
            note = f"Last chased on {day(request.last_chased_on)}." if request.last_chased_on else "Not chased yet."
            yield _do(f"Chase {request.organisation}", url, today, request.due_on, note)
        else:
            yield _do(f"Await information from {request.organisation}", url, today, request.due_on)
    if not view.requests:
        yield _do("Ask agencies for information", to("propose", case), today, None, "Nobody has been asked yet.")
    for process in view.processes:
        waits = blocked(process) if process.unfinished else []
        if waits:
            url, note = to("process", case, process=process.pk), f"{' and '.join(waits)} waits for it."
            yield _do(f"Find out where it stands: {process}", url, today, None, note[:1].upper() + note[1:])


def _stage(view, due: dict[str, date | None], today: date):
    case = view.case
    review_due = due["panel"] or due["ambition"]
    if case.status == Status.GATHERING:
        url = to("review_meeting_new", case)
        yield _do("Arrange the child death review meeting", url, today, due["cdrm"], "Ideally within 3 months.")
    if case.status == Status.CDRM_SCHEDULED:
        held = to("step", case, step=Step.HOLD_CDRM)
        yield _do("Hold the review meeting and record it", held, today, case.cdrm_on)
    if case.status == Status.CDRM_HELD and view.analysis is None:
        yield _do("Draft the analysis form", to("analysis_edit", case), today, review_due, "From the review meeting.")
    if case.status == Status.CDRM_HELD:
        yield _do("Prepare the case for panel", to("step", case, step=Step.PREPARE), today, review_due)
    if case.status == Status.PANEL_PREPARATION:
        url = elsewhere("panels:meetings") or to("case", case)
        yield _do("Put the case on a panel agenda", url, today, review_due)
    if case.status == Status.LISTED:
        url = elsewhere("panels:case_panel", case=case.pk) or to("case", case)
        yield _do("Review the case at the panel meeting", url, today, review_due)
    if case.status == Status.AWAITING_ITEM:
        url = elsewhere("panels:case_panel", case=case.pk) or to("analysis", case)
        yield _do("Finish the review once the last item is in", url, today)
    if case.status == Status.REVIEWED:
        url = to("national_return", case)
        yield _do("Send the analysis to the national database and record it", url, today)
    if case.status == Status.SUBMITTED:
        yield _do(
            "Tell the family the outcome through the key worker, then close", to("step", case, step=Step.CLOSE), today
        )


def _register(view, today: date):
    for row in view.recommendations:
        late = row.due_on < today
        if row.state in OPEN_ACTION and (late or view.case.reviewed_on):
            url = to("recommendation", view.case, recommendation=row.pk)
            yield _do(f"Follow up with {row.owner}", url, today, row.due_on, str(row))
